"""What was told: the briefs of each story, from which the delta is made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert, select

from briefer.channels import json as as_json
from briefer.digest.delta import Earlier
from briefer.digest.store.articles import texts
from briefer.digest.store.schema import briefs
from briefer.digest.values import News
from briefer.records import Brief
from briefer.verifying.written import load

#: How many briefs of a story are compared with: what was told before that may be told again.
_MOST = 30


def add(db: Connection, *, job: str, slot: str, at: str, story: int, news: News) -> None:
    """Remember a story's brief with the names of its origins."""
    brief = as_json.render(news.brief, embed_sources=False)
    origins = json.dumps({origin: sorted(found) for origin, found in news.origin_names.items()})
    db.execute(insert(briefs).values(job=job, slot=slot, at=at, story=story, brief=brief, origins=origins))


def told(db: Connection, job: str, stories: Sequence[int]) -> list[Earlier]:
    """Every claim that was told of some stories, oldest first, the cited articles with their texts."""
    query = select(briefs).where(briefs.c.job == job, briefs.c.story.in_(list(stories)))
    rows = list(reversed(db.execute(query.order_by(briefs.c.id.desc()).limit(_MOST)).all()))
    made = [(row.at, json.loads(row.origins), load(row.brief)[0]) for row in rows]
    known = texts(db, job, {article.sha256 for _, _, brief in made for article in brief.articles})
    return [earlier for at, names, brief in made for earlier in _earlier(brief, at, names, known)]


def _earlier(brief: Brief, at: str, names: Mapping[str, list[str]], known: Mapping[str, str]) -> Iterator[Earlier]:
    by_id = {article.id: replace(article, text=known.get(article.sha256, "")) for article in brief.articles}
    for claim in (*brief.claims, *(position for d in brief.disagreements for position in d.positions)):
        cited = {c.article: by_id[c.article] for c in claim.citations if c.article in by_id}
        yield Earlier(claim, at, cited, tuple(frozenset(names.get(origin, ())) for origin in claim.origins))
