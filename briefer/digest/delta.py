"""What of a brief is new against earlier ones on the same story, claim by claim.

A claim is known when an earlier claim states what it says, by the same directed measure that corroboration uses, and
passes every check when what was told is taken for its evidence; so a sentence with one more name, number or day is new,
and one with less is not. Nothing here asks a model, and a claim that cannot be placed counts as new: told twice is
better than never.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefer import checks
from briefer.grounding.corroboration import DOUBTS
from briefer.language.compare import conflicts, states_numbers, support, supposes, turns
from briefer.language.lexicon import pattern
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.sentence import Sentence, sentence
from briefer.language.weights import Idf, fit
from briefer.records import Article, Claim, Evidence, EvidencePiece

#: A claim was told when a told sentence says at least this much of it. Less than corroboration asks for, since here the
#: checks decide; read on twelve stories that two outlets told first and a third one a day later.
_TOLD = 0.35
#: Two sentences tell one fact with another value when each says at least this much of the other, the value aside.
_SAME_FACT = 0.43


@dataclass(frozen=True, slots=True)
class Earlier:
    """A claim of an earlier brief."""

    claim: Claim
    at: str  #: ISO 8601: when it was told
    articles: Mapping[str, Article]  #: those it cites, by id
    origins: tuple[frozenset[str], ...] = ()  #: for each of its origins the names that it goes by on any day


@dataclass(frozen=True, slots=True)
class Change:
    """How one claim stands to what was told before."""

    kind: Literal["new", "changed", "confirmed", "known"]
    claim: Claim
    earlier: Earlier | None = None  #: the claim that it changes, confirms or repeats
    values: tuple[str, str] | None = None  #: what a changed claim's value was, and what it is, as written


#: An earlier claim with the sentences by which it was told.
_Told = tuple[Earlier, list[Sentence]]


def delta(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    origin_names: Mapping[str, frozenset[str]],
    earlier: Sequence[Earlier],
) -> tuple[Change, ...]:
    """Every claim with how it stands to earlier ones, in the order given.

    Args:
        claims: of the new brief.
        articles: of the new brief, by id.
        origin_names: for each origin of the new brief the names that it goes by on any day (publisher, agency).
        earlier: what was told before, oldest first.
    """
    told = [(one, _told(one)) for one in earlier]
    now = [(claim, _said(claim, articles)) for claim in claims]
    idf = fit(said.terms for said in (*(words[0] for _, words in told), *(said for _, said in now)))
    names = {claim.id: [origin_names.get(origin, frozenset()) for origin in claim.origins] for claim in claims}
    return tuple(_change(claim, said, names[claim.id], told, idf) for claim, said in now)


def _said(claim: Claim, articles: Mapping[str, Article]) -> Sentence:
    article = next((articles[c.article] for c in claim.citations if c.article in articles), None)
    return sentence(claim.text, article.language, article.published) if article else sentence(claim.text)


def _without(said: Sentence, quantities: Sequence[Quantity]) -> Sentence:
    """A sentence without some of its values: what is left has to be the same."""
    text = said.text
    for span in sorted({quantity.span for quantity in quantities}, reverse=True):
        text = f"{text[: span.start]} {text[span.end :]}"
    return sentence(text, said.language)


def _told(earlier: Earlier) -> list[Sentence]:
    """What was told: the claim, and the quoted words behind it, which its readers saw as well."""
    said = _said(earlier.claim, earlier.articles)
    quoted = dict.fromkeys(c.text for c in earlier.claim.citations if c.text != earlier.claim.text)
    return [said, *(sentence(" ".join(text.split()), said.language) for text in quoted)]


def _change(claim: Claim, said: Sentence, names: Sequence[frozenset[str]], told: Sequence[_Told], idf: Idf) -> Change:
    stated = ((one, words) for one, words in told if any(_is_stated(said, other, idf) for other in words))
    same = [one for one, words in stated if _stands(claim, one, words)]
    if same:
        before = frozenset(name for one in same for origin in one.origins for name in origin)
        is_further = any(origin and origin.isdisjoint(before) for origin in names)
        return Change("confirmed" if is_further else "known", claim, same[-1])
    for one, (other, *_) in reversed(told):
        if _is_changed(said, other, idf):
            return Change("changed", claim, one, _values(said, other))
    return Change("new", claim)


def _is_stated(claim: Sentence, other: Sentence, idf: Idf) -> bool:
    if claim.text == other.text:
        return True
    if turns(claim, other) or supposes(claim, other) or supposes(other, claim):
        return False  # what was denied or only planned before is news when it is so
    return states_numbers(claim, other) and support(claim, other, idf, least=_TOLD) >= _TOLD


def _stands(claim: Claim, earlier: Earlier, words: Sequence[Sentence]) -> bool:
    """Whether nothing speaks against a claim when all that is known is what was told."""
    texts = [said.text for said in words]
    if claim.text in texts:
        return True
    told = "\n".join(texts)
    pieces = (
        EvidencePiece(
            article.id, told, told, f"{article.title}\n{told}\n{article.text}",
            published=article.published, language=article.language, publisher=article.publisher,
        )
        for article in earlier.articles.values()
    )  # fmt: skip
    findings = checks.run(claim.text, Evidence(tuple(pieces)))
    return not checks.rejects(findings) and not any(finding.check in DOUBTS for finding in findings)


def _is_changed(claim: Sentence, other: Sentence, idf: Idf) -> bool:
    """Whether both tell one fact with different values, or one denies or settles what the other says."""
    values = list(conflicts(claim, other))
    if not values:
        return (turns(claim, other) or supposes(other, claim)) and _alike(claim, other, idf)
    if not _differences(claim, other):
        return False
    return _alike(_without(claim, [new for new, _ in values]), _without(other, [old for _, old in values]), idf)


def _alike(a: Sentence, b: Sentence, idf: Idf) -> bool:
    return min(support(a, b, idf), support(b, a, idf)) >= _SAME_FACT


def _differences(claim: Sentence, other: Sentence) -> list[tuple[Quantity, Quantity]]:
    """The quantities by which two sentences differ, if those can be one fact's new value and its old one.

    Two numbers of two days are a series. But the day on which somebody spoke is none of the fact, and a count that
    runs on is one count on any day. A day is a value itself where it has a number, or where something lasts until it.
    """
    found = list(conflicts(claim, other))
    days = [(new, old) for new, old in found if new.kind is QuantityKind.DATE]
    values = [pair for pair in found if pair not in days]
    if not values:
        return days if all(_is_value(claim, new) and _is_value(other, old) for new, old in days) else []
    runs_on = pattern(claim.language, "delta", "running").search(claim.text)
    is_one = all(
        runs_on or _stands_after(claim, new, "telling") or _stands_after(other, old, "telling") for new, old in days
    )
    return values if is_one else []


def _is_value(said: Sentence, day: Quantity) -> bool:
    return any(c.isdigit() for c in day.text) or _stands_after(said, day, "limit")


def _stands_after(said: Sentence, day: Quantity, key: str) -> bool:
    """Whether a day stands right after what the list has under a key."""
    return bool(pattern(said.language, "delta", key).search(said.text[: day.span.start]))


def _values(claim: Sentence, other: Sentence) -> tuple[str, str] | None:
    """The old value and the new one as they are written, what they count behind them: "300", "450 jobs"."""
    found = next(((old, new) for new, old in _differences(claim, other)), None)
    if not found:
        return None
    old, new = (
        one.text.lower() if one.text.isalpha() and one.kind is not QuantityKind.DATE else one.text for one in found
    )
    return old, f"{new} {found[1].noun}".strip()
