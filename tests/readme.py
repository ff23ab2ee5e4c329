"""The example that README opens with: a brief of `seeds/`, made anew by `python tests/readme.py`."""

import re
from dataclasses import replace
from pathlib import Path

from briefer import app
from briefer.channels import render
from briefer.records import Wishes

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
MARKED = re.compile(r"(?<=<!-- example -->\n)(.*?)(?=\n<!-- /example -->)", re.DOTALL)
CREATED = "2026-03-12T07:00:00Z"


def example():
    """The brief, as `briefer brief seeds/` prints it and a viewer shows it; its moment stands still."""
    sources = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "seeds").iterdir())
    made = app.make(app.gather([str(ROOT / s) for s in sources]), app.Order(Wishes()))[0]
    articles = tuple(replace(a, source=s) for a, s in zip(made.articles, sources, strict=True))
    made = replace(made, articles=articles, provenance=replace(made.provenance, created=CREATED))
    return "````markdown\n" + excerpt(render([made], "md")) + "\n````"


def excerpt(whole):
    """The brief as a viewer shows it: without the addresses and the line of spans that end it."""
    return "\n".join(line for line in whole.splitlines() if not re.match(r"\[[^\]]+\]:", line)).strip()


if __name__ == "__main__":
    README.write_text(MARKED.sub(lambda _: example(), README.read_text(encoding="utf-8")), encoding="utf-8")
