"""Names must stand in the cited articles or their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefer.checks import abroad, offices, outlets, whereabouts
from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.mentions import Mentioned, Mentions, abbreviated, mentioned, together
from briefer.language.name_words import COUNTRY, GENERIC, HOMOGRAPHS, OPENERS, TITLES, is_common, is_ordinary, is_word
from briefer.language.names import Name, NamePart, acts, fold, is_capital
from briefer.language.quantities import QuantityKind
from briefer.language.sentence import Sentence
from briefer.language.stems import stem
from briefer.language.tokens import quotations
from briefer.records import Finding, Severity

NAME = "names"


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject a name that is nowhere in the cited articles; flag one that stands only far from the cited sentences.

    Whole articles are looked at, because fair claims write the name where the passage says "the company": against the
    cited sentence alone two thirds of faithful sentences would be rejected.
    """
    if abroad.applies(cited):
        yield from abroad.check(claim, cited)
        return
    if not cited.has_names:
        return
    money = (found.span for found in claim.quantities if found.kind is QuantityKind.MONEY)
    skipped = (*quotations(claim.text), *money)
    for name in claim.names:
        if any(span.start <= name.span.start < span.end for span in skipped):
            continue  # `quoted` judges the source's own words, `numbers` the "US" of dollars
        if any(abbreviated(name, text) for text in _texts(cited)) or outlets.publishes(name, cited.evidence):
            continue
        if outlets.is_attributed(claim.text, name) and _level(name.parts[0], _texts(cited)) is Mentioned.NOWHERE:
            level = cited.hard if outlets.others_are_known(cited) else Severity.FLAG
            yield Finding(NAME, level, f'the cited sources do not name "{name.text}"')
        else:
            yield from _judge(claim, name, cited)
    yield from (Finding(NAME, Severity.FLAG, message) for message in offices.differences(claim, cited))


def _texts(cited: Cited) -> tuple[Mentions, ...]:
    """Where a name may stand: the cited articles, whole."""
    return (*cited.sources, *cited.near)


def _has_openers(cited: Cited) -> bool:
    """Whether the rules about the first words of sentences apply, which are English."""
    return lexicon.has(lexicon.code(cited.language), "openers")


def _judge(claim: Sentence, name: Name, cited: Cited) -> Iterator[Finding]:
    levels = {part: _level(part, _texts(cited)) for part in name.parts}
    missing = [part for part in name.parts if levels[part] is Mentioned.NOWHERE]
    if missing:
        yield from _missing(claim.text, name, missing, cited)
        return
    small = [part for part in name.parts if levels[part] is Mentioned.SMALL]
    # A small letter means something else: always for countries, inside a sentence for companies too.
    confused = [form for p in small if (form := fold(p.text)) in HOMOGRAPHS and (not p.doubtful or form in COUNTRY)]
    if confused:
        message = f'"{name.text}" is named nowhere in the cited sources; "{confused[0]}" there is another word'
        yield Finding(NAME, cited.hard, message)
        return
    sure = [part for part in small if not part.doubtful and fold(part.text) not in GENERIC]
    if sure:
        yield Finding(NAME, Severity.FLAG, f'the cited sources have "{fold(sure[0].text)}" only as a common word')
        return
    yield from _apart(claim, name, cited)
    is_near = any(_level(part, cited.near) >= levels[part] for part in name.parts)
    is_word = all(part.doubtful and is_ordinary(part.text) for part in name.parts)
    is_far = not is_near and not is_word and not any(abbreviated(name, text) for text in cited.near)
    if is_far and whereabouts.matters(name, claim, cited):
        yield Finding(NAME, Severity.FLAG, f'"{name.text}" is in the cited source, but not near the cited words')


def _level(part: NamePart, texts: tuple[Mentions, ...]) -> Mentioned:
    return max((mentioned(part, text) for text in texts), default=Mentioned.NOWHERE)


