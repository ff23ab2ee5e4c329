"""Words that were put into another person's mouth."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks import languages, quoted
from briefer.language.names import Name, fold, names
from briefer.language.word_sets import word_set
from briefer.language.wording import sentences
from briefer.records import Evidence, Finding, Severity

NAME = "speaker"
_SAID = word_set("""
said says told tells claimed claims argued argues added adds insisted insists warned warns wrote writes announced
announces confirmed confirms denied denies testified suggested suggests acknowledged stated noted described explained
predicted vowed pledged promised urged admitted
""")
#: Verbs of judging, which are verbs of saying where the judgement is quoted.
_JUDGED = word_set("""
called calls dismissed dismisses hailed hails labelled labeled branded condemned condemns criticised criticized slammed
praised denounced declared declares rejected welcomed derided blasted characterised characterized lauded
""")
_REACH = 40


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Flag a speaker whom no sentence near the cited words shows speaking, when another one speaks there."""
    if not languages.is_english(claim, evidence):
        return
    mine = speakers(claim)
    if not mine:
        return
    nearby = [sentence for piece in evidence.pieces for sentence in sentences(piece.around)]
    theirs = [name for sentence in nearby for name in speakers(sentence)]
    speaking = {fold(part.text) for name in theirs for part in name.parts}
    for name in mine:
        if theirs and not any(fold(part.text) in speaking for part in name.parts):
            message = f'the claim has "{name.text}" say it; in the evidence "{theirs[0].text}" speaks'
            yield Finding(NAME, Severity.FLAG, message)


def speakers(text: str) -> tuple[Name, ...]:
    """The names that a verb of saying or "according to" stands next to."""
    verbs = _SAID | _JUDGED if quoted.spans(text) else _SAID
    return tuple(name for name in names(text) if _speaks(text, name, verbs))


def _speaks(text: str, name: Name, verbs: frozenset[str]) -> bool:
    before = text[max(0, name.span.start - _REACH) : name.span.start].casefold().split()
    after = text[name.span.end : name.span.end + _REACH].casefold().split()
    if before[-2:] == ["according", "to"] or before[-3:] == ["according", "to", "the"]:
        return True
    if before and before[-1].strip(',."') in _SAID and before[-1].strip(',."') not in ("told", "tells"):
        return True
    return bool(after) and (
        after[0].strip(",.") in verbs
        or (len(after) > 1 and after[0] in ("also", "has", "had", "later") and after[1] in verbs)
    )
