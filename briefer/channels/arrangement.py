"""Which lines of a brief a text shows, and in which order: an editor's choice, within so many words.

A brief may hold sixty claims; who reads it in a message wants a page. What matters most comes first in each section,
the sections take turns, and what has no room is counted, so that the text can say what the evidence page has more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefer.language.words import folded
from briefer.records import Answered, Brief, Citation, Claim, Disagreement, Labelled, Revision, Section

Item = Claim | Disagreement | Labelled | Answered | Revision

#: The sections, in the order in which they are read where nobody asks for another.
SECTIONS = ("lead", "changed", "facts", "differ", "voices", "quotes", "timeline", "outlook", "questions")
#: Those that a reader may choose and order: what changed since the last digest is always told.
CHOICES = tuple(name for name in SECTIONS if name != "changed")
#: What one line of a section is, where those left out are counted.
KINDS = {
    "facts": "fact",
    "outlook": "fact",
    "lead": "fact",
    "changed": "fact",
    "differ": "difference",
    "voices": "position",
    "quotes": "quotation",
    "timeline": "event",
    "questions": "answer",
}


#: The sections of a brief's claims that some sections show.
_OF = {
    "lead": (Section.BOTTOM_LINE,),
    "facts": (Section.KEY_FACTS, Section.CONTEXT),
    "outlook": (Section.OUTLOOK,),
}


@dataclass(frozen=True, slots=True)
class _Turn:
    """When the lines of a section get their turn: the first at *start*, each further one so much later."""

    start: float
    step: float
    most: Mapping[str, int]  #: lines, by the length that was asked for


def _most(short: int, standard: int, long: int) -> dict[str, int]:
    return {"short": short, "standard": standard, "long": long}


_TURNS = {
    "lead": _Turn(0, 0.01, _most(2, 3, 3)),
    "changed": _Turn(0.5, 0.01, _most(99, 99, 99)),
    "questions": _Turn(0.7, 0.1, _most(99, 99, 99)),
    "facts": _Turn(1, 1, _most(3, 7, 20)),
    "differ": _Turn(1.5, 1.2, _most(1, 4, 10)),
    "quotes": _Turn(3.4, 3, _most(1, 2, 6)),
    "voices": _Turn(3.5, 2, _most(1, 4, 10)),
    "timeline": _Turn(4.6, 0.4, _most(0, 6, 12)),
    "outlook": _Turn(1.6, 3, _most(1, 2, 5)),
}
_LATE = 100
_CHOSEN_LEAST = 2  # lines that a section may have which was asked for by name
_TIMELINE_LEAST = 2  # events: one alone is no timeline
#: Words before the sources, and the share of its articles' words that the whole text may have.
WORDS = {"short": 150, "standard": 350, "long": 800}
_SHARE = {"short": 0.2, "standard": 0.2, "long": 0.5}
_CHARACTERS = {"short": 6_000, "standard": 6_000, "long": 12_000}
_FEW_ARTICLES, _MORE_CHARACTERS = 6, 500  # so many a text of that size is for; for each further one it may be longer
# Words, however short the articles: a brief must be able to say what happened. Of a few short notes it may be as long
# as they are, since nobody is spared anything by less.
_NOTES, _LEAST, _LEAST_OF_NOTES = 600, 80, 200


@dataclass(frozen=True, slots=True)
class Offer:
    """A line that may be shown."""

    section: str
    item: Item
    claims: tuple[Claim, ...]
    words: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The lines that are shown, by section in reading order, and how many of each kind are not."""

    sections: tuple[tuple[str, tuple[Item, ...]], ...]
    more: Mapping[str, int]
    shown: tuple[Claim, ...]
    rest: tuple[Claim, ...]


def fault(names: Sequence[str]) -> str | None:
    """What is wrong with a choice of sections, in words that follow "it"; None where nothing is."""
    if unknown := [name for name in names if name not in CHOICES]:
        return f"names {unknown[0]!r}; there are {', '.join(CHOICES)}"
    if len(set(names)) < len(names):
        return "names a section twice"
    return None


def empty(brief: Brief) -> tuple[str, ...]:
    """Those of the sections that were chosen for which the brief has nothing."""
    return tuple(name for name in brief.form.sections if not any(_items(brief, name)))


def offers(brief: Brief) -> tuple[Offer, ...]:
    """Every line of a brief, in reading order."""
    return tuple(Offer(section, item, claims(item)) for section in SECTIONS for item in _items(brief, section))


def _items(brief: Brief, section: str) -> Iterator[Item]:
    if section in _OF:
        yield from (c for wanted in _OF[section] for c in brief.claims if c.section is wanted)
        return
    named: dict[str, Sequence[Item]] = {
        "changed": brief.revisions,
        "differ": brief.disagreements,
        "voices": brief.voices,
        "quotes": brief.quotes,
        "timeline": brief.timeline,
        "questions": brief.questions,
    }
    yield from named[section]


def claims(item: Item) -> tuple[Claim, ...]:
    """The claims of a line."""
    match item:
        case Claim():
            return (item,)
        case Disagreement():
            return item.positions
        case Labelled():
            return (item.claim,)
        case Answered():
            return item.claims
        case Revision():
            return (item.now, item.before)


def is_tight(brief: Brief) -> bool:
    """Whether its articles are so short that what stands beside its sentences must be short as well."""
    return _SHARE[brief.form.length] * _words(brief) < WORDS[brief.form.length]


def _words(brief: Brief) -> int:
    return sum(len(article.text.split()) for article in brief.articles)


