"""What is forgotten after the configured time. What is still to be sent stays, however old."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from briefer.digest.store.outbox import State
from briefer.digest.store.tables import articles, briefs, lines, outbox, runs, shingles, stories


def forget(db: Connection, job: str, before: str) -> None:
    """Forget all of a job that is older than a moment.

    Args:
        db: in a transaction.
        job: the job's name.
        before: the moment.
    """
    done = [State.SENT.value, State.DROPPED.value]
    db.execute(delete(outbox).where(outbox.c.job == job, outbox.c.updated < before, outbox.c.state.in_(done)))
    db.execute(delete(runs).where(runs.c.job == job, runs.c.at < before))
    db.execute(delete(briefs).where(briefs.c.job == job, briefs.c.at < before))
    old_articles = select(articles.c.id).where(articles.c.job == job, articles.c.seen < before)
    db.execute(delete(shingles).where(shingles.c.article.in_(old_articles)))
    db.execute(delete(articles).where(articles.c.job == job, articles.c.seen < before))
    remembered = select(articles.c.story).where(articles.c.job == job, articles.c.story.is_not(None))
    is_old = (stories.c.job == job) & (stories.c.last < before) & stories.c.id.not_in(remembered)
    old_stories = select(stories.c.id).where(is_old)
    db.execute(delete(lines).where(lines.c.story.in_(old_stories)))
    db.execute(delete(stories).where(is_old))
