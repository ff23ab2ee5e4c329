"""What the forms of verbs look like."""

from __future__ import annotations

from functools import lru_cache

from briefer.language import lexicon

_LONG_PAST = 4  # letters of the shortest past form that ends as the rule has it


def is_past(low: str, language: str | None) -> bool:
    """Whether a lower-case word looks like the past of a verb."""
    if low in lexicon.words(language, "not_verbs"):
        return False
    endings = tuple(lexicon.listed(language, "grammar", "past"))
    return (len(low) >= _LONG_PAST and low.endswith(endings)) or low in _past_forms(language)


@lru_cache(maxsize=64)
def _past_forms(language: str | None) -> frozenset[str]:
    """Irregular forms; of a verb without any, the verb itself: "cut"."""
    rows = (line.split() for line in lexicon.lines(language, "irregular"))
    return frozenset(form for row in rows for form in (row[1:] or row))
