"""What stands around the sentences of a brief, in its language: the lists `captions` and `page_captions`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from briefer.language.lexicon import DEFAULT, has, languages, lines
from briefer.language.written_days import written
from briefer.records import Brief, NewsDays

_HEADINGS = (
    "changed",
    "facts",
    "differ",
    "voices",
    "quotes",
    "timeline",
    "outlook",
    "questions",
    "sources",
    "evidence",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language; English where it has none."""

    language: str | None = None

    def say(self, key: str, **values: str) -> str:
        """The words under a key, with values for what they leave open."""
        return _captions(self.language)[key].format(**values)

    def count(self, key: str, number: int, **values: str) -> str:
        """A number of things: "1 article", "3 articles"."""
        return self.say(f"{key}_1" if number == 1 else key, n=f"{number:,}", **values)

    def day(self, iso: str | None) -> str:
        """An ISO 8601 day as a reader sees it."""
        return written(iso, self.language) if iso else ""

    def days(self, when: NewsDays | None) -> str:
        """The days of the news: "10 March 2026", "10 to 11 March 2026" as "10–11 March 2026"."""
        if when is None:
            return ""
        first, last = self.day(when.first), self.day(when.last)
        if first == last:
            return last
        shared = 0
        for a, b in zip(reversed(first.split()), reversed(last.split()), strict=False):
            if a != b:
                break
            shared += 1
        kept = first.split()[: len(first.split()) - shared]
        return f"{' '.join(kept)}{'–' if len(kept) == 1 and kept[0][:1].isdecimal() else ' – '}{last}"


def wording(brief: Brief) -> Wording:
    """The wording for a brief: in the language that was asked for, else in that of most of its articles."""
    spoken = Counter(article.language for article in brief.articles)
    asked = brief.form.language or (spoken.most_common(1)[0][0] if spoken else None)
    return Wording(asked if has(asked, "captions") else None)


def is_furniture(title: str) -> bool:
    """Whether a heading is that of a section of a brief, in any language."""
    return any(title == known or ("{" in known and title.startswith(known.partition("{")[0])) for known in _titles())


def is_sources(title: str) -> bool:
    """Whether a heading is that of the sources, in any language."""
    return any(_captions(code)["sources"] == title for code in languages() if has(code, "captions"))


@cache
def _titles() -> frozenset[str]:
    return frozenset(_captions(code)[key] for code in languages() if has(code, "captions") for key in _HEADINGS)


@cache
def _captions(language: str | None) -> dict[str, str]:
    lists = (lines(code, name) for code in (DEFAULT, language) for name in ("captions", "page_captions"))
    found = (line.partition(": ") for entries in lists for line in entries)
    return {key: text for key, _, text in found}
