"""One story told: its brief, and of a story that ran before only what is new in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from briefer.briefing.covered import coverage
from briefer.channels import captions, outlet_names
from briefer.digest.config import Job
from briefer.digest.delta import Change, Earlier, delta
from briefer.digest.grouping import Cluster, renumbered
from briefer.digest.values import Known, News
from briefer.language.publishers import family, wire_credit
from briefer.records import Article, Brief, Claim, Finding, Severity, Story
from briefer.sources import FetchOptions
from briefer.stories import story as compare

#: Makes the brief of a story for readers who were told some sentences; the clock and the writer are its own affair.
BriefMaker = Callable[[Story, tuple[str, ...]], Brief]

#: How many earlier claims a writer is reminded of, the newest first.
_MOST_TOLD = 60

#: The name under which a claim's flag says how it stands to what was told before.
CHECK = "delta"


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run needs from outside: who writes, what time it is, what is read and told."""

    press: Callable[[Job, float | None], BriefMaker]  #: for a job and the US dollars it may still spend
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    tell: Callable[[str], None] = lambda _words: None
    options: FetchOptions = field(default_factory=FetchOptions)
    patience: float = 60.0  #: seconds that may be spent on waiting for targets


def tell(group: Cluster, press: BriefMaker, earlier: Sequence[Earlier], originals: Mapping[str, Known]) -> News:
    """The news of one group of articles.

    Args:
        group: the articles, and the stories that they go on with.
        press: makes the brief.
        earlier: what was told of those stories, oldest first.
        originals: the earlier texts that some articles go back to, by article id.

    Raises:
        ModelError: the model failed and nothing stands in for it.
    """
    story = compare(renumbered(group.articles))
    both = zip(story.articles, group.articles, strict=True)
    named = {new.id: _names(new, originals.get(old.id)) for new, old in both}
    names = {one.id: frozenset[str]().union(*(named[name] for name in one.articles)) for one in story.origins}
    brief = press(story, tuple(dict.fromkeys(one.claim.text for one in reversed(earlier)))[:_MOST_TOLD])
    since = earlier[-1].at if earlier else None
    before = frozenset(name for one in earlier for origin in one.origins for name in origin)
    used = {cover.origin for cover in brief.coverage if cover.use != "unused"}
    new = sum(origin in names and names[origin].isdisjoint(before) for origin in used)
    if not earlier:
        return News(brief, origin_names=names, new_origins=new)
    by_id = {article.id: article for article in story.articles}
    positions = [position for disagreement in brief.disagreements for position in disagreement.positions]
    changes = delta([*brief.claims, *positions], by_id, names, earlier)
    beside = delta([entry.claim for entry in brief.entries], by_id, names, earlier)
    known = frozenset(change.claim.id for change in beside if change.kind == "known")
    return News(_only_new(_without(brief, known), story, changes), changes, since, names, new)


def _names(article: Article, original: Known | None) -> set[str]:
    """The names by which an article's origin is known on any day."""
    texts = {f"text:{one.sha256[:16]}" for one in (article, original and original.article) if one}
    return texts | {name for name in (family(article.publisher, article.url), wire_credit(article.text)) if name}


def _without(brief: Brief, known: Collection[str]) -> Brief:
    """The brief without the entries whose claims have one of some ids."""
    kept = [tuple(e for e in some if e.claim.id not in known) for some in (brief.voices, brief.quotes, brief.timeline)]
    return replace(brief, voices=kept[0], quotes=kept[1], timeline=kept[2])


def _only_new(brief: Brief, story: Story, changes: Sequence[Change]) -> Brief:
    """The brief without the claims that were told before; those that stay say how they stand to the earlier ones."""
    by_id = {change.claim.id: change for change in changes}
    kept = [_flagged(c, by_id[c.id]) for c in brief.claims if by_id[c.id].kind != "known"]
    disputes = tuple(d for d in brief.disagreements if any(by_id[p.id].kind != "known" for p in d.positions))
    told = replace(brief, claims=tuple(kept), disagreements=disputes)
    return replace(told, coverage=coverage(story, told.published))


def _flagged(claim: Claim, change: Change) -> Claim:
    if change.kind != "confirmed" or not change.earlier:
        return claim
    before = change.earlier.claim.corroboration
    names = dict.fromkeys(outlet_names.name(article) for article in change.earlier.articles.values())
    whose = f"{before} independent sources" if before > 1 else next(iter(names), "one source")
    message = f"told on {captions.date(change.earlier.at)} from {whose}; now from a further source too"
    return replace(claim, findings=(*claim.findings, Finding(CHECK, Severity.FLAG, message)))
