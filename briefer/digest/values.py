"""The values of a digest, in the order in which they flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from briefer.digest.delta import Change
from briefer.records import Article, Brief, Failure


def moment(at: datetime) -> str:
    """An aware moment as the store and briefs write it: "2026-11-23T07:00:00Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(written: str) -> datetime:
    """The moment that `moment` wrote."""
    return datetime.fromisoformat(written)


def published(article: Article) -> datetime | None:
    """When an article was published, aware; None where it does not say."""
    try:
        found = datetime.fromisoformat(article.published or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


# --- what came in and what was known ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """An article that an earlier digest of the job was made from."""

    id: int  #: in the store
    identity: str
    story: int | None
    at: str  #: moment of that digest's slot
    article: Article


@dataclass(frozen=True, slots=True)
class Intake:
    """What the sources of a job gave."""

    articles: tuple[Article, ...]  #: those that are not known to the letter
    raws: Mapping[str, str] = field(default_factory=dict)  #: by their ids the SHA-256 of what the sources gave
    known: tuple[str, ...] = ()  #: the SHA-256 of what was given before, to the letter, and was not read again
    failures: tuple[Failure, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there was something to read and nothing could be."""
        return bool(self.failures) and not (self.articles or self.known)


@dataclass(frozen=True, slots=True)
class EditedArticle:
    """An article whose text changed since it was read: same address, other words."""

    before: Known
    after: Article
    removed: tuple[str, ...]  #: sentences that are no longer there
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sifted:
    """What of the articles that were read is new."""

    fresh: tuple[Article, ...]
    edits: tuple[EditedArticle, ...] = ()
    reprints: tuple[Article, ...] = ()  #: at new addresses; nearly every word of them was read before
    seen: tuple[str, ...] = ()  #: identities of those that were read before


# --- what is told -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class News:
    """What is new in one story."""

    brief: Brief  #: of a story that ran before: only what is new in it
    changes: tuple[Change, ...] = ()  #: claim by claim against the earlier briefs
    since: str | None = None  #: moment of the story's last brief
    origin_names: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: by origin id
    new_origins: int = 0  #: origins that it uses, and that had told nothing of the story before

    @property
    def known(self) -> int:
        """How many claims are left out because they were told before."""
        return sum(change.kind == "known" for change in self.changes)

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing to cite, so that its title is all that can be told."""
        return not (self.brief.claims or self.brief.disagreements or self.changes)

    @property
    def is_quiet(self) -> bool:
        """Whether all of it was told before."""
        return bool(self.changes) and all(change.kind == "known" for change in self.changes)


@dataclass(frozen=True, slots=True)
class Outage:
    """A source that could not be read, for how long."""

    failure: Failure
    times: int = 1  #: runs in a row
    since: str | None = None  #: moment of the first of them


@dataclass(frozen=True, slots=True)
class Digest:
    """A job's briefs for one slot, with the delta to the slot before."""

    title: str
    slot: str
    at: str  #: moment of the slot
    day: str  #: the slot's day as its readers name it
    since: str | None  #: moment of the slot before; None for the first digest
    news: tuple[News, ...]
    articles: int = 0  #: new ones
    quiet: tuple[str, ...] = ()  #: headlines of stories with nothing new
    further: tuple[Article, ...] = ()  #: one article of each story that the job's limit leaves out
    edits: tuple[EditedArticle, ...] = ()
    reprints: int = 0
    faults: tuple[Outage, ...] = ()
    notes: tuple[str, ...] = ()  #: stories that failed and the like, in words
    is_unread: bool = False  #: not one source could be read

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell of the topics."""
        return not (self.news or self.further or self.edits)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of a job did."""

    job: str
    slot: str
    state: Literal["digest", "empty", "again", "idle"]  #: "again": it had its digest already; "idle": no slot was due
    sent: int = 0
    open: int = 0  #: parts that did not arrive, or of which nobody knows
    document: str = ""  #: the master Markdown
    notes: tuple[str, ...] = ()