def claims_in_order(brief: Brief) -> Iterator[Claim]:
    """Every claim of a brief in reading order."""
    yield from (claim for offer in offers(brief) for claim in offer.claims)


@dataclass(frozen=True, slots=True)
class Room:
    """How much a text may hold beside what it has in any case."""

    words: int
    characters: int


def room(brief: Brief, *, before: int, after: int, characters: int) -> Room:
    """The room for the lines of a brief.

    Args:
        brief: its articles, and the length that was asked for.
        before: words that stand before the sources in any case: the headline, the days.
        after: words of the sources and what follows them.
        characters: of both.
    """
    length = brief.form.length
    told = _words(brief)
    share = int(_SHARE[length] * told) - before - after
    least = _LEAST if told >= _NOTES else _LEAST_OF_NOTES
    words = min(WORDS[length] - before, max(share, least))
    more = _MORE_CHARACTERS * max(0, len(brief.articles) - _FEW_ARTICLES)
    return Room(words, _CHARACTERS[length] + more - characters)


def arranged(brief: Brief, offered: Sequence[Offer], space: Room, heading: Mapping[str, int]) -> Arrangement:
    """The lines that are shown: in turn, while there is room; each sentence once.

    Args:
        brief: which sections and which length were asked for.
        offered: every line with its words and characters, as `offers` orders them.
        space: what they may have together; the first line of the lead is shown in any case.
        heading: words of each section's heading.
    """
    wanted = brief.form.sections or SECTIONS
    chosen: list[Offer] = []
    words, characters = space.words, space.characters
    for offer in _in_turn(brief, offered):
        opens = 0 if any(one.section == offer.section for one in chosen) else heading.get(offer.section, 0)
        fits = offer.words + opens <= words and offer.characters <= characters
        if (fits or not chosen) and not _is_told(offer, chosen):
            chosen.append(offer)
            words -= offer.words + opens
            characters -= offer.characters
    if sum(one.section == "timeline" for one in chosen) < _TIMELINE_LEAST and not brief.form.sections:
        chosen = [one for one in chosen if one.section != "timeline"]
    order = ("changed", *wanted) if "changed" not in wanted else wanted
    listed = [(name, [o for o in offered if o in chosen and o.section == name]) for name in order]
    left = [o for o in offered if o not in chosen and not _is_told(o, chosen)]
    shown = tuple(c for _name, some in listed for o in some for c in o.claims)
    ids = {id(c) for c in shown}
    rest = tuple(c for o in offered for c in o.claims if id(c) not in ids)
    return Arrangement(
        tuple((name, tuple(o.item for o in some)) for name, some in listed if some),
        Counter(KINDS[o.section] for o in left),
        shown,
        rest,
    )


def _in_turn(brief: Brief, offered: Sequence[Offer]) -> list[Offer]:
    """The lines of the sections that are wanted, in the order in which they get room."""
    wanted, length = brief.form.sections, brief.form.length
    elsewhere = _told_elsewhere(brief)
    ranks: Counter[str] = Counter()
    queue: list[tuple[float, Offer]] = []
    for offer in offered:
        turn, rank = _TURNS[offer.section], ranks[offer.section]
        most = max(turn.most[length], _CHOSEN_LEAST) if offer.section in wanted else turn.most[length]
        if wanted and offer.section not in (*wanted, "changed"):
            continue
        if isinstance(offer.item, Claim) and folded(offer.item.text) in elsewhere:
            queue.append((_LATE, offer))
        elif rank < most:
            ranks[offer.section] += 1
            queue.append((turn.start + turn.step * rank, offer))
    return [offer for _at, offer in sorted(queue, key=lambda pair: pair[0])]


def _told_elsewhere(brief: Brief) -> frozenset[str]:
    """The facts that come late, since they stand in another section: sides of a disagreement, quotations.

    The lead is told where it is, and the other side of what it tells stands there without it.
    """
    sides = {folded(position.text) for one in brief.disagreements for position in one.positions}
    spoken = [entry.claim.citations[0] for entry in brief.quotes]  # the others say who speaks
    quoted = {folded(c.text) for c in brief.claims if any(_is_half(q, c.citations[0]) for q in spoken if c.citations)}
    lead = next((folded(claim.text) for claim in brief.claims if claim.section is Section.BOTTOM_LINE), "")
    return frozenset((sides | quoted) - {lead})


def _is_half(part: Citation, whole: Citation) -> bool:
    """Whether a citation lies in another one and is more than half of it."""
    inside = part.article == whole.article and whole.start <= part.start and part.end <= whole.end
    return inside and (part.end - part.start) * 2 > whole.end - whole.start


def _is_told(offer: Offer, chosen: Sequence[Offer]) -> bool:
    """Whether its sentences are shown already, or the very words that it quotes."""
    told = [claim for one in chosen for claim in one.claims if one is not offer]
    texts = {folded(claim.text) for claim in told}
    if all(folded(claim.text) in texts for claim in offer.claims):
        return True
    spans = [citation for claim in told for citation in claim.citations]
    if isinstance(offer.item, Labelled):
        return any(_overlap(offer.item.claim.citations[0], theirs) for theirs in spans)
    entries = [one.item.claim.citations[0] for one in chosen if isinstance(one.item, Labelled)]
    return isinstance(offer.item, Claim) and any(_is_half(one, offer.item.citations[0]) for one in entries)


def _overlap(mine: Citation, theirs: Citation) -> bool:
    shared = min(mine.end, theirs.end) - max(mine.start, theirs.start)
    return mine.article == theirs.article and shared * 2 > min(mine.end - mine.start, theirs.end - theirs.start)
