"""What stands beside the claims of a brief in every form of it: the numbers of their citations, and words about them.

The words are about corroboration, coverage, provenance and dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from briefer.channels import outlet_names
from briefer.channels.arrangement import offers
from briefer.channels.literal import clean, web_url
from briefer.channels.wording import wording
from briefer.language.words import counted
from briefer.records import (
    Article,
    Brief,
    Citation,
    Claim,
    Coverage,
    Disagreement,
    LeftOut,
    Rejected,
    Revision,
    Span,
)

CHANGED = "Changed since"
DISAGREEMENTS = "Where sources disagree"
SOURCES = "Sources"
WITHHELD = "Withheld"
COVERAGE = "Coverage"
CAVEAT = "A citation shows where something was said, not that it is so."


def date(iso: str | None) -> str:
    """An ISO 8601 date or date-time as a reader's date, "9 March 2026"; what is no date stays as it is."""
    if not iso:
        return ""
    try:
        day = datetime.fromisoformat(iso)
    except ValueError:
        return clean(iso)
    return f"{day.day} {day:%B %Y}"


def moment(iso: str) -> str:
    """An ISO 8601 moment in UTC for a reader: "11 March 2026, 07:00 UTC"."""
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return clean(iso)
    return f"{date(iso)}, {when:%H:%M} UTC"


def corroboration(claim: Claim, brief: Brief) -> str:
    """How independently a claim is backed: "2 independent sources", "single source" and so on."""
    articles = {citation.article for citation in claim.citations}
    if claim.corroboration > 1:
        return f"{claim.corroboration} independent sources"
    if claim.corroboration == 0:
        return "only its sources taken together say this"
    if len(articles) == 1:
        return "single source"
    origins = {c.origin for c in brief.coverage if c.article in articles}
    return f"single source, {len(articles)} articles" if len(origins) == 1 else "one source in full, others in part"


def name(article: Article) -> str:
    """Who says it: the outlet."""
    return outlet_names.name(article)


def facts(article: Article) -> tuple[str, ...]:
    """What tells an article from others beside its title: publisher, day and, where it cannot be opened, its path."""
    found = (clean(article.publisher or ""), date(article.published))
    return tuple(part for part in (*found, "" if web_url(article.url) else clean(article.source)) if part)


def speakers(claim: Claim, brief: Brief) -> str:
    """The names of the articles that a claim cites: "Wexmoor, Port Ellery Courier"."""
    articles = (brief.article(citation.article) for citation in claim.citations)
    return ", ".join(dict.fromkeys(name(article) for article in articles if article))


def latest(disagreement: Disagreement, brief: Brief) -> str:
    """Whose position is the most recent: "latest: Shipping Ledger, 10 March 2026"; empty when that is not known."""
    article = brief.article(disagreement.latest) if disagreement.latest else None
    return ", ".join(part for part in (f"latest: {name(article)}", date(article.published)) if part) if article else ""


def changed(revision: Revision) -> str:
    """What stands over facts that are told otherwise than before: "Changed since 9 March 2026"."""
    return f"{CHANGED} {date(revision.since)}"


def revised(revision: Revision) -> str:
    """What is other than before: "three → five workers"."""
    return clean(" → ".join(revision.values)) if revision.values else "Told differently before"


def masthead(brief: Brief) -> str:
    """One line under the headline: of which days the news are, and how many articles of how many outlets tell them."""
    words = wording(brief)
    own = [brief.article(cover.article) for cover in _own(brief)]
    named = len({outlet_names.name(article) for article in own if article})
    made_of = words.count("articles", len(own)) + (f", {words.count('outlets', named)}" if named < len(own) else "")
    return " · ".join(part for part in (words.days(brief.when), made_of) if part)


def _own(brief: Brief) -> list[Coverage]:
    """What became of the brief's own articles: not of those that only stand behind what was told before."""
    earlier = {citation.article for revision in brief.revisions for citation in revision.before.citations}
    return [cover for cover in brief.coverage if cover.article not in earlier]


def provenance(brief: Brief) -> str:
    """How the brief was made, as a sentence or two."""
    made, words = brief.provenance, wording(brief)
    judged = made.judge_model not in (None, made.model)
    key = "made" if made.writer == "extractive" else "made_judged" if judged else "made_with"
    values = {"a": made.briefer, "b": words.day(made.created), "c": made.model or "", "d": made.judge_model or ""}
    said = [words.say(key, **values)]
    if made.note:
        said.append(f"{made.note.rstrip('.')}.")
    if made.requests:
        cost = "" if made.cost_usd is None else f", ${made.cost_usd:.4f}"
        used = {"a": f"{made.input_tokens:,}", "b": f"{made.output_tokens:,}", "c": cost}
        said.append(words.count("used", made.requests, **used))
    return clean(" ".join([*said, words.say("caveat")]))


