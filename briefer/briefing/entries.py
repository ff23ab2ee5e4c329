"""The lines of a brief that are more than a sentence: who holds what, in which words, and what happened when.

A writer gives their parts. The line that is read is put together here and grounded as one claim, so that the speaker's
name, the occasion and the day are checked like every other word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefer import checks
from briefer.briefing.claims import once, unbacked
from briefer.briefing.proposals import REPAIR_ROUNDS, Proposal, withheld
from briefer.grounding.ground import Grounded, Grounds, ground
from briefer.grounding.spoken import fault
from briefer.grounding.support import evidence
from briefer.language import statements
from briefer.language.characters import clean
from briefer.language.sentence import sentence
from briefer.language.words import folded
from briefer.language.written_days import written
from briefer.records import (
    Answered,
    Claim,
    Draft,
    DraftAnswer,
    DraftClaim,
    DraftEntry,
    Finding,
    Labelled,
    Rejected,
    Severity,
)

#: The kinds of entry, as the fields of a draft and of a brief are named.
KINDS = ("voices", "quotes", "timeline")
_MARKS = '“”" '
_QUOTED = re.compile(r"“(?P<words>[^”]+)” — (?P<who>[^,]+)(?:, (?P<about>.+))?", re.DOTALL)  # as `line` puts it


@dataclass(frozen=True, slots=True)
class LabelledLines:
    """The entries and answers of a brief, and what of them does not stand."""

    entries: Mapping[str, tuple[Labelled, ...]]
    questions: tuple[Answered, ...]
    rejected: tuple[Rejected, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim among them, in reading order."""
        lines = (entry.claim for kind in KINDS for entry in self.entries[kind])
        return (*lines, *(claim for answer in self.questions for claim in answer.claims))


def line(kind: str, entry: DraftEntry, language: str | None = None) -> str:
    """An entry as it is read.

    >>> line("voices", DraftEntry(DraftClaim("the dam will stand", ()), "Ada Lund", "governor"))
    'Ada Lund, governor: the dam will stand'
    >>> line("quotes", DraftEntry(DraftClaim("It is a folly", ()), "Mico Stoll", "at a party dinner"))
    '“It is a folly” — Mico Stoll, at a party dinner'
    >>> line("timeline", DraftEntry(DraftClaim("The plan was unveiled.", ()), day="2026-03-04"))
    '4 March 2026: The plan was unveiled.'
    """
    text, who = entry.claim.text.strip(), ", ".join(part for part in (entry.who, entry.about) if part)
    if kind == "quotes":
        spoken = f"“{text.strip(_MARKS)}”"
        return f"{spoken} — {who}" if who else spoken
    before = written(entry.day or "", language) if kind == "timeline" else who
    return f"{before}: {text}" if before else text


def spoken(text: str, who: str | None = None) -> tuple[DraftEntry, bool] | None:
    """The entry that a line of what somebody says was made from, and whether it has words in quotation marks.

    Args:
        text: as `line` gives it.
        who: the one with whom the line of a position begins; None where nobody says so.

    >>> spoken("Ada Lund, governor: the dam will stand", "Ada Lund")[0].claim.text
    'the dam will stand'
    >>> spoken("“It is a folly” — Mico Stoll, at a party dinner")[0].who
    'Mico Stoll'
    """
    if quoted := _QUOTED.fullmatch(text):
        return DraftEntry(DraftClaim(quoted["words"], ()), quoted["who"], quoted["about"] or ""), True
    if not who or not text.startswith(who):
        return None
    about, _, words = text.removeprefix(who).partition(": ")
    return DraftEntry(DraftClaim(words, ()), who, about.removeprefix(", ")), False


def entered(draft: Draft, on: Grounds, by_code: frozenset[str], language: str | None = None) -> tuple[Proposal, ...]:
    """The entries and answers of a draft, grounded; they are judged like claims, and dropped rather than repaired.

    Args:
        draft: what is said.
        on: the prepared story.
        by_code: the kinds of which code found the entries, so that nobody is told of one that does not stand.
        language: ISO 639-1 code of the brief, for its dates.
    """
    found = [
        Proposal(
            _grounded(kind, entry, on, language),
            by_code=kind in by_code,
            repairs=REPAIR_ROUNDS,
            entry=(kind, number),
        )
        for kind in KINDS
        for number, entry in enumerate(getattr(draft, kind))
    ]
    for number, answer in enumerate(draft.questions):
        found += [
            Proposal(ground(claim, on), answer.question, repairs=REPAIR_ROUNDS, entry=("questions", number))
            for claim in answer.claims
        ]
    spoken = [(p, _spoken_fault(p, draft, on)) for p in found]
    return tuple(replace(p, result=_refused(p.result, problem, on)) if problem else p for p, problem in spoken)


