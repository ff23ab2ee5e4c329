"""One run of one job: a pipe from sources to the outbox, and one transaction that remembers all of it or nothing.

    read | sift | group with what is known | brief each story | delta | rank | document | parts
         | commit: seen articles, briefs, digest and outbox | send

The run is idempotent: a slot that has its digest is never made again, only what is left in its outbox goes out. A
process that dies before the commit leaves nothing behind; the next run of the slot begins anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from briefer import reading, sources
from briefer.channels import parts
from briefer.channels.delivery import Outgoing, Part
from briefer.digest import grouping, refrains, sifting, writing
from briefer.digest.config import Config, Job
from briefer.digest.delta import Earlier
from briefer.digest.remembering import Composed, remember
from briefer.digest.schedule import slots
from briefer.digest.sending import Sending, target_of
from briefer.digest.store import Store, articles, runs
from briefer.digest.telling import BriefMaker, Tools, tell
from briefer.digest.values import Digest, Intake, Known, News, Outcome, Sifted, moment
from briefer.errors import BrieferError, NoReadableSource
from briefer.records import Article, Failure, RawArticle

#: How long a story stays open: an article after that begins a new one.
FOLLOWED = timedelta(days=14)
#: How many earlier articles new ones are compared with at most.
MOST_KNOWN = 1000
#: With more stories in a digest the writer says less of each, unless the job says how much.
_FEW = 5
#: For so long after its slot a run rather fails, to be tried again, than tells that no source could be read.
PATIENT = timedelta(hours=1)
_AT_ONCE = 4  # stories that a model is asked about at the same time


def run(config: Config, job: Job, slot: slots.Slot, store: Store, tools: Tools) -> Outcome:
    """Make and send the digest of one slot, once.

    Args:
        config: the whole configuration.
        job: one of its jobs.
        slot: which of the job's slots.
        store: the configuration's store.
        tools: writer, clock and the like.

    Raises:
        Locked: another process runs this job.
        NoReadableSource: nothing could be read; the slot stays open and is tried again.
        StoreError: the store took nothing; the slot stays open.
    """
    with store.lock(job.name):
        with store.transaction() as db:
            made = runs.find(db, job.name, slot.key)
        if made:
            outcome = Outcome(job.name, slot.key, "again", document=made.document)
        else:
            outcome = _make(config, job, slot, store, tools)
        tally = Sending(store, config, job.name, tools).work_off()
        with store.transaction() as db:
            runs.forget(db, job.name, moment(tools.clock() - timedelta(days=config.retention_days)))
    return replace(outcome, sent=len(tally.sent), open=tally.open, notes=(*outcome.notes, *tally.troubles))


def preview(config: Config, job: Job, slot: slots.Slot, store: Store, tools: Tools) -> str:
    """The digest as Markdown, made but neither remembered nor sent."""
    return writing.markdown(_compose(config, job, slot, store, tools).digest)


def _make(config: Config, job: Job, slot: slots.Slot, store: Store, tools: Tools) -> Outcome:
    making = _compose(config, job, slot, store, tools)
    markdown = writing.markdown(making.digest)
    complaint = making.digest.is_unread or any(fault.times == job.complain_after for fault in making.digest.faults)
    send = not making.digest.is_empty or job.when_empty == "send" or complaint
    made: dict[str, Sequence[Part]] = {}
    with store.transaction() as db:
        installation = runs.installation(db)
    if send:
        key, shown = f"{installation}/{job.name}/{slot.key}", tuple(map(writing.shown, making.digest.news))
        outgoing = Outgoing(
            markdown,
            key,
            moment(tools.clock()),
            shown,
            title=writing.title(making.digest),
            named=writing.named(making.digest),
            subject=writing.subject(making.digest),
            is_digest=True,
        )
        targets = [target_of(config, config.targets[name]) for name in job.targets]
        made = {target.name: parts(outgoing, target) for target in targets}
    with store.transaction() as db:
        remember(db, job, making, markdown, made, ended=moment(tools.clock()))
    return Outcome(job.name, slot.key, "digest" if send else "empty", document=markdown, notes=making.digest.notes)


def _compose(config: Config, job: Job, slot: slots.Slot, store: Store, tools: Tools) -> Composed:
    """Everything up to the commit; the store is only read."""
    began = moment(tools.clock())
    at = slot.instant(slots.zone(job.timezone))
    tools.tell(f"{job.name}: reading {len(job.sources)} sources")
    gathered = _gathered(config, job, store, tools)
    if gathered.is_nothing and tools.clock() - at <= PATIENT:
        lines = "\n".join(f"  {failure.source}: {failure.reason}" for failure in gathered.failures)
        raise NoReadableSource(f"No source of {job.name} could be read.\n{lines}", hint="The next run tries again.")
    with store.transaction() as db:
        sifted = sifting.sift(db, job, gathered.articles, tools.clock())
        groups = _groups(db, job, sifted, moment(at - FOLLOWED))
        earlier = {g.stories: articles.told(db, job.name, g.stories) for g in groups if g.stories}
        originals = sifting.originals(db, job.name, sifted.fresh)
        faults = runs.faults(db, job.name, began, gathered.failures)
        before = runs.before(db, job.name, moment(at))
        left = _left(db, job, began)
    chosen, further = groups[: job.max_stories], groups[job.max_stories :]
    tools.tell(f"{job.name}: {len(sifted.fresh)} new articles, {len(groups)} stories")
    length = job.length if job.length != "auto" else "short" if len(chosen) > _FEW else "standard"
    press = tools.press(job.model_copy(update={"length": length}), left)
    told, notes = _told(job, chosen, earlier, originals, press)
    news = grouping.by_weight([one for _, one in told if not (one.is_quiet or one.is_bare)])
    bare = [group for group, one in told if one.is_bare]
    digest = Digest(
        title=job.title,
        slot=slot.key,
        at=moment(at),
        day=f"{slot.wall:%A} {slot.wall.day} {slot.wall:%B %Y}",
        since=before.at if before else None,
        news=tuple(news),
        articles=len(sifted.fresh),
        quiet=tuple(one.brief.headline for _, one in told if one.is_quiet),
        further=tuple(max(g.articles, key=lambda a: grouping.newest([a])) for g in (*bare, *further)),
        edits=sifted.edits,
        reprints=len(sifted.reprints),
        faults=tuple(faults),
        notes=tuple(notes),
        is_unread=gathered.is_nothing,
    )
    return Composed(digest, began, tuple(told), tuple(further), sifted, gathered)


def _gathered(config: Config, job: Job, store: Store, tools: Tools) -> Intake:
    """Read the sources; what they gave before, to the letter, is not read again."""
    options = replace(tools.options, allow_private=job.allow_private or tools.options.allow_private)
    resolved = [name if "://" in name else str(config.folder / name) for name in job.sources]
    raws, unread = sources.load(resolved, options=options)
    # Paths as the configuration has them: the same when the whole folder moves, and not the reader's business.
    folder = f"{config.folder}{os.sep}"
    by_hash = {_hash(raw): raw for raw in (replace(raw, source=raw.source.removeprefix(folder)) for raw in raws)}
    with store.transaction() as db:
        known = articles.known_raws(db, job.name, by_hash)
    read: dict[str, Article] = {}
    failures = [replace(one, source=one.source.removeprefix(folder)) for one in unread]
    for number, (key, raw) in enumerate(by_hash.items(), 1):
        found = reading.article(raw, f"A{number}") if key not in known else None
        if isinstance(found, Failure):
            failures.append(found)
        elif found:
            read[key] = found
    by_id = {article.id: key for key, article in read.items()}
    return Intake(tuple(read.values()), by_id, tuple(sorted(known)), tuple(failures))


def _hash(raw: RawArticle) -> str:
    """The SHA-256 of all that a source said of an article."""
    body = raw.body if isinstance(raw.body, bytes) else raw.body.encode("utf-8", "surrogatepass")
    said = repr((raw.source, raw.media_type, raw.title, raw.url, raw.publisher, raw.published, raw.source_id))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass") + b"\n" + body).hexdigest()


def _groups(db: Connection, job: Job, sifted: Sifted, since: str) -> list[grouping.Cluster]:
    """The new articles as stories, the most promising first, page litter marked."""
    known = articles.recent(db, job.name, since, MOST_KNOWN) if sifted.fresh else []
    edited = {edit.after.id: edit.before.story for edit in sifted.edits}
    by_id = {article.id: article for article in sifted.fresh}
    groups = [
        replace(found, articles=tuple(by_id[article.id] for article in found.articles))
        for found in grouping.group(refrains.suspected(sifted.fresh), known, edited)
    ]
    hosts = {at for article in sifted.fresh if (at := refrains.host(article))}
    return grouping.by_promise(refrains.marked(groups, articles.litter(db, job.name, hosts)))


def _left(db: Connection, job: Job, began: str) -> float | None:
    """US dollars that this run may spend."""
    caps = [] if job.max_cost is None else [job.max_cost]
    if job.max_cost_month is not None:
        caps.append(max(0.0, job.max_cost_month - runs.spent(db, job.name, began[:7])))
    return min(caps, default=None)


def _told(
    job: Job,
    groups: Sequence[grouping.Cluster],
    earlier: Mapping[tuple[int, ...], list[Earlier]],
    originals: Mapping[str, Known],
    press: BriefMaker,
) -> tuple[list[tuple[grouping.Cluster, News]], list[str]]:
    """The news of every group, and what went wrong; a story that failed is left for the next slot."""

    def one(group: grouping.Cluster) -> News | str:
        try:
            return tell(group, press, earlier.get(group.stories, ()), originals)
        except Exception as error:  # noqa: BLE001 - whatever it is: told in the digest, and no other story suffers
            said = error.message if isinstance(error, BrieferError) else f"unexpectedly, {error!r}"
            return f"The story “{group.articles[0].title}” could not be briefed: {said}"

    at_once = 1 if job.writer == "extractive" else _AT_ONCE
    with ThreadPoolExecutor(at_once) as threads:
        results = list(zip(groups, threads.map(one, groups), strict=True))
    told = [(group, made) for group, made in results if isinstance(made, News)]
    return told, [made for _, made in results if isinstance(made, str)]
