"""A brief as JSON, the form that other tools rely on; `verifying.written` reads it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from briefer.channels import captions
from briefer.channels.literal import clean
from briefer.grounding.selectors import selectors
from briefer.records import (
    Article,
    Brief,
    Citation,
    Claim,
    Coverage,
    Finding,
    LeftOut,
    Revision,
    Span,
)

__all__ = ["SCHEMA", "SCHEMA_MANY", "as_dict", "as_listed", "render", "render_all", "schema"]

SCHEMA = "briefer/brief/1"
SCHEMA_MANY = "briefer/briefs/1"


def render(brief: Brief, *, embed_sources: bool = True) -> str:
    """One brief as JSON.

    Args:
        brief: the brief.
        embed_sources: whether every article carries its text, so that the file can be verified by itself.
    """
    return _dump(as_dict(brief, embed_sources=embed_sources))


def render_all(briefs: Sequence[Brief], *, embed_sources: bool = True) -> str:
    """Several briefs as one JSON object."""
    found = [as_dict(brief, embed_sources=embed_sources) for brief in briefs]
    return _dump({"schema": SCHEMA_MANY, "briefs": found})


def schema() -> str:
    """The JSON schema of one brief."""
    return (files("briefer.channels") / "brief.schema.json").read_text(encoding="utf-8")


def as_dict(brief: Brief, *, embed_sources: bool = True) -> dict[str, Any]:
    """One brief as plain JSON values."""
    made = brief.provenance
    texts = {article.id: article.text for article in brief.articles}
    return {
        "schema": SCHEMA,
        "headline": clean(brief.headline),
        "claims": [_claim(claim, texts) for claim in brief.claims],
        "disagreements": [
            {"question": clean(d.question), "latest": d.latest, "positions": [_claim(c, texts) for c in d.positions]}
            for d in brief.disagreements
        ],
        **({"revisions": [_revision(one, texts) for one in brief.revisions]} if brief.revisions else {}),
        "rejected": [
            {
                "text": clean(r.text),
                "quotes": [clean(quote) for quote in r.quotes],
                "findings": [_finding(finding) for finding in r.findings],
            }
            for r in brief.rejected
        ],
        "failures": [{"source": clean(f.source), "reason": clean(f.reason)} for f in brief.failures],
        "not_checked": [clean(what) for what in brief.not_checked],
        "left_out": [_left_out(fact) for fact in brief.left_out],
        "articles": [
            _article(article, cover, embed_sources=embed_sources)
            for article, cover in zip(brief.articles, brief.coverage, strict=True)
        ],
        "provenance": {
            "writer": made.writer,
            "model": made.model,
            "prompt_sha256": made.prompt_sha256,
            "requests": made.requests,
            "input_tokens": made.input_tokens,
            "output_tokens": made.output_tokens,
            "cost_usd": made.cost_usd,
            "created": made.created,
            "briefer": made.briefer,
            "note": made.note and clean(made.note),
        },
    }


def _revision(revision: Revision, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "said": f"{captions.changed(revision)}: {captions.revised(revision)}",
        "since": revision.since,
        "values": revision.values and [clean(value) for value in revision.values],
        "now": _claim(revision.now, texts),
        "before": _claim(revision.before, texts),
    }


def _claim(claim: Claim, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "id": claim.id,
        "section": claim.section.value,
        "text": clean(claim.text),
        "corroboration": claim.corroboration,
        "origins": list(claim.origins),
        "citations": [_citation(citation, texts.get(citation.article, "")) for citation in claim.citations],
        "flags": [_finding(finding) for finding in claim.findings],
    }


def _citation(citation: Citation, text: str) -> dict[str, Any]:
    """A citation, with W3C selectors where the article's text is known: others find the words again with them."""
    found = selectors(text, Span(citation.start, citation.end)) if text else []
    return {
        "article": citation.article,
        "start": citation.start,
        "end": citation.end,
        "text": citation.text,  # as it stands in the article: it must equal the slice
        "match": citation.match.value,
        "segments": [[segment.start, segment.end] for segment in citation.segments],
        **({"selectors": found} if found else {}),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"check": finding.check, "message": clean(finding.message)}


def _left_out(fact: LeftOut) -> dict[str, Any]:
    return {
        "passage": fact.passage,
        "text": clean(fact.text),
        "origins": fact.origins,
        "reason": clean(fact.reason),
    }


def as_listed(article: Article) -> dict[str, Any]:
    """What is said of an article wherever JSON lists it."""
    return {
        "id": article.id,
        "source_id": article.source_id,
        "title": clean(article.title),
        "source": clean(article.source),
        "url": article.url,
        "publisher": article.publisher and clean(article.publisher),
        "published": article.published,
        "language": article.language,
        "sha256": article.sha256,
    }


def _article(article: Article, cover: Coverage, *, embed_sources: bool) -> dict[str, Any]:
    return {
        **as_listed(article),
        "origin": cover.origin,
        "use": cover.use,
        "reason": cover.reason and clean(cover.reason),
        **({"text": article.text} if embed_sources else {}),
    }


def _dump(value: object) -> str:
    """JSON a person can read; a lone surrogate, which no UTF-8 file can hold, stays an escape."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode() + "\n"
