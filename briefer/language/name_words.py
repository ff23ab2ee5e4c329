"""Words that are written with a capital without naming a person: small words, titles, countries, outlets, short forms.

The lists stand in `briefer/data/en/`; all are lower-case.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.quantities.conventions import conventions
from briefer.language.stems import stem, stems_of


def _by_form(name: str) -> Mapping[str, str]:
    """The first form of its line for every form of a list, with spaces for "_"."""
    rows = ([form.replace("_", " ") for form in line.split()] for line in lexicon.lines(None, name))
    return {form: row[0] for row in rows for form in row}


#: Openers that no name begins with, wherever they stand.
FUNCTION = lexicon.listed(None, "openers", "function")
#: Words that open sentences; a capital says nothing on them, and few are ever part of a name.
OPENERS = lexicon.listed(None, "openers")
#: Forms of address and offices before or after a name: "President", "Mr". They identify nobody.
TITLES = lexicon.words(None, "titles")
#: What closes the name of a company, an institution or a place and may be left out; a company keeps the legal form of
#: its own language in texts of every other.
GENERIC = lexicon.words(None, "institutions").union(
    *(lexicon.words(code, "legal_forms") for code in lexicon.languages())
)
#: Names that are written like common words: a small letter never stands for them.
HOMOGRAPHS = lexicon.words(None, "homographs")
#: Short form to what it stands for, in lower-case words; either may ground the other.
SHORT_FORMS = {
    short: tuple(long.replace("_", " ") for long in longs)
    for short, longs in lexicon.table(None, "short_forms").items()
}
#: Form, lower-case with spaces, to country.
COUNTRY = _by_form("nations")
#: Form of a region, faith or party to its family; unlike a country's, these need no capital to be ordinary words.
RELATED = _by_form("regions")
#: News organisations, as a claim would name them in "X reported"; lower-case, without "the".
OUTLETS = frozenset(lexicon.lines(None, "outlets"))

_ORDINARY = lexicon.words(None, "ordinary")
_ENDINGS = tuple(lexicon.words(None, "ordinary_endings"))
_NOT_PLURAL = ("ss", "us", "is", "os", "'s")
_LONG = 5


_CONTRACTED = tuple(lexicon.listed(None, "grammar", "short", "contracted", "denies"))


def opens(word: str, listed: frozenset[str] = OPENERS) -> bool:
    """Whether a word is one of those that open sentences, also where it is run together with a verb: "They've".

    Args:
        word: the word in small letters.
        listed: those of the openers that count.
    """
    return word in listed or (word.endswith(_CONTRACTED) and word.rpartition("'")[0].removesuffix("n") in listed)


def is_common(word: str) -> bool:
    """Whether a word is on one of the lists: no guess by its ending."""
    low = word.lower()
    numbers = conventions("en")
    return any(low in words for words in (_ORDINARY, OPENERS, GENERIC, TITLES, numbers.small, numbers.tens))


def is_ordinary(word: str) -> bool:
    """Whether an English word is likely no name, although its capital may come from its place alone.

    A dictionary would be 500 kB; endings and a list tell nearly as well, because the question only matters for words
    that can open an English sentence without an article.

    Args:
        word: the word as it stands, without a possessive.

    >>> [is_ordinary(word) for word in ("Hundreds", "Unemployment", "Microsoft", "Keilar")]
    [True, True, False, False]
    """
    low = word.lower()
    if is_common(word):
        return True
    if len(low) >= _LONG and low.endswith("s") and not low.endswith(_NOT_PLURAL):
        return True
    return len(low) > _LONG and low.endswith(_ENDINGS)


@lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Whether a word is one that English writes in small letters, in any of its forms; names are none.

    >>> [is_word(word) for word in ("Longtime", "Disgraced", "Veltrano", "Adam")]
    [True, True, False, False]
    """
    low = word.lower()
    base = stem(low)
    return low in lexicon.words(None, "vocabulary") or (base != low and base in stems_of(None, "vocabulary"))
