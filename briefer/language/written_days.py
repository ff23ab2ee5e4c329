"""A day as it is written: in ISO 8601, and as a reader sees it, "4 March 2026" or "4. März 2026"."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from briefer.language.lexicon import DEFAULT, table

_FULL = 3  # parts of an ISO 8601 day: year, month, day
_DAY = len("2026-03-04")


def day_of(iso: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where it is none."""
    with suppress(ValueError):
        return date.fromisoformat((iso or "")[:_DAY])
    return None


def written(iso: str, language: str | None = None) -> str:
    """An ISO 8601 day, month or year in words; what is none stays as it is.

    Args:
        iso: "2026-03-04", "2026-03" or "2026"; a time behind the day is left out.
        language: ISO 639-1 code; English where unknown, or where its months are not known.
    """
    parts = iso.partition("T")[0].partition(" ")[0].split("-")
    if len(parts) > _FULL or not all(part.isdecimal() for part in parts) or len(parts[0]) != len("2026"):
        return iso
    months = table(language, "calendar").get("months") or table(DEFAULT, "calendar")["months"]
    if len(parts) == 1:
        return parts[0]
    if not 1 <= int(parts[1]) <= len(months):
        return iso
    month = months[int(parts[1]) - 1].partition("/")[0]
    month = month[:1].upper() + month[1:]
    if len(parts) < _FULL:
        return f"{month} {parts[0]}"
    style = table(language, "number_style").get("day", ("_",))[0].replace("_", "")
    return f"{int(parts[2])}{style} {month} {parts[0]}"
