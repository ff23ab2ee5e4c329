"""What a judge is shown: the cited sentences and their neighbours, each once, and the claims that cite them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefer.grounding.ground import Grounds
from briefer.grounding.support import Source, around
from briefer.records import Kind, Span
from briefer.writers import Asked
from briefer.writers.shown import header, neutral

_LONGEST_NEIGHBOUR = 100  # code points: it only tells who "he" is, or what comes of it
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
    for one in asked:
        for c in one.claim.citations:
            cited.setdefault(c.article, set()).update(on.library[c.article].passages(Span(c.start, c.end)))
    numbers: dict[str, int] = {}  # of a sentence, by its text: reprints say the same
    places: dict[tuple[str, int], int] = {}
    lines: list[str] = []
    for article in (a for a in on.story.articles if a.id in cited):
        found = on.library[article.id]
        said = {at: neutral(article.passages[at].text) for at in sorted(cited[article.id])}
        new = {at for at, text in said.items() if text not in numbers}
        for at in sorted(new):
            numbers.setdefault(said[at], len(numbers) + 1)
        places |= {(article.id, at): numbers[text] for at, text in said.items()}
        lines += _lines(found, new, numbers) if new else []
    before = ("", *(one.question for one in asked))
    claims = [
        _claim(number, one, _numbers(one, places, on), is_same=one.question == question)
        for number, (one, question) in enumerate(zip(asked, before, strict=False), 1)
    ]
    return {"evidence": "\n".join(lines), "claims": "\n".join(claims)}


def _lines(found: Source, cited: set[int], numbers: dict[str, int]) -> Iterator[str]:
    """An article's cited sentences and their neighbours in order, a line each, with a mark where some are left out."""
    yield header(found.article)
    passages = found.article.passages
    near = [at for at in around(found, cited) if at in cited or passages[at].kind is Kind.CONTENT]
    for before, at in pairwise((near[0] - 1, *near)):
        if at > before + 1:
            yield "…"
        text = neutral(passages[at].text)
        if at in cited:
            yield f"[{numbers[text]}] {text}"
        else:  # whose own numbers could pass for ours
            cut = text if len(text) <= _LONGEST_NEIGHBOUR else f"{text[:_LONGEST_NEIGHBOUR].rpartition(' ')[0]} …"
            yield _NUMBERED.sub(r"(\1\2) ", cut)


def _numbers(one: Asked, places: dict[tuple[str, int], int], on: Grounds) -> list[int]:
    spans = ((c.article, Span(c.start, c.end)) for c in one.claim.citations)
    return sorted({places[article, at] for article, span in spans for at in on.library[article].passages(span)})


def _claim(number: int, one: Asked, cited: Sequence[int], *, is_same: bool) -> str:
    """A claim's line; of the positions on one question, the first tells it."""
    asked = "" if not one.question else "On the same: " if is_same else f'On "{neutral(one.question)}": '
    flags = ", ".join(dict.fromkeys(f.check for f in one.claim.findings))
    refs = ", ".join(map(str, cited))
    return f"{number}. {asked}{neutral(one.claim.text)} [{refs}]" + (f" (look at: {flags})" if flags else "")
