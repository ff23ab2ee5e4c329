"""A reader's wishes in the words of a prompt."""

from __future__ import annotations

from briefer.records import Wishes

#: How many claims a brief of each length should have, and how many tokens its answer may need.
LENGTHS: dict[str, tuple[str, int]] = {
    "short": ("5 to 7", 2_500),
    "standard": ("10 to 14", 4_000),
    "long": ("18 to 25", 7_000),
}

_TOLD = (
    "The lines after “Told before” are what the readers know from other days, and no evidence: state what is new, and"
    " one of them again only where its figure or its state has changed."
)


def wishes(wanted: Wishes) -> dict[str, str]:
    """The variables `length`, `language`, `focus`, `audience` and `told`: whole sentences, or nothing."""
    claims = LENGTHS[wanted.length][0]
    return {
        "length": f"Write {claims} claims, fewer when the articles hold fewer facts.",
        "language": (
            f"Write in the language of ISO 639-1 code {_line(wanted.language)}; quotes stay in the source's language."
            if wanted.language
            else "Write in the language of most of the articles; quotes stay in the source's language."
        ),
        "focus": f"The reader cares most about: {_line(wanted.focus)}." if wanted.focus else "",
        "audience": f"Write for: {_line(wanted.audience)}." if wanted.audience else "",
        "told": _TOLD if wanted.told else "",
    }


def output_tokens(wanted: Wishes) -> int:
    """Room for the answer."""
    return LENGTHS[wanted.length][1]


def _line(text: str) -> str:
    """A person's own words as one line of at most 300 characters."""
    return " ".join(text.split())[:300].rstrip(".")
