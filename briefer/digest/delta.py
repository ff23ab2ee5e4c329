"""What of a brief is new against earlier ones on the same story, claim by claim.

A claim is known when an earlier claim states what it says, by the same directed measure that corroboration uses, and
passes every check when what was told is taken for its evidence; so a sentence with one more name, number or day is new,
and one with less is not. Nothing here asks a model, and a claim that cannot be placed counts as new: told twice is
better than never.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefer import checks
from briefer.grounding.corroboration import DOUBTS
from briefer.language.compare import at_odds, states_numbers, support, supposes, turns
from briefer.language.quantities import Kind, Quantity, states
from briefer.language.sentence import Sentence, sentence
from briefer.language.weights import Idf, fit
from briefer.records import Article, Claim, Evidence, EvidencePiece

#: A claim was told when a told sentence says at least this much of it. Less than corroboration asks for, since here the
#: checks decide; read on twelve stories that two outlets told first and a third one a day later.
_TOLD = 0.35
#: Two sentences tell one fact with another value when each says at least this much of the other, the value aside.
_SAME_FACT = 0.43
# Before a day: "police said on", "closed until"; of a count: "the toll rose to".
_TELLING = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed|added|wrote|tweeted)\b[^,;:.]{0,40}$|"
    r"^(?:On|Late on|Early on)\s$",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(?:until|till|by|from|before|after|through)(?: late| early)?\s$", re.IGNORECASE)
_RUNNING = re.compile(
    r"\b(?:(?:rose|risen|rises|climbed|grew|grown|increased|raised|revised|fell|dropped) (?:\w+ )?to|stands? at|"
    r"stood at|reach(?:es|ed)|so far|up from|down from|now)\b",
    re.IGNORECASE,
)


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
    idf = fit(said.made.terms for said in (*(words[0] for _, words in told), *(said for _, said in now)))
    names = {claim.id: [origin_names.get(origin, frozenset()) for origin in claim.origins] for claim in claims}
    return tuple(_change(claim, said, names[claim.id], told, idf) for claim, said in now)


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim made ready for comparison."""

    made: Sentence
    language: str | None

    def without(self, quantities: Sequence[Quantity]) -> Sentence:
        """The sentence without some of its values: what is left has to be the same."""
        text = self.made.text
        for span in sorted({quantity.span for quantity in quantities}, reverse=True):
            text = f"{text[: span.start]} {text[span.end :]}"
        return sentence(text, self.language)


def _said(claim: Claim, articles: Mapping[str, Article]) -> _Said:
    article = next((articles[c.article] for c in claim.citations if c.article in articles), None)
    language = article.language if article else None
    return _Said(sentence(claim.text, language, article.published if article else None), language)


def _told(earlier: Earlier) -> list[_Said]:
    """What was told: the claim, and the quoted words behind it, which its readers saw as well."""
    said = _said(earlier.claim, earlier.articles)
    quoted = dict.fromkeys(c.text for c in earlier.claim.citations if c.text != earlier.claim.text)
    return [said, *(_Said(sentence(" ".join(text.split()), said.language), said.language) for text in quoted)]


def _change(
    claim: Claim, said: _Said, names: Sequence[frozenset[str]], told: Sequence[tuple[Earlier, list[_Said]]], idf: Idf
) -> Change:
    same = [
        one
        for one, words in told
        if any(_is_stated(said.made, other.made, idf) for other in words) and _stands(claim, one, words)
    ]
    if same:
        kind: Literal["confirmed", "known"] = "confirmed" if _is_further(names, same) else "known"
        return Change(kind, claim, same[-1])
    for one, (other, *_) in reversed(told):
        if _is_changed(said, other, idf):
            return Change("changed", claim, one, _values(said.made, other.made))
    return Change("new", claim)


def _is_stated(claim: Sentence, other: Sentence, idf: Idf) -> bool:
    if claim.text == other.text:
        return True
    if turns(claim, other) or supposes(claim, other) or supposes(other, claim):
        return False  # what was denied or only planned before is news when it is so
    return states_numbers(claim, other) and support(claim, other, idf, least=_TOLD) >= _TOLD


def _stands(claim: Claim, earlier: Earlier, words: Sequence[_Said]) -> bool:
    """Whether nothing speaks against a claim when all that is known is what was told."""
    texts = [said.made.text for said in words]
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


def _is_further(names: Sequence[frozenset[str]], same: Sequence[Earlier]) -> bool:
    """Whether one of the origins was none of the earlier claims' origins."""
    before = frozenset(name for one in same for origin in one.origins for name in origin)
    return any(origin and origin.isdisjoint(before) for origin in names)


def _is_changed(said: _Said, before: _Said, idf: Idf) -> bool:
    """Whether both tell one fact with different values, or one denies or settles what the other says."""
    claim, other = said.made, before.made
    conflicts = _conflicts(claim, other)
    if not conflicts:
        return (turns(claim, other) or supposes(other, claim)) and _alike(claim, other, idf)
    if not _differences(claim, other):
        return False
    return _alike(said.without([new for new, _ in conflicts]), before.without([old for _, old in conflicts]), idf)


def _alike(a: Sentence, b: Sentence, idf: Idf) -> bool:
    return min(support(a, b, idf), support(b, a, idf)) >= _SAME_FACT


def _differences(claim: Sentence, other: Sentence) -> list[tuple[Quantity, Quantity]]:
    """The quantities by which two sentences differ, if those can be one fact's new value and its old one.

    Two numbers of two days are a series. But the day on which somebody spoke is none of the fact, and a count that
    runs on is one count on any day. A day is a value itself where it has a number, or where something lasts until it.
    """
    conflicts = _conflicts(claim, other)
    days = [(new, old) for new, old in conflicts if new.kind is Kind.DATE]
    values = [pair for pair in conflicts if pair not in days]
    if not values:
        return days if all(_is_value(claim, new) and _is_value(other, old) for new, old in days) else []
    runs_on = _RUNNING.search(claim.text)
    is_one = all(runs_on or _is_of_telling(claim, new) or _is_of_telling(other, old) for new, old in days)
    return values if is_one else []


def _is_value(said: Sentence, day: Quantity) -> bool:
    return any(c.isdigit() for c in day.text) or bool(_LIMIT.search(said.text[: day.span.start]))


def _is_of_telling(said: Sentence, day: Quantity) -> bool:
    return bool(_TELLING.search(said.text[: day.span.start]))


def _conflicts(claim: Sentence, other: Sentence) -> list[tuple[Quantity, Quantity]]:
    """The quantities of a claim that another sentence gives with another value, each with that value."""
    mine = [x for x in claim.quantities if not states(other.quantities, x)]
    theirs = [y for y in other.quantities if not states(claim.quantities, y)]
    return [(x, y) for x in mine for y in theirs if at_odds(x, y)]


def _values(claim: Sentence, other: Sentence) -> tuple[str, str] | None:
    """The old value and the new one as they are written, what they count behind them: "300", "450 jobs"."""
    found = next(((old, new) for new, old in _differences(claim, other)), None)
    if not found:
        return None
    old, new = (one.text.lower() if one.text.isalpha() and one.kind is not Kind.DATE else one.text for one in found)
    return old, f"{new} {found[1].noun}".strip()
