"""Readable case files, in the form that markdown-it uses: title, `.`, input, `.`, expected, `.`."""

from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One case of a file."""

    title: str
    given: str
    expected: str

    def __str__(self):
        return self.title


def cases(name):
    """The cases of `tests/cases/<name>.md`; text before a case's title line is comment."""
    found, parts = [], []
    lines, previous = [], ""
    for line in (CASES / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if line == ".":
            parts.append("\n".join(lines))
            if len(parts) == 1:
                parts = [previous]
            lines = []
            if len(parts) == 3:
                found.append(Case(*parts))
                parts, previous = [], ""
        else:
            lines.append(line)
            previous = line if not parts and line else previous
    assert found, f"no cases in {name}.md"
    assert not parts, f"the last case of {name}.md is not closed"
    return found
