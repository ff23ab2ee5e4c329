"""A brief read back from Markdown that briefer wrote, perhaps edited by hand since.

A sentence is what stands before a stretch in italics that says who backs it, or is a bullet. What backs it stands in a
line of the document that no viewer shows (`channels.spans`), under a digest of the sentence's words. A sentence that a
person changed is known by its place: it takes the spans of the one that it replaces, and the checks look at it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest

from briefer.channels import document, spans
from briefer.channels.document import MasterBlock, Stretch
from briefer.channels.spans import Place, SpansLine
from briefer.channels.wording import is_furniture
from briefer.errors import UsageError
from briefer.records import Match
from briefer.verifying.written import WrittenArticle, WrittenBrief, WrittenCitation, WrittenClaim

_TAILS = ("(", "—")  # with which that begins which stands behind a sentence
_JOINT = ";"  # between the sentences of one line, of which the first has no end of its own
_GOES_ON = (",", ":")  # with which a line goes on behind the one who speaks
_ASKS = ("?", ":")  # with which a question ends, or what is asked after
_WORD_JOINER = "\u2060"  # set into names and addresses for GitHub, so that they are no links


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the document."""

    text: str
    question: str | None = None  #: what stands in bold at the beginning of its line, where that is no part of it
    is_loose: bool = False  #: nobody stands behind it, and it is no line of a list
    who: str | None = None  #: what stands in bold there, where the line goes on with what that one says


@dataclass(slots=True)
class _Open:
    """The brief that is being read."""

    headline: str
    sentences: list[_Sentence] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)  #: of its articles, as they are listed


def from_markdown(text: str) -> tuple[WrittenBrief, ...]:
    """The briefs in a Markdown document that briefer wrote, perhaps edited by hand since.

    A sentence for which the document names no spans comes back without a citation.

    Raises:
        UsageError: there is no claim in it.
    """
    text = text.replace(_WORD_JOINER, "").replace("\r\n", "\n")
    known = spans.read(text)
    marks = frozenset(mark for line in known for mark in line.places)
    blocks = document.parse(text).blocks
    level = min((b.level for b in blocks if b.kind == "heading" and is_furniture(b.text)), default=2)
    briefs = [_Open("")]
    for block in blocks:
        if block.kind == "heading" and block.level < level:
            briefs.append(_Open(block.text))
        elif block.kind == "item" and block.number is not None:
            briefs[-1].titles.append("".join(run.text for run in block.runs if run.em))
        elif block.kind in {"item", "paragraph", "quote"}:
            briefs[-1].sentences += _sentences(block, marks)
    found = [brief for brief in briefs if not all(one.is_loose for one in brief.sentences)]
    if not found:
        raise UsageError("There is no claim in this document.", hint="Give a brief made with --format md or json.")
    return tuple(_closed(brief, _line_of(brief, number, known)) for number, brief in enumerate(found))


# --- the sentences of a block -------------------------------------------------------------------------------


def _sentences(block: MasterBlock, marks: frozenset[str]) -> list[_Sentence]:
    """The sentences of a bullet or a paragraph; one all in italics says something of the brief itself."""
    label, runs = _label(block.runs)
    told: list[str] = [""]
    is_backed = False
    for is_em, stretch in groupby(runs, key=lambda run: run.em):
        words = "".join(run.text for run in stretch)
        if is_em and words.lstrip().startswith(_TAILS):
            told.append("")
            is_backed = True
        elif not is_em or told[-1].strip():
            told[-1] += words
    found = [told[0].strip(), *(words.removeprefix(_JOINT).strip() for words in told[1:])]
    if not is_backed and block.kind != "item":
        return [
            _Sentence(words, is_loose=True) for words in ["".join(run.text for run in block.runs).strip()] if found[0]
        ]
    first = _first(label, found[0], marks)
    rest = (_Sentence(words, first.question) for words in found[1:] if words)
    return [*([first] if found[0] else []), *rest]


def _label(runs: Sequence[Stretch]) -> tuple[str, Sequence[Stretch]]:
    """The bold beginning of a block, and the rest of it."""
    end = next((i for i, run in enumerate(runs) if not run.strong), len(runs))
    return "".join(run.text for run in runs[:end]), runs[end:]


def _first(label: str, words: str, marks: frozenset[str]) -> _Sentence:
    """The first sentence of a block, whose bold beginning may be a part of it, a question, or what has changed."""
    whole = f"{label}{'' if words[:1] in ',:' else ' '}{words}" if label else words
    asks = label.strip().endswith(_ASKS)
    is_part = spans.mark(words) not in marks and (spans.mark(whole) in marks or (label and not asks))
    if not is_part:
        return _Sentence(words, label.strip() if asks else None)
    is_who = words[:1] in _GOES_ON and label and not asks and not any(c.isdigit() for c in label)  # else a day
    return _Sentence(whole, who=label.strip() if is_who else None)


# --- what backs them ----------------------------------------------------------------------------------------


def _line_of(brief: _Open, number: int, known: Sequence[SpansLine]) -> SpansLine:
    """The line that knows most of a brief's sentences, else the one at its place."""
    marks = {spans.mark(one.text) for one in brief.sentences}
    shared = [len(marks & line.places.keys()) for line in known]
    if any(shared):
        return known[shared.index(max(shared))]
    return known[number] if number < len(known) else SpansLine({}, {}, {})


def _closed(brief: _Open, line: SpansLine) -> WrittenBrief:
    places = _places(brief.sentences, line)
    used = {place for found in places for place in found}
    unseen = [place for found in line.places.values() for place in found if place not in used]  # told "as above"
    claims = tuple(
        WrittenClaim(f"C{n}", one.text, tuple(map(_citation, found)), question=one.question, who=one.who)
        for n, (one, found) in enumerate(zip(brief.sentences, places, strict=True), 1)
    )
    return WrittenBrief(
        headline=brief.headline,
        claims=claims,
        articles=tuple(
            WrittenArticle(name, title or "", sha256=sha256, published=line.published.get(name))
            for (name, sha256), title in zip_longest(line.sha256.items(), brief.titles[: len(line.sha256)])
        ),
        questions=tuple(dict.fromkeys(one.question for one in brief.sentences if one.question)),
        more=tuple(map(_citation, (*line.more, *unseen))),
    )


def _places(sentences: Sequence[_Sentence], line: SpansLine) -> list[tuple[Place, ...]]:
    """The spans of each sentence; one that was changed takes those that stood at its place, and that no other has."""
    order = list(line.places)
    at = [order.index(mark) if (mark := spans.mark(one.text)) in line.places else None for one in sentences]
    free = [i for i in range(len(order)) if i not in at]
    found: list[tuple[Place, ...]] = []
    last = -1
    for number, own in enumerate(at):
        following = next((i for i in at[number:] if i is not None and i > last), len(order))
        taken = next((i for i in free if last < i < following), None) if own is None else own
        free = [i for i in free if i != taken]
        last = last if taken is None else taken
        found.append(line.places[order[taken]] if taken is not None else ())
    return found


def _citation(place: Place) -> WrittenCitation:
    match = Match.ELIDED if len(place.segments) > 1 else Match.EXACT
    return WrittenCitation(place.article, "", place.span, place.segments, match)
