import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from briefer.grounding.ground import grounds
from briefer.records import Claim, Evidence, EvidencePiece, Section
from briefer.stories import story
from briefer.writers import Asked
from briefer.writers.judge import about

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "local_checker.py"


@pytest.fixture(scope="module")
def example():
    """The example, imported from its file."""
    spec = importlib.util.spec_from_file_location("local_checker", EXAMPLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_example_s_checker_is_heard(example):
    """It passes what is backed and rejects what is not, naming the words."""
    said = "Halden Lines will close the Norsund ferry in June."
    evidence = Evidence((EvidencePiece("A1", said, said, said),))
    texts = ("Halden Lines will close the ferry.", "Shareholders demanded another chairman.")
    asked = [Asked(Claim("C1", text, Section.KEY_FACTS, ()), evidence) for text in texts]
    judging = about(example.LocalChecker(example.shared_words, least=0.5))
    nothing, findings = judging(asked, grounds(story([])))
    assert nothing == ()
    assert '"Shareholders"' in findings[0].message
    assert '"demanded"' in findings[1].message


def test_the_example_runs():
    """As its first lines say."""
    done = subprocess.run(
        [sys.executable, str(EXAMPLE), str(ROOT / "seeds")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "claims published, 0 withheld" in done.stdout
