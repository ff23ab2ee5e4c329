"""The readable files of pairs of articles that differ, or only look so: `tests/cases/disagreements/*.md`."""

import re
from pathlib import Path
from typing import NamedTuple

from briefer.reading import read
from briefer.records import RawArticle
from briefer.stories import story

CASES = Path(__file__).parent / "cases" / "disagreements"
HEAD = re.compile(r"(\d+)\. (.*)")
ARTICLE = re.compile(r"([A-Z]\w+)(?:, ([\d-]+))?: (.*)")
SAME_DAY = "2031-04-02"


class Pair(NamedTuple):
    """One case: its number, what its line says, and its articles as publisher, date and text."""

    number: int
    says: str
    articles: list

    @property
    def story(self):
        """The story of its articles."""
        raws = [
            RawArticle(f"{n}.txt", text, publisher=publisher, published=date)
            for n, (publisher, date, text) in enumerate(self.articles)
        ]
        return story(read(raws)[0])

    @property
    def is_for_writing(self):
        """Whether rules were written by it; the others only measure."""
        return self.number % 2 == 1

    def is_found_by(self, disagreement):
        """Whether the positions of a disagreement hold what the line says of the two sides."""
        sides = [side.lower() for side in self.says.split(" | ")]
        return all(any(side in position.text.lower() for position in disagreement.positions) for side in sides)


def pairs(name):
    """The cases of a file, in order."""
    found = []
    for line in (CASES / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if head := HEAD.fullmatch(line):
            found.append(Pair(int(head[1]), head[2], []))
        elif found and (article := ARTICLE.fullmatch(line)):
            found[-1].articles.append((article[1], article[2] or SAME_DAY, article[3]))
    assert all(len(pair.articles) == 2 for pair in found)
    return found
