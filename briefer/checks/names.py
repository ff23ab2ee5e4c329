"""Names must stand in the cited articles or their titles."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks import languages
from briefer.records import Evidence, Finding, Severity
from briefer.text.mentions import Mentioned, Mentions, abbreviated, mentioned, mentions, together
from briefer.text.name_words import GENERIC, HOMOGRAPHS, OPENERS, OUTLETS, TITLES
from briefer.text.names import Name, Part, covers, fold, is_capital, names
from briefer.text.nations import COUNTRY

NAME = "names"
_ATTRIBUTES = ("according to ", "told ", "by ", "to ", "in ")
_REPORTS = (" reported", " reports", " said", " says", " writes", " wrote", " noted", " cited", ", citing", " adds")


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Reject a name that is nowhere in the cited articles; flag one that stands only far from the cited sentences.

    Whole articles are looked at, because fair claims write the name where the passage says "the company": against the
    cited sentence alone two thirds of faithful sentences would be rejected.
    """
    if not covers(languages.of_claim(claim, evidence)):
        return
    hard = languages.severity(claim, evidence)
    around = [mentions(piece.around) for piece in evidence.pieces]
    sources = [mentions(piece.source) for piece in evidence.pieces] + around
    for name in names(claim):
        yield from _judge(claim, name, evidence, sources, around, hard)


def _judge(
    claim: str, name: Name, evidence: Evidence, sources: list[Mentions], around: list[Mentions], hard: Severity
) -> Iterator[Finding]:
    if any(abbreviated(name, text) for text in sources) or _is_publisher(name, evidence):
        return
    levels = {part: _level(part, sources) for part in name.parts}
    missing = [part for part in name.parts if levels[part] is Mentioned.NOWHERE]
    if missing:
        yield from _missing(claim, name, missing, sources, hard)
        return
    confused = [part for part in name.parts if levels[part] is Mentioned.SMALL and _is_homograph(part)]
    if confused:
        yield Finding(
            NAME,
            hard,
            f'"{name.text}" is named nowhere in the cited sources: "{fold(confused[0].text)}" is another word there',
        )
        return
    small = [p for p in name.parts if levels[p] is Mentioned.SMALL and not p.doubtful and fold(p.text) not in GENERIC]
    if small:
        yield Finding(NAME, Severity.FLAG, f'the cited sources have "{fold(small[0].text)}" only as a common word')
        return
    yield from _apart(name, sources)
    if all(_level(part, around) < levels[part] for part in name.parts) and not any(
        abbreviated(name, t) for t in around
    ):
        yield Finding(NAME, Severity.FLAG, f'"{name.text}" is in the cited source, but not near the cited words')


def _level(part: Part, texts: list[Mentions]) -> Mentioned:
    return max((mentioned(part, text) for text in texts), default=Mentioned.NOWHERE)


def _is_homograph(part: Part) -> bool:
    """Whether a small letter means something else: always for countries, inside a sentence for companies and people."""
    form = fold(part.text)
    return form in HOMOGRAPHS and (not part.doubtful or form in COUNTRY)


def _missing(claim: str, name: Name, missing: list[Part], sources: list[Mentions], hard: Severity) -> Iterator[Finding]:
    if _is_attributed_outlet(claim, name):
        yield Finding(NAME, Severity.FLAG, f'the cited sources do not name "{name.text}"')
        return
    message = f'"{name.text}" is named nowhere in the cited sources'
    known = [part for part in name.parts if part not in missing]
    sure = [part for part in missing if not part.doubtful and fold(part.text) not in GENERIC]
    if known:
        others = _before(known[0], sources) if name.parts[-1] in known else []
        message = f'"{missing[0].text}" of "{name.text}" is nowhere in the cited sources'
        message += f'; they say "{others[0]} {known[0].text}"' if others else ""
    if sure:
        yield Finding(NAME, hard, message)
    elif known or not name.doubtful:
        yield Finding(NAME, Severity.FLAG, message)


def _before(part: Part, sources: list[Mentions]) -> list[str]:
    """The names that stand right before a word of a name in the sources: first names of a surname."""
    return [
        before.text
        for text in sources
        for index in text.places.get(fold(part.text), ())
        if is_capital(before := text.tokens.at(index - 1)) and before.low not in TITLES and before.low not in OPENERS
    ]


def _is_publisher(name: Name, evidence: Evidence) -> bool:
    """Whether a name is that of a cited article's publisher: "BBC" of "bbc.co.uk", "NYT" of "The New York Times"."""
    squashed = "".join(fold(part.text) for part in name.parts)
    letters = "".join(fold(part.text)[:1] for part in name.parts)
    for piece in evidence.pieces:
        publisher = fold(piece.publisher or "").removeprefix("the ").removeprefix("www.")
        words = "".join(ch if ch.isalnum() else " " for ch in publisher).split()
        initials = "".join(word[:1] for word in words)
        if words and squashed and squashed in ("".join(words), words[0], initials):
            return True
        if len(letters) > 1 and words and letters == words[0]:
            return True
    return False


def _is_attributed_outlet(claim: str, name: Name) -> bool:
    """Whether a name is a news organisation that the claim gives as its source: "Reuters reported", "told the BBC"."""
    plain = " ".join(part.text for part in name.parts).casefold()
    if plain not in OUTLETS:
        return False
    before = claim[max(0, name.span.start - 20) : name.span.start].casefold().removesuffix("the ")
    after = claim[name.span.end : name.span.end + 12].casefold()
    return before.endswith(_ATTRIBUTES) or after.startswith(_REPORTS)


def _apart(name: Name, sources: list[Mentions]) -> Iterator[Finding]:
    """Flag a name whose words are all in the sources but never side by side: "Steve White" of two other people."""
    for first, second in zip(name.parts, name.parts[1:], strict=False):
        if fold(first.text) in GENERIC or fold(second.text) in GENERIC:
            continue
        if not any(together(first, second, text) for text in sources):
            yield Finding(
                NAME, Severity.FLAG, f'"{first.text}" and "{second.text}" never stand together in the cited sources'
            )
            return
