import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from briefer.writers.judge import opinion

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
    checker = example.LocalChecker(example.shared_words, least=0.5)
    evidence = ["Halden Lines will close the Norsund ferry in June."]
    assert opinion(checker, "Halden Lines will close the ferry.", evidence, ()) == ()
    (finding,) = opinion(checker, "Shareholders demanded another chairman.", evidence, ())
    assert '"Shareholders", "demanded"' in finding.message


def test_the_example_runs():
    """As its first lines say."""
    done = subprocess.run(
        [sys.executable, str(EXAMPLE), str(ROOT / "seeds")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "claims published, 0 withheld" in done.stdout
