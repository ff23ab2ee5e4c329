"""What a digest leaves in the store: everything in the transaction that fills the outbox, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from briefer.channels.delivery import Part
from briefer.digest import refrains, sifting
from briefer.digest.config import Job
from briefer.digest.grouping import Cluster
from briefer.digest.store import articles, outbox, runs
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

    def article(one: Article, story: int | None) -> None:
        identity, raw = sifting.identity(one), making.gathered.raws.get(one.id, "")
        number = articles.add(
            db, job=job.name, at=digest.at, now=ended, article=one, identity=identity, raw=raw, story=story
        )
        articles.add_shingles(db, job.name, number, sifting.sample(one))

    def story(group: Cluster, headline: str) -> int:
        number = articles.tell_story(db, job.name, group.story, headline, digest.at)
        for one in group.articles:
            article(one, number)
        articles.add_lines(db, job.name, number, refrains.lines(group.articles))
        return number

    for group, news in making.told:
        number = story(group, news.brief.headline)
        if not (news.is_quiet or news.is_bare):
            articles.add_brief(db, job=job.name, slot=digest.slot, at=digest.at, story=number, news=news)
    for group in making.further:
        story(group, group.articles[0].title)
    for reprint in making.sifted.reprints:
        article(reprint, None)
    articles.touch(db, job.name, ended, identities=making.sifted.seen, raws=making.gathered.known)
    runs.add(db, _run(job, making, markdown, ended, sent=bool(made)))
    runs.note_sources(db, job.name, digest.faults)
    for target, parts in made.items():
        outbox.fill(db, job=job.name, slot=digest.slot, target=target, parts=parts, at=ended)


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
