"""The store's tables, and the steps that bring an older store to them.

Moments are texts in UTC ("2026-11-23T07:00:00Z"), so that they sort and read the same in any database.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, delete, insert, inspect, select, text
from sqlalchemy.schema import Column, ForeignKey, Index, MetaData, Table, UniqueConstraint
from sqlalchemy.types import BigInteger, Float, Integer, LargeBinary, String, Text

from briefer.errors import UsageError

metadata = MetaData()

meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

#: One row a digest: it is written in the transaction that fills the outbox, so a slot either has both or neither.
runs = Table(
    "runs",
    metadata,
    Column("job", String, primary_key=True),
    Column("slot", String, primary_key=True),
    Column("at", String, nullable=False),  # the slot's moment
    Column("began", String, nullable=False),
    Column("ended", String, nullable=False),
    Column("state", String, nullable=False),  # digest, empty
    Column("title", Text, nullable=False),
    Column("document", Text, nullable=False),  # the master Markdown
    Column("articles", Integer, nullable=False),  # new ones
    Column("stories", Integer, nullable=False),  # in the digest
    Column("quiet", Integer, nullable=False),  # stories with nothing new
    Column("claims", Integer, nullable=False),
    Column("cost", Float),  # US dollars; null when no price is known
    Column("notes", Text, nullable=False),  # JSON: a list of sentences for a person
    Index("runs_at", "job", "at"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job", String, nullable=False),
    Column("headline", Text, nullable=False),
    Column("first", String, nullable=False),  # moment of the slot that it came up in
    Column("last", String, nullable=False),
    Index("stories_last", "job", "last"),
)

#: Every version of every article that a digest was made from: an edited one has a row for each text.
articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job", String, nullable=False),
    Column("identity", Text, nullable=False),  # what stays the same when the text is edited: URL, id or path
    Column("sha256", String, nullable=False),
    Column("raw", String, nullable=False),  # SHA-256 of what its source gave; empty for a version that was edited since
    Column("story", Integer, ForeignKey("stories.id"), nullable=True),
    Column("at", String, nullable=False),  # moment of the slot
    Column("seen", String, nullable=False),  # when a source last had it: a file in a folder stays known for ever
    Column("source", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("passages", Text, nullable=False),  # JSON: [start, end, kind, paragraph] each
    Column("url", Text),
    Column("publisher", Text),
    Column("published", String),
    Column("language", String),
    Column("source_id", Text),
    UniqueConstraint("job", "identity", "sha256"),
    Index("articles_seen", "job", "seen"),
    Index("articles_raw", "job", "raw"),
    Index("articles_sha256", "job", "sha256"),
    Index("articles_story", "job", "story"),
)

#: A sample of each article's shingles, by which a reprint finds what it was printed from.
shingles = Table(
    "shingles",
    metadata,
    Column("job", String, primary_key=True),
    Column("hash", BigInteger, primary_key=True),
    Column("article", Integer, ForeignKey("articles.id"), primary_key=True),
    Index("shingles_article", "article"),
    sqlite_with_rowid=False,
)

#: Sentences that a host prints under several stories: page litter that no single page gives away.
lines = Table(
    "lines",
    metadata,
    Column("job", String, primary_key=True),
    Column("host", String, primary_key=True),
    Column("hash", BigInteger, primary_key=True),
    Column("story", Integer, ForeignKey("stories.id"), primary_key=True),
    Index("lines_story", "story"),
    sqlite_with_rowid=False,
)

briefs = Table(
    "briefs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job", String, nullable=False),
    Column("slot", String, nullable=False),
    Column("at", String, nullable=False),
    Column("story", Integer, ForeignKey("stories.id"), nullable=False),
    Column("brief", Text, nullable=False),  # JSON as `briefer brief -f json --no-embed-sources` prints it
    Column("origins", Text, nullable=False),  # JSON: for each origin the names that make it the same another day
    Index("briefs_story", "job", "story"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job", String, nullable=False),
    Column("slot", String, nullable=False),
    Column("target", String, nullable=False),
    Column("position", Integer, nullable=False),  # the parts for one target go out in this order
    Column("key", String, nullable=False),  # of the part: its Message-ID or idempotency key
    Column("recipient", Text, nullable=False),
    Column("reply", Integer, nullable=False),  # 1: belongs under the first part
    Column("media_type", String, nullable=False),
    Column("summary", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),  # the very bytes that go out, and go out again
    Column("state", String, nullable=False),  # see `store.outbox.State`
    Column("attempts", Integer, nullable=False),
    Column("doubt", Integer, nullable=False),  # 1: it may have arrived, whatever its state
    Column("next", String, nullable=False),  # not before this moment
    Column("receipt", Text),
    Column("detail", Text, nullable=False),
    Column("created", String, nullable=False),
    Column("updated", String, nullable=False),
    UniqueConstraint("job", "slot", "target", "key"),
    Index("outbox_state", "state", "job"),
)

#: Sources that could not be read last time.
sources = Table(
    "sources",
    metadata,
    Column("job", String, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("failures", Integer, nullable=False),  # in a row
    Column("since", String, nullable=False),  # moment of the first of them
    Column("reason", Text, nullable=False),
)


# --- versions ---------------------------------------------------------------------------------------------------

_Step = Callable[[Connection], None]


def _first(db: Connection) -> None:
    metadata.create_all(db)
    db.execute(insert(meta).values(name="installation", value=secrets.token_hex(8)))


#: In order; a store's version is how many of them it has been through. Released steps are never changed.
STEPS: tuple[_Step, ...] = (_first,)


def migrate(db: Connection, steps: Sequence[_Step] = STEPS) -> None:
    """Bring a store to the version that this briefer knows.

    Args:
        db: in a transaction.
        steps: all of them, from the first.

    Raises:
        UsageError: a newer briefer made this store.
    """
    if db.dialect.name == "postgresql":  # SQLite's transaction is alone already
        db.execute(text("SELECT pg_advisory_xact_lock(6218477)"))
    is_new = not inspect(db).has_table(meta.name)
    version = 0 if is_new else int(db.execute(select(meta.c.value).where(meta.c.name == "version")).scalar() or 0)
    if version > len(steps):
        raise UsageError(
            f"This store has version {version}, made by a newer briefer; this one knows up to {len(steps)}.",
            hint="Update briefer, or name another store.",
        )
    if version == len(steps):
        return
    for step in steps[version:]:
        step(db)
    db.execute(delete(meta).where(meta.c.name == "version"))
    db.execute(insert(meta).values(name="version", value=str(len(steps))))