def _missing(claim: str, name: Name, missing: list[NamePart], cited: Cited) -> Iterator[Finding]:
    known = [part for part in name.parts if part not in missing]
    sure = [part for part in missing if fold(part.text) not in GENERIC and _is_surely_named(claim, name, part, cited)]
    if known:
        others = _before(known[0], cited) if name.parts[-1] in known else []
        message = f'"{missing[0].text}" of "{name.text}" is nowhere in the cited sources'
        message += f'; they say "{others[0]} {known[0].text}"' if others else ""
    else:
        message = f'"{name.text}" is named nowhere in the cited sources'
    if sure:
        yield Finding(NAME, cited.hard, message)
    elif not all(_is_explained(claim, name, part, cited) for part in missing):
        yield Finding(NAME, Severity.FLAG, message)


def _is_surely_named(claim: str, name: Name, part: NamePart, cited: Cited) -> bool:
    """Whether a word is a name although its place alone might explain its capital."""
    if not part.doubtful or fold(part.text) in COUNTRY:
        return True
    if not _has_openers(cited) or is_ordinary(part.text) or _is_form(part, cited):
        return False
    return not is_word(part.text) or len(name.parts) > 1 or acts(claim, name)


def _is_explained(claim: str, name: Name, part: NamePart, cited: Cited) -> bool:
    """Whether a doubtful word is an ordinary one; one that is so only by its form may still be a name that acts."""
    if not part.doubtful:
        return fold(part.text) in GENERIC
    if not _has_openers(cited) or is_common(part.text):
        return True
    ordinary, known = is_ordinary(part.text), is_word(part.text)
    if ordinary and known and fold(part.text) not in HOMOGRAPHS:  # "Refunds", "Contrary", "Clinging": no name looks so
        return True
    is_subject = len(name.parts) == 1 and acts(claim, name)
    return not is_subject and (ordinary or known or _is_form(part, cited))


def _is_form(part: NamePart, cited: Cited) -> bool:
    """Whether a word is a form of one that the sources have: "Reducing" of "reduce"."""
    return any(stem(fold(part.text), cited.language) in text.stems for text in _texts(cited))


def _before(part: NamePart, cited: Cited) -> list[str]:
    """The names that stand right before a word of a name in the sources: first names of a surname."""
    return [
        before.text
        for text in _texts(cited)
        for index in text.places.get(fold(part.text), ())
        if is_capital(before := text.tokens.at(index - 1)) and before.low not in TITLES and before.low not in OPENERS
    ]


def _apart(claim: Sentence, name: Name, cited: Cited) -> Iterator[Finding]:
    """Flag a name whose words are all in the sources but never side by side: "Steve White" of two other people."""
    for first, second in pairwise(name.parts):
        one, other = fold(first.text), fold(second.text)
        of_a_people = COUNTRY.get(one, one) != one  # "American Mara Lind"; but Jordan may be somebody's first name
        if one in GENERIC or other in GENERIC or of_a_people:
            continue
        if not any(
            together(first, second, text) or _meet(claim, name, (first, second), text) for text in _texts(cited)
        ):
            message = f'"{first.text}" and "{second.text}" never stand together in the cited sources'
            yield Finding(NAME, Severity.FLAG, message)
            return


def _meet(claim: Sentence, name: Name, pair: tuple[NamePart, NamePart], text: Mentions) -> bool:
    """Whether two names only stand side by side as what opens a sentence ends there: "On the way to Tolvane Lind …".

    The first word must then be the end of a name in the source, and the second one the beginning of another.
    """
    before = claim.text[: name.span.start]
    opening = re.split(r"[,;:.!?]", before)[-1].split()
    if not opening or opening[0].lower() not in lexicon.listed(claim.language, "word_kinds", "preposition", "joint"):
        return False
    first, second = (
        [text.tokens.at(place + step) for place in text.places.get(fold(part.text), ())]
        for part, step in zip(pair, (1, -1), strict=True)
    )
    return any(not is_capital(after) for after in first) and any(
        not is_capital(last) or last.low in TITLES or last.low in OPENERS for last in second
    )
