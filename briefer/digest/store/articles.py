"""The articles that a job's digests were made from, the stories they told, and what was told of each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, update

from briefer.channels import json as as_json
from briefer.digest.delta import Earlier
from briefer.digest.store.schema import articles, briefs, lines, shingles, stories
from briefer.digest.values import Known, News
from briefer.records import Article, Brief, Kind, Passage, Span
from briefer.verifying.written import load

#: How many values one statement may name: SQLite's oldest limit is 999.
_MOST = 500
#: What is kept of an article as it stands.
_KEPT = ("sha256", "source", "title", "url", "publisher", "published", "language", "source_id")
#: How many briefs of a story are compared with: what was told before that may be told again.
_MOST_BRIEFS = 30


def seen(db: Connection, job: str, identities: Collection[str]) -> dict[str, Known]:
    """The newest version of each article that is known by one of these identities."""
    query = select(articles).where(articles.c.job == job).order_by(articles.c.id)
    return {row.identity: _known(row) for row in _among(db, query, articles.c.identity, identities)}


def texts(db: Connection, job: str, digests: Collection[str]) -> dict[str, str]:
    """The texts of these SHA-256, as far as they are remembered, whatever their articles' addresses."""
    query = select(articles.c.sha256, articles.c.text).where(articles.c.job == job)
    return {row.sha256: row.text for row in _among(db, query, articles.c.sha256, digests)}


def recent(db: Connection, job: str, since: str, most: int) -> list[Known]:
    """The newest articles that were told in a story.

    Args:
        db: in a transaction.
        job: the job's name.
        since: the moment of the oldest digest that counts.
        most: how many at most.
    """
    query = (
        select(articles)
        .where(articles.c.job == job, articles.c.at >= since, articles.c.story.is_not(None))
        .order_by(articles.c.id.desc())
        .limit(most)
    )
    return [_known(row) for row in db.execute(query)]


def alike(db: Connection, job: str, sample: Collection[int], least: int) -> list[Known]:
    """The articles that share at least so many sampled shingles, most alike first.

    Args:
        db: in a transaction.
        job: the job's name.
        sample: shingles of a new article, sampled by the same rule as the stored ones.
        least: how many have to be the same.
    """
    shared = func.count().label("shared")
    query = select(shingles.c.article, shared).where(shingles.c.job == job).group_by(shingles.c.article)
    counts = Counter[int]()
    for row in _among(db, query, shingles.c.hash, sample):
        counts[row.article] += row.shared
    best = sorted((id_ for id_, number in counts.items() if number >= least), key=lambda i: (-counts[i], i))[:20]
    by_id = {row.id: _known(row) for row in db.execute(select(articles).where(articles.c.id.in_(best)))}
    return [by_id[id_] for id_ in best]


def litter(db: Connection, job: str, hosts: Collection[str]) -> dict[tuple[str, int], set[int]]:
    """For every sentence that these hosts printed: under which stories."""
    found: dict[tuple[str, int], set[int]] = {}
    for row in _among(db, select(lines).where(lines.c.job == job), lines.c.host, hosts):
        found.setdefault((row.host, row.hash), set()).add(row.story)
    return found


def tell_story(db: Connection, job: str, story: int | None, headline: str, at: str) -> int:
    """Remember a story that goes on, or with None one that comes up in this digest; gives its number."""
    if story is not None:
        db.execute(update(stories).where(stories.c.id == story).values(headline=headline, last=at))
        return story
    made = db.execute(insert(stories).values(job=job, headline=headline, first=at, last=at)).inserted_primary_key
    assert made
    return int(made[0])


def known_raws(db: Connection, job: str, raws: Collection[str]) -> set[str]:
    """Those of some SHA-256 that are of what sources gave before, to the letter."""
    return {row.raw for row in _among(db, select(articles.c.raw).where(articles.c.job == job), articles.c.raw, raws)}


def touch(db: Connection, job: str, now: str, *, identities: Collection[str], raws: Collection[str]) -> None:
    """Write down that the sources still have these articles."""
    for column, values in ((articles.c.identity, identities), (articles.c.raw, raws)):
        for some in _pieces(values):
            db.execute(update(articles).where(articles.c.job == job, column.in_(some)).values(seen=now))


