"""A brief as JSON, the form that other tools rely on; `verifying.written` reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from briefer.channels import captions
from briefer.channels.literal import clean
from briefer.grounding.selectors import selectors
from briefer.records import (
    Answered,
    Article,
    Brief,
    BriefForm,
    Citation,
    Claim,
    Coverage,
    Disagreement,
    Failure,
    Finding,
    Labelled,
    LeftOut,
    Link,
    NewsDays,
    Provenance,
    Rejected,
    Revision,
    Span,
)

__all__ = ["SCHEMA", "SCHEMA_MANY", "as_dict", "plain", "render", "render_all", "schema"]

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
    texts = {article.id: article.text for article in brief.articles}
    made = {"schema": SCHEMA, **plain(brief, texts)}
    for listed, article, cover in zip(made["articles"], brief.articles, brief.coverage, strict=True):
        listed.update(plain(cover), **({"text": article.text} if embed_sources else {}))
    return made


#: The keys of every kind of value, in the order of the file.
_KEYS: dict[type, str] = {
    Brief: "headline when claims disagreements voices quotes timeline questions revisions rejected failures not_checked"
    " left_out articles provenance form",
    Claim: "id section text corroboration origins citations flags",
    Citation: "article start end text match segments",
    Finding: "check message",
    Disagreement: "question latest positions",
    Labelled: "who about day claim",
    Answered: "question claims",
    NewsDays: "first last",
    BriefForm: "length sections language",
    Revision: "since values now before",
    Rejected: "text quotes findings",
    Failure: "source reason",
    LeftOut: "passage text origins reason",
    Article: "id source_id title source url publisher published language sha256",
    Coverage: "origin use reason",
    Link: "a b kind reason",
    Provenance: "writer model judge_model prompt_sha256 requests input_tokens output_tokens cost_usd"
    " created briefer note",
}
_ATTRIBUTES = {"flags": "findings"}  #: where a key has another name than the value's field
#: Keys whose words came from elsewhere: published without control and bidi characters.
_FOREIGN = {"headline", "text", "question", "quotes", "message", "source", "reason", "title", "publisher", "note"}
_FOREIGN |= {"not_checked", "values", "who", "about"}


def plain(value: Any, texts: Mapping[str, str] | None = None, *, foreign: bool = False) -> Any:
    """A value as JSON has it.

    Args:
        value: of one of the kinds in the table, some of them, or what their fields hold.
        texts: of the articles, by id, in which citations are found again; None where there are no citations.
        foreign: whether words are cleaned.
    """
    if isinstance(value, tuple):
        return [plain(one, texts, foreign=foreign) for one in value]
    if isinstance(value, str):
        return clean(value) if foreign else str(value)
    if type(value) not in _KEYS:
        return value
    keys = _KEYS[type(value)].split()
    made = {key: plain(getattr(value, _ATTRIBUTES.get(key, key)), texts, foreign=key in _FOREIGN) for key in keys}
    match value:
        case Citation():
            made |= _located(value, (texts or {}).get(value.article, ""))
        case Revision():
            made = {"said": f"{captions.changed(value)}: {captions.revised(value)}", **made}
        case Brief(revisions=()):
            del made["revisions"]
    return made


def _located(citation: Citation, text: str) -> dict[str, Any]:
    """The words as they stand in the article, which must equal the slice; and, where its text is known, W3C selectors.

    Others find the words again with these.
    """
    found = selectors(text, Span(citation.start, citation.end)) if text else []
    return {"text": citation.text, **({"selectors": found} if found else {})}


def _dump(value: object) -> str:
    """JSON a person can read; a lone surrogate, which no UTF-8 file can hold, stays an escape."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode() + "\n"
