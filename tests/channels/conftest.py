"""What the tests of the channels share: a brief built by hand, and golden files."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefs import sample

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="session")
def brief():
    """A small brief with one of everything."""
    return sample()


@pytest.fixture
def golden():
    """Compare a text with a golden file; delete the file to have it written anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if not path.exists():
            path.write_text(text, encoding="utf-8")
            pytest.fail(f"{path.name} was missing and has been written: read it, then run again")
        assert text == path.read_text(encoding="utf-8")

    return compare
