"""What the commands print that is no brief: the plan of a run, what was withheld, verdicts, stories. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from briefer.channels.json import plain
from briefer.language.characters import clean, excerpt
from briefer.language.words import counted
from briefer.records import Article, Brief, Failure, Kind, Story

if TYPE_CHECKING:
    from briefer.verifying import Report, Verdict

STORIES_SCHEMA = "briefer/stories/1"
REPORT_SCHEMA = "briefer/report/1"
_TOKENS_PER_WORD = 1.35
_TITLE = 80


def plan(stories: Sequence[Story], asking: Sequence[str], *, per_story: bool) -> str:
    """What a run would do, for `--dry-run`.

    Args:
        stories: what the articles were grouped into.
        asking: what the writer would take, a line each.
        per_story: whether each story gets a brief of its own.
    """
    lengths = [(a, sum(len(p.text.split()) for p in a.content)) for s in stories for a in s.articles]
    listed = [f"{article.id}  {length:>6,} words  {_named(article)}" for article, length in lengths]
    words = sum(length for _, length in lengths)
    counts = [
        counted(len(lengths), "article"),
        counted(sum(len(s.origins) for s in stories), "independent origin"),
        counted(len(stories), "story", "stories"),
        counted(len(stories) if per_story else 1, "brief"),
    ]
    estimate = (
        f"about {round(words * _TOKENS_PER_WORD, -2):,.0f} tokens of citable text (an estimate from {words:,} words)"
    )
    return "\n".join([*listed, "", ", ".join(counts), estimate, *asking]) + "\n"


def withheld(briefs: Sequence[Brief]) -> str:
    """What was withheld and what was flagged, for `--report`."""
    lines: list[str] = []
    for brief in briefs:
        lines += [f"Withheld: {counted(len(brief.rejected), 'claim')}"]
        for rejected in brief.rejected:
            lines += [f"- {rejected.text}", *(f"    {f.check}: {f.message}" for f in rejected.findings)]
        flagged = [c for c in brief.published if c.findings]
        lines += [f"Flagged: {counted(len(flagged), 'claim')}"]
        for claim in flagged:
            lines += [f"- {claim.id} {claim.text}", *(f"    {f.check}: {f.message}" for f in claim.findings)]
        lines += [*_marked(brief.articles), *(f"Not checked: {line}" for line in brief.not_checked)]
    return "\n".join(lines) + "\n"


def verdicts(report: Report, form: str) -> str:
    """What `verify` found, as text or JSON."""
    if form == "json":
        return _dump(
            {
                "schema": REPORT_SCHEMA,
                "headline": clean(report.headline),
                "holds": report.holds,
                "problems": list(report.problems),
                "claims": [
                    {"id": v.id, "text": clean(v.text), "holds": v.holds, "problems": v.problems, "notes": v.notes}
                    | ({"story": clean(v.story)} if v.story else {})
                    for v in report.verdicts
                ],
            }
        )
    lines = [f"- {problem}" for problem in report.problems]
    for story, found in groupby(report.verdicts, key=lambda verdict: verdict.story):
        lines += ["", clean(story)] if story else []
        lines += [line for verdict in found for line in _verdict(verdict)]
    good = sum(v.holds for v in report.verdicts)
    cited = sum(len(v.citations) for v in report.verdicts)
    summary = (
        f"{good} of {counted(len(report.verdicts), 'claim')} hold; {counted(cited, 'citation')} found word for word."
    )
    return "\n".join([*lines, "", summary]).lstrip("\n") + "\n"


def stories(found: Sequence[Story], failures: Sequence[Failure], form: str) -> str:
    """What belongs together, as text or JSON."""
    if form == "json":
        return _dump(
            {
                "schema": STORIES_SCHEMA,
                "articles": [plain(a) for s in found for a in s.articles],
                "stories": [_story(s) for s in found],
                "failures": plain(tuple(failures)),
            }
        )
    return "\n\n".join("\n".join(_story_lines(s)) for s in found) + "\n"


def _marked(articles: Iterable[Article]) -> list[str]:
    """Passages that speak to a machine reader: never silently dropped."""
    found = [(a, p) for a in articles for p in a.passages if p.kind in {Kind.INSTRUCTION, Kind.HIDDEN}]
    return [f'Set aside: {p.ref} ({clean(a.source)}): "{excerpt(p.text)}" — {p.reason}' for a, p in found]


def _verdict(verdict: Verdict) -> list[str]:
    mark = "holds " if verdict.holds else "FAILS "
    problems = [f"         {clean(problem)}" for problem in verdict.problems]
    return [
        f"{mark} {verdict.id}  {excerpt(verdict.text)}",
        *problems,
        *(f"         note: {clean(n)}" for n in verdict.notes),
    ]


def _story_lines(story: Story) -> list[str]:
    independent = counted(len(story.origins), "independent origin")
    lines = [f"{story.id}: {counted(len(story.articles), 'article')}, {independent}"]
    for origin in story.origins:
        own = [article for name in origin.articles if (article := story.article(name))]
        links = [link for link in story.links if link.a in origin.articles and link.kind != "story"]
        lines += [f"  {origin.id}", *(f"    {article.id}  {_named(article)}" for article in own)]
        lines += [f"        {link.a} and {link.b}: {link.reason}" for link in links]
    lines += [f"  {link.a} and {link.b}: {link.reason}" for link in story.links if link.kind == "story"]
    if story.overlaps:
        lines.append(f"  stated by more than one origin: {counted(len(story.overlaps), 'fact')}")
        texts = {p.ref: p.text for a in story.articles for p in a.passages}
        for group in story.overlaps:
            lines += [f"    {'- ' if ref == group[0] else '  '}{ref}  {excerpt(texts[ref], 110)}" for ref in group]
    return lines


def _story(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "articles": [a.id for a in story.articles],
        "copies": story.copies,
        "origins": [origin.articles for origin in story.origins],
        "overlaps": story.overlaps,
        "links": plain(story.links),
    }


def _named(article: Article) -> str:
    return f"{excerpt(article.title, _TITLE)}  ({clean(article.source)})"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"
