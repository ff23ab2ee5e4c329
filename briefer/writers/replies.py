"""What a model answered, made into a draft: tolerant of how it is wrapped, strict in what it must hold."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any, TypeVar

from briefer.errors import ReplyError
from briefer.language import lexicon
from briefer.language.quantities import When, extract
from briefer.llm.chat import json_object, object_schema
from briefer.records import Draft, DraftAnswer, DraftClaim, DraftDisagreement, DraftEntry, Quote, Section
from briefer.writers import Failing

T = TypeVar("T")

#: More than any brief holds; what a runaway answer has beyond them is not read.
MAX_CLAIMS, MAX_QUOTES, MAX_CHARACTERS = 300, 40, 4_000

_CUTS = 60  # closing braces at which a cut answer is tried: more than one claim has
_HIDDEN = ("Cc", "Cf", "Cs", "Co")
_HALVES, _SHARED = 2, 1 / 3
_NUMBERED = re.compile(r"\A(?:Claim )?(\d{1,3})[.:)] +(?=\S)")
_REF = re.compile(r"\A[\[(\s]*([Aa]\d+(?:\.\d+)?)[\])\s]*\Z")
_DAY = re.compile(r"\A(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ].*)?\Z")
_MARKS = "\"“”„‟«»‘’‚‹›' "


def _list(items: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most}


_TEXT = {"type": "string"}
# The limits are far above what a brief needs: they stop small models that would go on for ever.
_EVIDENCE = _list(object_schema(passage=_TEXT, quote=_TEXT), 8)

_CLAIM = object_schema(section={"type": "string", "enum": [s.value for s in Section]}, text=_TEXT, evidence=_EVIDENCE)
_POSITION = object_schema(text=_TEXT, evidence=_EVIDENCE)
#: What every answer holds: `briefer/answer/1`.
_FIRST = {
    "headline": _TEXT,
    "claims": _list(_CLAIM, 40),
    "disagreements": _list(object_schema(question=_TEXT, positions=_list(_POSITION, 6)), 10),
}
#: What a brief may hold beside them. They come last, so that an answer that is cut off keeps its claims.
_ADDED = {
    "voices": _list(object_schema(who=_TEXT, about=_TEXT, text=_TEXT, evidence=_EVIDENCE), 12),
    "quotes": _list(object_schema(who=_TEXT, about=_TEXT, words=_TEXT, passage=_TEXT), 12),
    "timeline": _list(object_schema(day=_TEXT, text=_TEXT, evidence=_EVIDENCE), 20),
    "questions": _list(object_schema(question=_TEXT, answers=_list(_POSITION, 4)), 12),
}

#: The name of the form of answers; fields are added from one to the next, and an answer in the first is still read.
ANSWER = "briefer/answer/2"


def answer_schema(*lists: str) -> dict[str, Any]:
    """JSON schema of the answer that a model must give, in the subset that strict mode takes.

    Args:
        lists: which of "voices", "quotes", "timeline" and "questions" are asked for; with none of them it is the
            schema of `briefer/answer/1`. Strict mode makes a model write every list that it names, so that one
            nobody wants is not in it.
    """
    return object_schema(**_FIRST, **{name: _ADDED[name] for name in _ADDED if name in lists})


#: The schema of a whole answer (`briefer schema answer`).
ANSWER_SCHEMA = answer_schema(*_ADDED)


def draft(answer: str) -> Draft:
    """Read a brief out of a model's answer, in whichever form.

    A claim with odd or no evidence keeps its text: grounding rejects it and the report shows it. An entry without
    a text says nothing and is left out; a position that nobody is said to hold is a claim like others.

    Raises:
        ReplyError: when there is no JSON object with a list of claims in it.
    """
    found = json_object(answer, "claims")
    claims = found["claims"]
    if not isinstance(claims, list):
        raise ReplyError("the answer has no list of claims")
    drafts = [claim for entry in claims[:MAX_CLAIMS] if (claim := _claim(entry)) is not None]
    if claims and not drafts:
        raise ReplyError("not one of the answer's claims has a text")
    voices = _each(found, "voices", _voice)
    drafts += [voice.claim for voice in voices if not voice.who]
    return Draft(
        _plain(found.get("headline")),
        tuple(drafts),
        _each(found, "disagreements", _disagreement),
        voices=tuple(voice for voice in voices if voice.who),
        quotes=_each(found, "quotes", _quote),
        timeline=_each(found, "timeline", _event),
        questions=_each(found, "questions", _answer),
    )


def _each(found: Mapping[str, Any], name: str, read: Callable[[Any], T | None]) -> tuple[T, ...]:
    """What can be read of a list of an answer; nothing where there is no such list."""
    listed = found.get(name)
    entries = listed[:MAX_CLAIMS] if isinstance(listed, list) else []
    return tuple(one for entry in entries if (one := read(entry)) is not None)


def salvaged(answer: str) -> Draft | None:
    """What an answer that was cut off says in whole claims; None where there is none.

    Each claim is grounded by itself, so that the rest of the list is not needed to believe one.
    """
    for whole in closed(answer):
        try:
            found = draft(whole)
        except ReplyError:
            continue
        return found if found.claims else None
    return None


def closed(answer: str) -> Iterator[str]:
    """An answer that was cut off within a list, closed after its last entry that may be whole, then after others."""
    end = len(answer)
    for _ in range(_CUTS):
        end = answer.rfind("}", 0, end)
        if end < 0:
            return
        yield answer[: end + 1] + "]}"


def matched(failing: Sequence[Failing], answered: Sequence[DraftClaim]) -> tuple[tuple[DraftClaim, ...], ...]:
    """For each failing claim what takes its place: its repair, its two halves, or the claim itself where there is none.

    The text of a repair begins with the number of its claim ("2. …"), and two with one number are its halves. Repairs
    without a number are taken in order where there is one for each claim that has none yet; otherwise each belongs to
    the claim with which it shares most of its words, if that is at least a third of them.
    """
    originals = [one.claim for one in failing]
    taken: list[list[DraftClaim]] = [[] for _ in originals]
    left: list[DraftClaim] = []
    for claim in answered:
        number = _NUMBERED.match(claim.text)
        at = int(number[1]) - 1 if number else -1
        if number and 0 <= at < len(originals) and not originals[at].text.startswith(number[0]):
            taken[at].append(replace(claim, text=claim.text[number.end() :]))
        else:
            left.append(claim)
    bare = [i for i, found in enumerate(taken) if not found]
    for at, claim in zip(bare, left, strict=True) if len(bare) == len(left) else _by_words(originals, taken, left):
        taken[at].append(claim)
    return tuple(
        tuple(replace(new, section=old.section) for new in found if new.quotes)[
            :_HALVES
        ]  # without any, it was given up
        or (old,)
        for old, found in zip(originals, taken, strict=True)
    )


def _by_words(
    originals: Sequence[DraftClaim], taken: Sequence[Sequence[DraftClaim]], left: Sequence[DraftClaim]
) -> list[tuple[int, DraftClaim]]:
    """Which claim each repair without a number belongs to: the places of the claims, with the repairs."""
    mine, theirs = ([frozenset(re.findall(r"\w+", c.text.casefold())) for c in side] for side in (originals, left))
    shares = sorted(
        (-len(old & new) / max(1, len(old | new)), i, j) for i, old in enumerate(mine) for j, new in enumerate(theirs)
    )
    found: dict[int, int] = {}
    for share, i, j in shares:
        full = len(taken[i]) + list(found.values()).count(i) >= _HALVES
        if -share >= _SHARED and j not in found and not full:
            found[j] = i
    return [(i, left[j]) for j, i in sorted(found.items())]


def _claim(entry: Any, section: Section | None = None) -> DraftClaim | None:
    if not isinstance(entry, dict) or not (text := _plain(entry.get("text"))):
        return None
    if section is None:
        named = str(entry.get("section")).strip().lower().replace(" ", "_")
        section = Section(named) if named in set(Section) else Section.KEY_FACTS
    evidence = entry.get("evidence")
    pieces = (evidence if isinstance(evidence, list) else [evidence])[:MAX_QUOTES]
    quotes = (Quote(_ref(p.get("passage")), _plain(p.get("quote"))) for p in pieces if isinstance(p, dict))
    return DraftClaim(text, tuple(quote for quote in quotes if quote.text), section)


def _ref(value: Any) -> str:
    """The reference of a passage, which may stand in the brackets that models like to copy; "" for anything else."""
    found = _REF.match(str(value))
    return found[1].upper() if found else ""


def _sentences(listed: Any) -> tuple[DraftClaim, ...]:
    """Positions of a disagreement, or answers to a question: claims without a section."""
    entries = listed[:MAX_QUOTES] if isinstance(listed, list) else []
    return tuple(claim for entry in entries if (claim := _claim(entry, Section.KEY_FACTS)) is not None)


def _disagreement(entry: Any) -> DraftDisagreement | None:
    claims = _sentences(entry.get("positions")) if isinstance(entry, dict) else ()
    return DraftDisagreement(_plain(entry.get("question")), claims) if claims else None


def _answer(entry: Any) -> DraftAnswer | None:
    claims = _sentences(entry.get("answers")) if isinstance(entry, dict) else ()
    question = _plain(entry.get("question")) if claims else ""
    return DraftAnswer(question, claims) if question else None


def _voice(entry: Any) -> DraftEntry | None:
    """A position and who holds it: the post where there is no name, nobody where there is neither."""
    if (claim := _claim(entry, Section.KEY_FACTS)) is None:
        return None
    who, about = _plain(entry.get("who")), _plain(entry.get("about"))
    return DraftEntry(claim, who or about, about if who else "")


def _quote(entry: Any) -> DraftEntry | None:
    """Somebody's words, without the marks around them: they are what is looked for in the source."""
    if not isinstance(entry, dict) or not (words := _plain(entry.get("words")).strip(_MARKS)):
        return None
    quotes = (Quote(_ref(entry.get("passage")), words),)
    return DraftEntry(DraftClaim(words, quotes), _plain(entry.get("who")), _plain(entry.get("about")))


