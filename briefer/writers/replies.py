"""What a model answered, made into a draft: tolerant of how it is wrapped, strict in what it must hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefer.errors import ReplyError
from briefer.llm.chat import json_object, object_schema
from briefer.records import Draft, DraftClaim, DraftDisagreement, Quote, Section
from briefer.writers import Failing

#: More than any brief holds; what a runaway answer has beyond them is not read.
MAX_CLAIMS, MAX_QUOTES, MAX_CHARACTERS = 300, 40, 4_000

_CUTS = 60  # closing braces at which a cut answer is tried: more than one claim has
_HIDDEN = ("Cc", "Cf", "Cs", "Co")
_HALVES, _SHARED = 2, 1 / 3
_NUMBERED = re.compile(r"\A(?:Claim )?(\d{1,3})[.:)] +(?=\S)")
_REF = re.compile(r"\A[\[(\s]*([Aa]\d+(?:\.\d+)?)[\])\s]*\Z")


def _list(items: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most}


_TEXT = {"type": "string"}
# The limits are far above what a brief needs: they stop small models that would go on for ever.
_EVIDENCE = _list(object_schema(passage=_TEXT, quote=_TEXT), 8)

_CLAIM = object_schema(section={"type": "string", "enum": [s.value for s in Section]}, text=_TEXT, evidence=_EVIDENCE)
_POSITION = object_schema(text=_TEXT, evidence=_EVIDENCE)

#: JSON schema of the answer that a model must give (`briefer schema answer`), in the subset that strict mode takes.
ANSWER_SCHEMA = object_schema(
    headline=_TEXT,
    claims=_list(_CLAIM, 40),
    disagreements=_list(object_schema(question=_TEXT, positions=_list(_POSITION, 6)), 10),
)


def draft(answer: str) -> Draft:
    """Read a brief out of a model's answer.

    A claim with odd or no evidence keeps its text: grounding rejects it and the report shows it. An entry without
    a text says nothing and is left out.

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
    questions = found.get("disagreements")
    entries = questions[:MAX_CLAIMS] if isinstance(questions, list) else []
    disagreements = tuple(d for entry in entries if (d := _disagreement(entry)) is not None)
    return Draft(_plain(found.get("headline")), tuple(drafts), disagreements)


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
    quotes: list[Quote] = []
    for piece in (evidence if isinstance(evidence, list) else [evidence])[:MAX_QUOTES]:
        if isinstance(piece, dict) and (quote := _plain(piece.get("quote"))):
            ref = _REF.match(str(piece.get("passage")))  # which may stand in the brackets that models like to copy
            quotes.append(Quote(ref[1].upper() if ref else "", quote))
    return DraftClaim(text, tuple(quotes), section)


def _disagreement(entry: Any) -> DraftDisagreement | None:
    if not isinstance(entry, dict) or not isinstance(positions := entry.get("positions"), list):
        return None
    claims = tuple(c for p in positions[:MAX_QUOTES] if (c := _claim(p, Section.KEY_FACTS)) is not None)
    return DraftDisagreement(_plain(entry.get("question")), claims) if claims else None


def _plain(value: Any) -> str:
    """*value* as one line of visible characters; "" for anything but a string."""
    if not isinstance(value, str):
        return ""
    visible = "".join(
        c if unicodedata.category(c) not in _HIDDEN else " " * c.isspace() for c in value[:MAX_CHARACTERS]
    )
    return " ".join(visible.split())