def withheld(brief: Brief) -> str:
    """What stands over the list of what was not published."""
    what = "One sentence was" if len(brief.rejected) == 1 else f"{len(brief.rejected)} sentences were"
    return f"{what} proposed and not published, because the sources do not back it as it stood:"


def why(rejected: Rejected) -> str:
    """Why a sentence was not published."""
    return "; ".join(f"{finding.check}: {finding.message}" for finding in rejected.findings)


def coverage(brief: Brief) -> str:
    """What became of the articles, in one sentence: "Of 6 articles, 4 are cited, 1 is a duplicate, 1 is unused."""
    uses = [c.use for c in _own(brief)]
    parts = (
        (uses.count("cited"), "cited"),
        (uses.count("duplicate"), "a duplicate of another" if uses.count("duplicate") == 1 else "duplicates of others"),
        (uses.count("unused"), "unused"),
    )
    if uses.count("cited") == len(uses):
        return "Every article is cited." if len(uses) != 1 else "The one article is cited."
    said = ", ".join(f"{n} {'is' if n == 1 else 'are'} {what}" for n, what in parts if n)
    return f"Of {counted(len(uses), 'article')}, {said}."


def left_out(fact: LeftOut) -> str:
    """A fact that the brief does not tell, though several origins do, in one line."""
    return f"Left out, though {counted(fact.origins, 'independent source')} state it: “{fact.text}” ({fact.reason})"


def quotation(citation: Citation) -> str:
    """The quoted words on one line; "[…]" stands for what an elided citation leaves out."""
    start, text = citation.start, citation.text
    parts = (text[segment.start - start : segment.end - start] for segment in citation.segments)
    return " […] ".join(clean(part) for part in parts) or clean(text)


# --- numbers --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberedQuote:
    """A numbered quotation: the same characters of the same article have one number throughout a brief."""

    number: int
    citation: Citation
    href: str | None  #: where the words can be read, with a text fragment when the words are unique there

    @property
    def label(self) -> str:
        """What a reader sees: "[3]"."""
        return f"[{self.number}]"

    @property
    def quote(self) -> str:
        """The quoted words, as `quotation` has them."""
        return quotation(self.citation)


@dataclass(frozen=True)
class Numbering:
    """The numbered evidence of one brief.

    Args:
        brief: the brief.
        first: the first number, for a document that holds several briefs.
    """

    brief: Brief
    first: int = 1

    @cached_property
    def _numbered(self) -> dict[tuple[str, int, int], NumberedQuote]:
        found: dict[tuple[str, int, int], NumberedQuote] = {}
        for citation in (c for claim in claims_in_order(self.brief) for c in claim.citations):
            key = (citation.article, citation.start, citation.end)
            if key not in found:
                found[key] = NumberedQuote(self.first + len(found), citation, _href(self.brief, citation))
        return found

    @property
    def all(self) -> tuple[NumberedQuote, ...]:
        """Every piece of evidence, by number."""
        return tuple(self._numbered.values())

    @property
    def next(self) -> int:
        """The number after the last."""
        return self.first + len(self._numbered)

    def of(self, claim: Claim) -> tuple[NumberedQuote, ...]:
        """The evidence of one claim of the brief, by number, each once."""
        found = {self._numbered[c.article, c.start, c.end].number: c for c in claim.citations}
        return tuple(self._numbered[c.article, c.start, c.end] for _, c in sorted(found.items()))

    def by_article(self) -> tuple[tuple[Article, tuple[NumberedQuote, ...]], ...]:
        """The cited articles in the order of their first citation, each with its evidence."""
        groups: dict[str, list[NumberedQuote]] = {}
        for evidence in self.all:
            groups.setdefault(evidence.citation.article, []).append(evidence)
        articles = ((self.brief.article(article_id), found) for article_id, found in groups.items())
        return tuple((article, tuple(found)) for article, found in articles if article)


def claims_in_order(brief: Brief) -> Iterator[Claim]:
    """Every claim of a brief in reading order."""
    yield from (claim for offer in offers(brief) for claim in offer.claims)


def _href(brief: Brief, citation: Citation) -> str | None:
    article = brief.article(citation.article)
    url = web_url(article.url) if article else None
    if not article or not url:
        return None
    from briefer.grounding.selectors import text_fragment  # noqa: PLC0415 - only briefs with web sources need it

    return web_url(text_fragment(url, article.text, Span(citation.start, citation.end))) or url
