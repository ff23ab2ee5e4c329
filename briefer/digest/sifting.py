"""Which of the articles that were read are new to a job.

read | identity | seen, edited or new | language, age | reprints of known texts | the newest, up to the limit
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from briefer.digest.config import Job
from briefer.digest.grouping import newest
from briefer.digest.store import articles as memory
from briefer.digest.values import EditedArticle, Known, Sifted, published
from briefer.language.stems import tokens
from briefer.records import Article
from briefer.sources.web.urls import without_tracking
from briefer.stories.clusters import text_of
from briefer.stories.near_duplicates import MIN_SHARE
from briefer.stories.shingles import TokenHashes, shingles

#: A text is a reprint when at least this part of its shingles was read before in one article.
NOTHING_NEW = 0.9
#: One in so many shingles is kept in the store: enough to find a reprint by, an eighth of the room.
SAMPLE = 8
_LEAST_SHARED = 4
_LONE = re.compile(r"[:#]\d+$")  # an item of a file that holds many: its number says nothing about what it is


def identity(article: Article) -> str:
    """What an article keeps when its text is edited: its address, the id that its source gave, or its file."""
    if article.url:
        return without_tracking(article.url)
    if article.source_id:
        return f"id:{article.source_id}"
    return f"text:{article.sha256}" if _LONE.search(article.source) else article.source


def sample(article: Article) -> set[int]:
    """The shingles by which a reprint is found, as signed numbers; the same ones of any text that holds them."""
    return _sampled(_shingles(article))


def sift(db: Connection, job: Job, read: Sequence[Article], now: datetime) -> Sifted:
    """Part what is new from what was read before.

    Args:
        db: in a transaction.
        job: its limits count.
        read: every article that the sources gave.
        now: for the age of articles.
    """
    by_identity = {identity(article): article for article in reversed(read)}
    ordered = {name: by_identity[name] for name in dict.fromkeys(identity(article) for article in read)}
    known = memory.seen(db, job.name, ordered)
    unseen = {name: a for name, a in ordered.items() if name not in known}
    edits = [edit for name, before in known.items() if (edit := _edit(before, ordered[name]))]
    candidates = [a for a in unseen.values() if _is_wanted(a, job, now)]
    same = memory.texts(db, job.name, {article.sha256 for article in candidates})
    reprints = [a for a in candidates if a.sha256 in same or _original(db, job.name, a, least=NOTHING_NEW)]
    # The newest first; those without a date stand last.
    new = sorted((a for a in candidates if a not in reprints), key=lambda a: (-newest([a]), a.id))
    fresh = [*(edit.after for edit in edits), *new[: max(0, job.max_articles - len(edits))]]
    places = {id(article): place for place, article in enumerate(read)}
    return Sifted(tuple(sorted(fresh, key=lambda a: places[id(a)])), tuple(edits), tuple(reprints), tuple(known))


def _edit(before: Known, after: Article) -> EditedArticle | None:
    """What changed in an article, or None where its sentences are the same."""
    if before.article.sha256 == after.sha256:
        return None
    old, new = _sentences(before.article), _sentences(after)
    removed = tuple(text for key, text in old.items() if key not in new)
    added = tuple(text for key, text in new.items() if key not in old)
    return EditedArticle(before, after, removed, added) if removed or added else None


def _sentences(article: Article) -> dict[str, str]:
    return {" ".join(tokens(passage.text)): passage.text for passage in article.content}


def _is_wanted(article: Article, job: Job, now: datetime) -> bool:
    if job.languages and article.language and article.language not in job.languages:
        return False
    at, limit = published(article), timedelta(days=job.max_age_days) if job.max_age_days else None
    return not (limit and at and now - at > limit)


def originals(db: Connection, job: str, articles: Iterable[Article]) -> dict[str, Known]:
    """For every article that goes back to a known text, without being a mere reprint: that text's article, by id."""
    found = ((article.id, _original(db, job, article, least=MIN_SHARE)) for article in articles)
    return {name: known for name, known in found if known}


def _original(db: Connection, job: str, article: Article, least: float) -> Known | None:
    """The known article in which at least this part of another's shingles stands."""
    mine = _shingles(article)
    taken = _sampled(mine)
    for known in memory.alike(db, job, taken, min(_LEAST_SHARED, max(1, len(taken)))) if taken else ():
        if len(mine & _shingles(known.article)) >= least * len(mine):
            return known
    return None


def _shingles(article: Article) -> frozenset[int]:
    return shingles(tokens(text_of(article)), TokenHashes())


def _sampled(values: Iterable[int]) -> set[int]:
    """Those that are kept, as databases keep whole numbers: 64 bits with a sign."""
    return {value - (1 << 64) if value >> 63 else value for value in values if value % SAMPLE == 0}
