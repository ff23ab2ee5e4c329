"""What stands beside the claims of a brief in every form of it: the numbers of their citations, and words about them.

The words are about corroboration, coverage, provenance and dates.
"""

from __future__ import annotations

from datetime import datetime

from briefer.channels import outlet_names
from briefer.channels.literal import clean
from briefer.channels.wording import wording
from briefer.language.words import counted
from briefer.records import (
    Brief,
    Citation,
    Claim,
    Coverage,
    LeftOut,
    Rejected,
    Revision,
)

CHANGED = "Changed since"
WITHHELD = "Withheld"
COVERAGE = "Coverage"


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