def add(
    db: Connection, *, job: str, at: str, now: str, article: Article, identity: str, raw: str, story: int | None
) -> int:
    """Remember an article; gives its number. Earlier versions of it are no longer what its source has."""
    same = (articles.c.job == job) & (articles.c.identity == identity)
    db.execute(update(articles).where(same).values(raw=""))
    passages = [[p.span.start, p.span.end, p.kind.value, p.paragraph] for p in article.passages]
    # As databases take it: no lone surrogate (SQLite), no zero character (PostgreSQL). Lengths stay.
    text = article.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
    values = {
        **{name: getattr(article, name) for name in _KEPT}, "job": job, "identity": identity, "at": at, "seen": now,
        "story": story, "raw": raw, "text": text, "passages": json.dumps(passages, separators=(",", ":")),
    }  # fmt: skip
    made = db.execute(insert(articles).values(values)).inserted_primary_key
    assert made
    return int(made[0])


def add_shingles(db: Connection, job: str, article: int, sample: Iterable[int]) -> None:
    """Remember an article's sampled shingles."""
    rows = [{"job": job, "hash": value, "article": article} for value in sorted(set(sample))]
    if rows:
        db.execute(insert(shingles), rows)


def add_lines(db: Connection, job: str, story: int, printed: Iterable[tuple[str, int]]) -> None:
    """Remember which sentences hosts printed under a story."""
    query = select(lines.c.host, lines.c.hash).where(lines.c.job == job, lines.c.story == story)
    known = {(row.host, row.hash) for row in db.execute(query)}
    rows = [{"job": job, "host": h, "hash": v, "story": story} for h, v in sorted(set(printed) - known)]
    if rows:
        db.execute(insert(lines), rows)


def add_brief(db: Connection, *, job: str, slot: str, at: str, story: int, news: News) -> None:
    """Remember a story's brief with the names of its origins."""
    brief = as_json.render(news.brief, embed_sources=False)
    origins = json.dumps({origin: sorted(found) for origin, found in news.origin_names.items()})
    db.execute(insert(briefs).values(job=job, slot=slot, at=at, story=story, brief=brief, origins=origins))


def told(db: Connection, job: str, stories: Sequence[int]) -> list[Earlier]:
    """Every claim that was told of some stories, oldest first, the cited articles with their texts."""
    query = select(briefs).where(briefs.c.job == job, briefs.c.story.in_(list(stories)))
    rows = list(reversed(db.execute(query.order_by(briefs.c.id.desc()).limit(_MOST_BRIEFS)).all()))
    made = [(row.at, json.loads(row.origins), load(row.brief)[0]) for row in rows]
    known = texts(db, job, {article.sha256 for _, _, brief in made for article in brief.articles})
    return [earlier for at, names, brief in made for earlier in _earlier(brief, at, names, known)]


def _among(
    db: Connection, query: Select[Any], column: ColumnElement[Any], values: Collection[Any]
) -> Iterator[Row[Any]]:
    """The rows of a query in which a column has one of some values."""
    for some in _pieces(values):
        yield from db.execute(query.where(column.in_(some)))


def _known(row: Row[tuple[object, ...]]) -> Known:
    name, text = f"K{row.id}", row.text
    passages = tuple(
        Passage(f"{name}.{n}", Span(start, end), text[start:end], Kind(kind), "", paragraph)
        for n, (start, end, kind, paragraph) in enumerate(json.loads(row.passages), 1)
    )
    kept = {name: getattr(row, name) for name in _KEPT}
    article = Article(id=name, text=text, passages=passages, **kept)
    return Known(row.id, row.identity, row.story, row.at, article)


def _earlier(brief: Brief, at: str, names: Mapping[str, list[str]], known: Mapping[str, str]) -> Iterator[Earlier]:
    by_id = {article.id: replace(article, text=known.get(article.sha256, "")) for article in brief.articles}
    for claim in brief.published:
        cited = {c.article: by_id[c.article] for c in claim.citations if c.article in by_id}
        yield Earlier(claim, at, cited, tuple(frozenset(names.get(origin, ())) for origin in claim.origins))


def _pieces(values: Iterable[Any]) -> Iterator[list[Any]]:
    found = sorted(values)
    for start in range(0, len(found), _MOST):
        yield found[start : start + _MOST]
