"""What is known of a language, as data: one commented list a file in `briefer/data/<code>/`.

Adding a language is adding a folder. Whoever needs a list asks for it by name and says which language; a list that a
language lacks is empty, and a rule that needs it does not apply there. In a file, a line that begins with "#" is a
comment, and a blank line means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

#: What a text of unknown language is taken for.
DEFAULT = "en"
#: In a pattern: the words under a key of a list.
_LISTED = re.compile(r"\{([a-z_]+)\.([a-z]+)\}")
#: In place of a language: the lists that hold whatever the language, which stand beside the folders.
ANY = ""
#: In place of a language: the entries of all languages, for what stands in texts of any language, such as buttons.
EVERY = "*"


def code(language: str | None) -> str:
    """The folder of a language: its ISO 639-1 code, that of English where the language is unknown.

    >>> code("de-AT"), code(None)
    ('de', 'en')
    """
    return DEFAULT if language is None else language[:2].lower()


@lru_cache(maxsize=512)
def has(language: str | None, *names: str) -> bool:
    """Whether a language has every one of some lists."""
    return all(lines(language, name) for name in names)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The codes of all languages of which anything is known, in order."""
    return tuple(sorted(entry.name for entry in _data().iterdir() if entry.is_dir() and len(entry.name) == len("en")))


@cache
def _data() -> Traversable:
    return files("briefer").joinpath("data")


@lru_cache(maxsize=512)
def lines(language: str | None, name: str) -> tuple[str, ...]:
    """The entries of a list, one a line, without comments; none where the language has no such list.

    Args:
        language: ISO 639-1 code; English where None; `ANY` for what holds in every language; `EVERY` for all together.
        name: the file's name without its ending.
    """
    if language == EVERY:
        return tuple(entry for each in languages() for entry in lines(each, name))
    if language != ANY and not code(language).isalpha():
        return ()
    path = _data().joinpath(*([] if language == ANY else [code(language)]), f"{name}.txt")
    if not path.is_file():
        return ()
    entries = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(entry for entry in entries if entry and not entry.startswith("#"))


@lru_cache(maxsize=512)
def words(language: str | None, *names: str) -> frozenset[str]:
    """The words of one or more lists in which white space parts one word from the next."""
    return frozenset(word for name in names for line in lines(language, name) for word in line.split())


@lru_cache(maxsize=128)
def groups(language: str | None, name: str) -> tuple[frozenset[str], ...]:
    """The words of each line of a list: words of one line belong together."""
    return tuple(frozenset(line.split()) for line in lines(language, name))


@lru_cache(maxsize=128)
def table(language: str | None, name: str) -> Mapping[str, tuple[str, ...]]:
    """A list of "key: words" lines by key; a key of several lines has the words of all."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines(language, name):
        key, _, rest = line.partition(":")
        found[key.strip()] = (*found.get(key.strip(), ()), *rest.split())
    return MappingProxyType(found)


@lru_cache(maxsize=512)
def listed(language: str | None, name: str, *keys: str) -> frozenset[str]:
    """The words that stand under some keys of a list of "key: words" lines; under any where none is named."""
    known = table(language, name)
    return frozenset(word for key in keys or known for word in known.get(key, ()))


@lru_cache(maxsize=512)
def pattern(language: str | None, name: str, key: str = "", *, case: bool = False) -> re.Pattern[str]:
    """One pattern that matches wherever a line of a list of patterns does; it never matches where there is none.

    Args:
        language: ISO 639-1 code; English where None.
        name: the file's name without its ending; each line is a regular expression, in which `{saying.say}` stands
            for any of the words under that key of that list.
        key: in a list of "key: pattern" lines, the one whose lines count.
        case: whether capitals matter.
    """
    lead = f"{key}: " if key else ""
    written = (line.removeprefix(lead) for line in lines(language, name) if line.startswith(lead))
    either = "|".join(f"(?:{_LISTED.sub(lambda at: any_of(listed(language, at[1], at[2])), line)})" for line in written)
    return re.compile(either or r"(?!)", re.NOFLAG if case else re.IGNORECASE)


def any_of(entries: Iterable[str]) -> str:
    r"""The source of a pattern that matches any of some words or phrases, the longest first.

    >>> any_of(["a", "a lot of", "few"])
    '(?:a\\ lot\\ of|few|a)'
    """
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
