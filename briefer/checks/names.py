"""Names must stand in the cited articles or their titles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from briefer.checks import languages, offices, outlets, quoted
from briefer.language.mentions import Mentioned, Mentions, abbreviated, mentioned, mentions, together
from briefer.language.name_words import GENERIC, HOMOGRAPHS, OPENERS, TITLES
from briefer.language.names import Name, Part, acts, covers, fold, is_capital, names
from briefer.language.nations import COUNTRY
from briefer.language.ordinary_words import is_common, is_ordinary
from briefer.language.quantities import Kind, extract
from briefer.language.wording import stem, stems
from briefer.records import Evidence, Finding, Severity, Span

NAME = "names"


class _Cited(NamedTuple):
    """The articles that a claim cites, ready to be asked for names."""

    sources: list[Mentions]  #: whole
    around: list[Mentions]  #: the cited sentences and their neighbours
    english: bool  #: whether the rules about English first words apply


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
    cited = _Cited(sources, around, languages.of_claim(claim, evidence) in ("en", None))
    skipped = (*quoted.spans(claim), *_money(claim))
    for name in names(claim):
        if any(span.start <= name.span.start < span.end for span in skipped):
            continue  # `quoted` judges the source's own words, `numbers` the "US" of dollars
        if any(abbreviated(name, text) for text in cited.sources) or outlets.publishes(name, evidence):
            continue
        if outlets.is_attributed(claim, name) and _level(name.parts[0], cited.sources) is Mentioned.NOWHERE:
            level = hard if outlets.others_are_known(evidence) else Severity.FLAG
            yield Finding(NAME, level, f'the cited sources do not name "{name.text}"')
            continue
        yield from _judge(claim, name, cited, hard)
    if cited.english:
        yield from (Finding(NAME, Severity.FLAG, message) for message in offices.differences(claim, evidence))


def _money(claim: str) -> Iterator[Span]:
    return (found.span for found in extract(claim) if found.kind is Kind.MONEY)


def _judge(claim: str, name: Name, cited: _Cited, hard: Severity) -> Iterator[Finding]:
    levels = {part: _level(part, cited.sources) for part in name.parts}
    missing = [part for part in name.parts if levels[part] is Mentioned.NOWHERE]
    if missing:
        yield from _missing(claim, name, missing, cited, hard)
        return
    small = [part for part in name.parts if levels[part] is Mentioned.SMALL]
    confused = [part for part in small if _is_homograph(part)]
    if confused:
        word = fold(confused[0].text)
        yield Finding(
            NAME, hard, f'"{name.text}" is named nowhere in the cited sources; "{word}" there is another word'
        )
        return
    sure = [part for part in small if not part.doubtful and fold(part.text) not in GENERIC]
    if sure:
        yield Finding(NAME, Severity.FLAG, f'the cited sources have "{fold(sure[0].text)}" only as a common word')
        return
    yield from _apart(name, cited)
    is_near = any(_level(part, cited.around) >= levels[part] for part in name.parts)
    is_word = all(part.doubtful and is_ordinary(part.text) for part in name.parts)
    if not is_near and not is_word and not any(abbreviated(name, text) for text in cited.around):
        yield Finding(NAME, Severity.FLAG, f'"{name.text}" is in the cited source, but not near the cited words')


def _level(part: Part, texts: list[Mentions]) -> Mentioned:
    return max((mentioned(part, text) for text in texts), default=Mentioned.NOWHERE)


def _is_homograph(part: Part) -> bool:
    """Whether a small letter means something else: always for countries, inside a sentence for companies too."""
    form = fold(part.text)
    return form in HOMOGRAPHS and (not part.doubtful or form in COUNTRY)


def _missing(claim: str, name: Name, missing: list[Part], cited: _Cited, hard: Severity) -> Iterator[Finding]:
    known = [part for part in name.parts if part not in missing]
    sure = [part for part in missing if fold(part.text) not in GENERIC and _is_surely_named(part, cited)]
    if known:
        others = _before(known[0], cited) if name.parts[-1] in known else []
        message = f'"{missing[0].text}" of "{name.text}" is nowhere in the cited sources'
        message += f'; they say "{others[0]} {known[0].text}"' if others else ""
    else:
        message = f'"{name.text}" is named nowhere in the cited sources'
    if sure:
        yield Finding(NAME, hard, message)
    elif not all(_is_explained(claim, name, part, cited) for part in missing):
        yield Finding(NAME, Severity.FLAG, message)


def _is_surely_named(part: Part, cited: _Cited) -> bool:
    """Whether a word is a name although its place alone might explain its capital."""
    if not part.doubtful or fold(part.text) in COUNTRY:
        return True
    return cited.english and not is_ordinary(part.text) and not _is_form(part, cited)


def _is_explained(claim: str, name: Name, part: Part, cited: _Cited) -> bool:
    """Whether a doubtful word is an ordinary one; one that only its ending makes so may still be a name that acts."""
    if not part.doubtful:
        return fold(part.text) in GENERIC
    if not cited.english or is_common(part.text):
        return True
    is_subject = len(name.parts) == 1 and acts(claim, name)
    return not is_subject and (is_ordinary(part.text) or _is_form(part, cited))


def _is_form(part: Part, cited: _Cited) -> bool:
    """Whether a word is a form of one that the sources have: "Reducing" of "reduce"."""
    return any(stem(part.text) in stems(text.text) for text in cited.sources)


def _before(part: Part, cited: _Cited) -> list[str]:
    """The names that stand right before a word of a name in the sources: first names of a surname."""
    return [
        before.text
        for text in cited.sources
        for index in text.places.get(fold(part.text), ())
        if is_capital(before := text.tokens.at(index - 1)) and before.low not in TITLES and before.low not in OPENERS
    ]


def _apart(name: Name, cited: _Cited) -> Iterator[Finding]:
    """Flag a name whose words are all in the sources but never side by side: "Steve White" of two other people."""
    for first, second in pairwise(name.parts):
        if fold(first.text) in GENERIC or fold(second.text) in GENERIC:
            continue
        if not any(together(first, second, text) for text in cited.sources):
            message = f'"{first.text}" and "{second.text}" never stand together in the cited sources'
            yield Finding(NAME, Severity.FLAG, message)
            return
