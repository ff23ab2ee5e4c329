"""What a judge is shown: the cited sentences and their neighbours, each once, and the claims that cite them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from briefer.grounding.ground import Grounds
from briefer.grounding.support import Source, around
from briefer.language.sentence import sentence
from briefer.records import Kind, Span
from briefer.writers import Asked
from briefer.writers.shown import header, neutral

_LONGEST_NEIGHBOUR = 80  # code points, where it only tells who "he" is, or what comes of it
_LONGEST = 1_000
_NUMBERED = re.compile(r"\A\[(\d+)\] ?|\A(\d+)\. ")


def exhibits(asked: Sequence[Asked], on: Grounds) -> dict[str, str]:
    """The variables `evidence` and `claims` of the judge's prompt.

    A cited sentence has a number, under which claims refer to it; a neighbour has none. Numbers are shorter than
    references, and whoever is asked about thirty claims pays for every one of them.

    Args:
        asked: the claims.
        on: their story.
    """
    cited: dict[str, set[int]] = {}
    whole: set[tuple[str, int]] = set()
    for one in asked:
        for article, own in _places(one, on).items():
            cited.setdefault(article, set()).update(own)
            whole |= {(article, at) for at in _telling(one, on.library[article], own)}
    numbers: dict[str, int] = {}  # of a sentence, by its text: reprints say the same
    lines: list[str] = []
    for found in (on.library[a.id] for a in on.story.articles if a.id in cited):
        new = {at for at in cited[found.article.id] if _text(found, at) not in numbers}
        for at in sorted(new):
            numbers.setdefault(_text(found, at), len(numbers) + 1)
        lines += _lines(found, new, numbers, whole) if new else []
    before = ("", *(one.question for one in asked))
    claims = [
        _claim(number, one, _numbers(one, numbers, on), is_same=one.question == question)
        for number, (one, question) in enumerate(zip(asked, before, strict=False), 1)
    ]
    return {"evidence": "\n".join(lines), "claims": "\n".join(claims)}


def _places(one: Asked, on: Grounds) -> dict[str, set[int]]:
    """The indexes of the passages that a claim cites, by article."""
    found: dict[str, set[int]] = {}
    for c in one.claim.citations:
        found.setdefault(c.article, set()).update(on.library[c.article].passages(Span(c.start, c.end)))
    return found


def _telling(one: Asked, found: Source, cited: set[int]) -> Iterator[int]:
    """The neighbours that go on to a word of the claim which the cited sentences lack: those are read to their end."""
    language, passages = found.article.language, found.article.passages

    def words(text: str) -> frozenset[str]:
        return sentence(text, language).content

    missing = words(one.claim.text) - words(one.evidence.sentences)
    for at in around(found, cited):
        text = passages[at].text
        if at not in cited and missing & (words(text) - words(text[:_LONGEST_NEIGHBOUR])):
            yield at


def _lines(
    found: Source, cited: set[int], numbers: dict[str, int], whole: Collection[tuple[str, int]]
) -> Iterator[str]:
    """An article's cited sentences and their neighbours in order, a line each, with a mark where some are left out."""
    yield header(found.article)
    passages = found.article.passages
    near = [at for at in around(found, cited) if at in cited or passages[at].kind is Kind.CONTENT]
    for before, at in pairwise((near[0] - 1, *near)):
        if at > before + 1:
            yield "…"
        text = _text(found, at)
        if at in cited:
            yield f"[{numbers[text]}] {text}"
            continue
        most = _LONGEST if (found.article.id, at) in whole else _LONGEST_NEIGHBOUR
        cut = text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"
        yield _NUMBERED.sub(r"(\1\2) ", cut)  # whose own number could pass for one of ours


def _text(found: Source, at: int) -> str:
    return neutral(found.article.passages[at].text)


def _numbers(one: Asked, numbers: dict[str, int], on: Grounds) -> list[int]:
    places = _places(one, on).items()
    return sorted({numbers[_text(on.library[article], at)] for article, own in places for at in own})


def _claim(number: int, one: Asked, cited: Sequence[int], *, is_same: bool) -> str:
    """A claim's line; of the positions on one question, the first tells it."""
    asked = "" if not one.question else "On the same: " if is_same else f'On "{neutral(one.question)}": '
    flags = ", ".join(dict.fromkeys(f.check for f in one.claim.findings))
    refs = ", ".join(map(str, cited))
    return f"{number}. {asked}{neutral(one.claim.text)} [{refs}]" + (f" (look at: {flags})" if flags else "")