def _grounded(kind: str, entry: DraftEntry, on: Grounds, language: str | None) -> Grounded:
    """The line, grounded: whole for what keeps it from print, and without its label for what is only remarked.

    "Ada Lund: the dam will stand" says nothing of Lund, and who looks for the one who stands would take her for it.
    """
    result = ground(DraftClaim(line(kind, entry, language), entry.claim.quotes), on)
    if not result.claim:
        return result
    said = checks.run(entry.claim.text, evidence(result.claim.citations, on.library))
    moved = (f for f in result.claim.findings if f.check == "quote")
    flags = (f for f in said if f.severity is Severity.FLAG)
    return replace(result, claim=replace(result.claim, findings=(*moved, *flags)))


def _spoken_fault(one: Proposal, draft: Draft, on: Grounds) -> str | None:
    """What is wrong with who is said to speak, or with words in quotation marks."""
    kind, number = one.entry or ("", 0)
    if kind not in {"voices", "quotes"} or not one.result.claim:
        return None
    entry: DraftEntry = getattr(draft, kind)[number]
    return fault(entry, one.result.claim.citations, on.library, verbatim=kind == "quotes")


def _refused(result: Grounded, problem: str, on: Grounds) -> Grounded:
    if not result.claim:
        return result
    against = Finding("spoken", Severity.REJECT, problem)
    return replace(result, claim=None, rejected=withheld(result.claim, on, against))


def told(pool: Sequence[Proposal], draft: Draft, published: Iterable[Claim], on: Grounds) -> LabelledLines:
    """What stands of the entries and answers; a line that says what a claim says already is left out.

    Args:
        pool: as the proposals ended.
        draft: of which they are.
        published: the claims and positions of the brief.
        on: the prepared story.
    """
    mine, others = [p for p in pool if p.entry], list(published)
    known = {folded(claim.text) for claim in others}
    entries: dict[str, tuple[Labelled, ...]] = dict.fromkeys(KINDS, ())
    for proposal in mine:
        kind, number = proposal.entry or ("", 0)
        claim = proposal.result.claim
        if kind not in entries or not claim or folded(claim.text) in known:
            continue
        said: DraftEntry = getattr(draft, kind)[number]
        if kind == "voices" and _is_stated(said.claim.text, claim, others, on):
            continue
        known.add(folded(claim.text))
        entries[kind] += (Labelled(claim, said.who, said.about, said.day),)
    entries["timeline"] = tuple(sorted(entries["timeline"], key=lambda entry: entry.day or ""))
    rejected = tuple(p.result.rejected for p in mine if p.result.rejected and not p.by_code)
    answers, unasked = _answers(mine, draft.questions, on, known)
    return LabelledLines(entries, answers, (*rejected, *unasked))


def _is_stated(words: str, line: Claim, others: Sequence[Claim], on: Grounds) -> bool:
    """Whether another claim tells already what somebody is said to hold."""
    language = on.library[line.citations[0].article].article.language
    said = sentence(words, language)
    return any(statements.told(said, sentence(claim.text, language)) >= statements.STATED for claim in others)


def _answers(
    mine: Sequence[Proposal], asked: Sequence[DraftAnswer], on: Grounds, known: Collection[str]
) -> tuple[tuple[Answered, ...], tuple[Rejected, ...]]:
    """The questions whose words their answers back, and what of the others is withheld.

    An answer that says what a claim says already is left out, and so is a question that has no other.
    """
    answers: list[Answered] = []
    rejected: list[Rejected] = []
    for number, one in enumerate(asked):
        standing = [p.result.claim for p in mine if p.entry == ("questions", number) and p.result.claim]
        claims = tuple(claim for claim in once(standing) if folded(claim.text) not in known)
        if not claims:
            continue
        question = clean(" ".join(one.question.split()))
        citations = [citation for claim in claims for citation in claim.citations]
        against = unbacked(question, [claim.text for claim in claims], citations, on.library)
        if against:
            told = f"neither it nor what it cites backs the question “{question}”: {against[0].message}"
            rejected += [withheld(claim, on, Finding("question", Severity.REJECT, told)) for claim in claims]
        else:
            answers.append(Answered(question, claims))
    return tuple(answers), tuple(rejected)


def numbered(told: LabelledLines, first: int) -> LabelledLines:
    """The same with ids from C*first* on, in reading order."""
    ids = iter(f"C{n}" for n in range(first, first + len(told.claims)))
    entries = {k: tuple(replace(e, claim=replace(e.claim, id=next(ids))) for e in told.entries[k]) for k in KINDS}
    questions = tuple(replace(a, claims=tuple(replace(c, id=next(ids)) for c in a.claims)) for a in told.questions)
    return replace(told, entries=entries, questions=questions)
