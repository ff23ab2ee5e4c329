"""What a digest leaves in the store: everything in the transaction that fills the outbox, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from briefer.channels.delivery import Part
from briefer.digest import refrains, sifting
from briefer.digest.config import Job
from briefer.digest.grouping import Cluster
from briefer.digest.store import articles, briefs, outbox, runs
from briefer.digest.values import Digest, Intake, News, Sifted
from briefer.digest.writing import title
from briefer.records import Article, Provenance


@dataclass(frozen=True, slots=True)
class Composed:
    """A digest and what it was made from."""

    digest: Digest
    began: str
    told: tuple[tuple[Cluster, News], ...]  #: quiet ones too
    further: tuple[Cluster, ...]  #: stories that the job's limit left out
    sifted: Sifted
    gathered: Intake


@dataclass(frozen=True, slots=True)
class _When:
    """What all articles of a digest have in common in the store."""

    at: str
    now: str
    raws: Mapping[str, str]


def remember(
    db: Connection, job: Job, making: Composed, markdown: str, made: Mapping[str, Sequence[Part]], *, ended: str
) -> None:
    """Write a digest down: seen articles, stories, briefs, the run and its outbox.

    Args:
        db: in the transaction.
        job: whose digest it is.
        making: the digest.
        markdown: its master document.
        made: the parts for each target; empty when nothing is sent.
        ended: this moment.
    """
    digest = making.digest
    when = _When(digest.at, ended, making.gathered.raws)
    for group, news in making.told:
        story = _story(db, job.name, group, news.brief.headline, when)
        if not (news.is_quiet or news.is_bare):
            briefs.add(
                db, job=job.name, slot=digest.slot, at=digest.at, story=story, brief=news.brief, names=news.origin_names
            )
    for group in making.further:
        _story(db, job.name, group, group.articles[0].title, when)
    for reprint in making.sifted.reprints:
        _article(db, job.name, reprint, when, None)
    articles.touch(db, job.name, ended, identities=making.sifted.seen, raws=making.gathered.known)
    runs.add(db, _run(job, making, markdown, ended, sent=bool(made)))
    runs.note_sources(db, job.name, digest.faults)
    for target, parts in made.items():
        outbox.fill(db, job=job.name, slot=digest.slot, target=target, parts=parts, at=ended)


def _story(db: Connection, job: str, group: Cluster, headline: str, when: _When) -> int:
    """Remember a group's articles under its story; gives the story's number."""
    if group.story is None:
        story = articles.add_story(db, job, headline, when.at)
    else:
        story = group.story
        articles.continue_story(db, story, headline, when.at)
    for article in group.articles:
        _article(db, job, article, when, story)
    articles.add_lines(db, job, story, refrains.lines(group.articles))
    return story


def _article(db: Connection, job: str, article: Article, when: _When, story: int | None) -> None:
    identity, raw = sifting.identity(article), when.raws.get(article.id, "")
    number = articles.add(
        db, job=job, at=when.at, now=when.now, article=article, identity=identity, raw=raw, story=story
    )
    articles.add_shingles(db, job, number, sifting.sample(article))


def cost(made: Sequence[Provenance]) -> float | None:
    """US dollars that briefs cost, those that nobody is told of too; None when one of them has no known price."""
    if any(one.requests and one.cost_usd is None for one in made):
        return None
    return sum(one.cost_usd or 0.0 for one in made)


def _run(job: Job, making: Composed, markdown: str, ended: str, *, sent: bool) -> runs.PastRun:
    digest = making.digest
    return runs.PastRun(
        job=job.name,
        slot=digest.slot,
        at=digest.at,
        began=making.began,
        ended=ended,
        state="digest" if sent else "empty",
        title=title(digest),
        document=markdown,
        articles=digest.articles,
        stories=len(digest.news),
        quiet=len(digest.quiet),
        claims=sum(len(news.brief.claims) for news in digest.news),
        cost=cost([news.brief.provenance for _, news in making.told]),
        notes=digest.notes,
    )