def _event(entry: Any) -> DraftEntry | None:
    claim = _claim(entry, Section.KEY_FACTS)
    return DraftEntry(claim, day=_day(_plain(entry.get("day")))) if claim else None


def _day(written: str) -> str | None:
    """A day, month or year in ISO 8601, also where it is written in words of any language; None for no date of a year.

    Of what has two readings ("03/04/2026"), only the year is taken.
    """
    found = _DAY.match(written)
    read = (one.when for code in lexicon.languages() for one in extract(written, language=code) if one.when)
    iso = found[1] if found else max(map(_agreed, read), key=len, default="")
    with contextlib.suppress(ValueError):
        dt.date.fromisoformat(f"{iso}-01-01"[: len("2026-01-01")])
        return iso
    return None


def _agreed(readings: Sequence[When]) -> str:
    """Year, month and day in ISO 8601, as far as all readings of a date have them in common."""
    parts = zip(*((when.year, when.month, when.day) for when in readings), strict=True)
    known = takewhile(lambda each: each[0] and len(set(each)) == 1, parts)
    return "-".join(f"{each[0]:02}" for each in known)


def _plain(value: Any) -> str:
    """*value* as one line of visible characters; "" for anything but a string."""
    if not isinstance(value, str):
        return ""
    visible = "".join(
        c if unicodedata.category(c) not in _HIDDEN else " " * c.isspace() for c in value[:MAX_CHARACTERS]
    )
    return " ".join(visible.split())
