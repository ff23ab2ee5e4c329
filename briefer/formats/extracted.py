"""What every format gives: the text a reader sees, and what the document says about itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefer.records import Span


class Unreadable(Exception):
    """A document that gives no article, and why, in words for a person.

    The reason is what is wrong and, where something can be done about it, what to do.
    """


@dataclass(frozen=True, slots=True)
class Extracted:
    """The readable part of a document. Spans are code points into `text`, end-exclusive."""

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None  #: ISO 8601 where it was understood, else as written
    language: str | None = None  #: ISO 639-1, when the document states it
    authors: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()  #: texts that a reader of the page cannot see; never part of `text`
    headings: tuple[Span, ...] = ()  #: the headings in `text` that the document marks as such
    furniture: tuple[tuple[Span, str], ...] = ()  #: what in `text` is no prose, and why ("front matter")

    def stated(self, **facts: str | None) -> Extracted:
        """The same with these facts in place of its own, those of them that are given."""
        return replace(self, **{name: fact for name, fact in facts.items() if fact})  # type: ignore[arg-type]
