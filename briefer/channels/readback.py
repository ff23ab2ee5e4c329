"""A finished brief, read back from the file it was written to: what it says and where it says it found that.

Nothing here is believed: these values are what `verify` grounds again. The JSON may come from another tool.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urldefrag

from briefer.channels import captions, document, footnotes
from briefer.channels.document import Block, Run
from briefer.channels.footnotes import Footnote
from briefer.errors import UsageError
from briefer.records import Span


@dataclass(frozen=True, slots=True)
class WrittenCitation:
    """A quotation as a file gives it."""

    article: str | None  #: an article's id, path, URL or title; None when the file does not say
    quote: str
    span: Span | None = None  #: in the article's text, when the file says so
    segments: tuple[Span, ...] = ()
    match: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """A sentence as a file gives it."""

    id: str
    text: str
    citations: tuple[WrittenCitation, ...] = ()
    section: str | None = None
    question: str | None = None  #: of the disagreement that it is a position in
    corroboration: int | None = None  #: how many origins are said to back it; None when the file does not say


@dataclass(frozen=True, slots=True)
class WrittenArticle:
    """An article as a file names it."""

    id: str
    title: str = ""
    source: str | None = None
    url: str | None = None
    sha256: str | None = None  #: hexadecimal: all 64 digits, or the first 12 in Markdown
    text: str | None = None  #: when it is embedded
    published: str | None = None  #: ISO 8601
    language: str | None = None
    publisher: str | None = None
    origin: str | None = None  #: the unit of independence that it is said to belong to
    names: tuple[str, ...] = ()  #: what else it may be called


@dataclass(frozen=True, slots=True)
class WrittenBrief:
    """A brief as a file gives it: the claims in reading order, positions in disagreements last."""

    headline: str
    claims: tuple[WrittenClaim, ...]
    articles: tuple[WrittenArticle, ...] = ()
    schema: str | None = None  #: as the file names it; None for Markdown and for other tools' JSON
    questions: tuple[str, ...] = ()  #: of the disagreements, in reading order


_ARTICLE_KEYS = ("source", "url", "sha256", "text", "published", "language", "publisher", "origin")

# --- JSON ---------------------------------------------------------------------------------------------------


def from_json(text: str) -> tuple[WrittenBrief, ...]:
    """The briefs in a JSON file: briefer's own, or `{"claims": [{"text", "citations": [{"article", "quote"}]}]}`.

    In foreign JSON a citation may name its article under "article" or "source" and its words under "quote" or "text",
    and "articles" may be missing.

    Raises:
        UsageError: it is not JSON, or there are no claims where they should be.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"This is not JSON: {error}.", hint="Give a brief made with --format json.") from error
    if isinstance(value, dict) and isinstance(value.get("briefs"), list):
        return tuple(_json_brief(one, f"briefs[{i}]") for i, one in enumerate(value["briefs"]))
    return (_json_brief(value, "the file"),)


def _json_brief(value: Any, where: str) -> WrittenBrief:
    given = _object(value, where)
    if not isinstance(given.get("claims"), list):
        raise UsageError(f'There is no list "claims" in {where}.', hint="Give a brief made with --format json.")
    claims = [_json_claim(one, f"claims[{i}]", i) for i, one in enumerate(given["claims"])]
    for i, one in enumerate(_list(given, "revisions", where)):
        sides = _object(one, f"revisions[{i}]")
        claims += [_json_claim(sides.get(side), f"revisions[{i}].{side}", len(claims)) for side in ("now", "before")]
    questions: list[str] = []
    for i, one in enumerate(_list(given, "disagreements", where)):
        disagreement = _object(one, f"disagreements[{i}]")
        questions.append(_string(disagreement, "question") or "")
        for j, position in enumerate(_list(disagreement, "positions", f"disagreements[{i}]")):
            claim = _json_claim(position, f"disagreements[{i}].positions[{j}]", len(claims))
            claims.append(replace(claim, question=questions[-1]))
    articles = (_object(one, f"articles[{i}]") for i, one in enumerate(_list(given, "articles", where)))
    return WrittenBrief(
        headline=_string(given, "headline") or "",
        claims=tuple(claims),
        articles=tuple(_json_article(article, i) for i, article in enumerate(articles)),
        schema=_string(given, "schema"),
        questions=tuple(questions),
    )


def _json_claim(value: Any, where: str, index: int) -> WrittenClaim:
    given = _object(value, where)
    text = _string(given, "text")
    if text is None:
        raise UsageError(f'There is no "text" in {where}.')
    citations = (_object(c, f"{where}.citations[{i}]") for i, c in enumerate(_list(given, "citations", where)))
    return WrittenClaim(
        id=_string(given, "id") or f"C{index + 1}",
        text=text,
        citations=tuple(_json_citation(citation, where) for citation in citations),
        section=_string(given, "section"),
        corroboration=given["corroboration"] if isinstance(given.get("corroboration"), int) else None,
    )


def _json_citation(given: dict[str, Any], where: str) -> WrittenCitation:
    quote = _string(given, "quote", "text")
    if quote is None:
        raise UsageError(f'A citation of {where} has neither "quote" nor "text".')
    span = _span([given.get("start"), given.get("end")])
    segments = (_span(one) for one in given.get("segments") or [])
    return WrittenCitation(
        article=_string(given, "article", "source"),
        quote=quote,
        span=span,
        segments=tuple(segment for segment in segments if segment),
        match=_string(given, "match"),
    )


def _json_article(given: dict[str, Any], index: int) -> WrittenArticle:
    return WrittenArticle(
        id=_string(given, "id") or f"A{index + 1}",
        title=_string(given, "title") or "",
        **dict[str, Any]((key, _string(given, key)) for key in _ARTICLE_KEYS),
    )


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{where} should be a JSON object and is not.")
    return value


def _list(given: dict[str, Any], key: str, where: str) -> list[Any]:
    value = given.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise UsageError(f'"{key}" of {where} should be a list and is not.')
    return value


def _string(given: dict[str, Any], *keys: str) -> str | None:
    return next((given[key] for key in keys if isinstance(given.get(key), str)), None)


def _span(value: Any) -> Span | None:
    match value:
        case [int(start), int(end)]:
            return Span(start, end)
    return None


# --- Markdown -----------------------------------------------------------------------------------------------

_SECTIONS = {title: section.value for section, title in captions.SECTIONS.items()}
_FURNITURE = {*_SECTIONS, captions.DISAGREEMENTS, captions.SOURCES, captions.WITHHELD, captions.COVERAGE}
_NUMBER = re.compile(r"\[\^?(\d+)\]")
_NUMBERS = re.compile(r"(?:\s*\[\^?\d+\])+")
_TEXTS = re.compile(r"Texts as read \(sha256\): (.*)")


@dataclass(slots=True)
class _Open:
    """The brief that is being read."""

    headline: str
    section: str = ""
    question: str | None = None
    questions: list[str] = field(default_factory=list)
    claims: list[tuple[WrittenClaim, list[int]]] = field(default_factory=list)
    articles: list[WrittenArticle] = field(default_factory=list)
    evidence: dict[int, WrittenCitation] = field(default_factory=dict)

    def close(self, notes: dict[int, Footnote]) -> WrittenBrief:
        """The finished value: numbers become the citations they stand for; a number without one cites nothing."""
        none = WrittenCitation(None, "")
        self.evidence |= {number: _noted(note, self.articles) for number, note in notes.items()}
        claims = (
            replace(claim, citations=tuple(self.evidence.get(number, none) for number in numbers))
            for claim, numbers in self.claims
        )
        questions = tuple(self.questions)
        return WrittenBrief(self.headline, tuple(claims), tuple(self.articles), questions=questions)


def from_markdown(text: str) -> tuple[WrittenBrief, ...]:
    """The briefs in a Markdown document that briefer wrote, perhaps edited by hand since.

    A citation whose number has no quotation under "Sources" comes back with no article and an empty quote.

    Raises:
        UsageError: there is no claim in it.
    """
    text, notes = footnotes.take(text)
    blocks = document.parse(text).blocks
    level = min((b.level for b in blocks if b.kind == "heading" and b.text in _FURNITURE), default=2)
    briefs = [_Open("")]
    for block in blocks:
        if block.kind == "heading" and block.level < level:
            briefs.append(_Open(block.text))
        else:
            _read(block, briefs[-1])
    found = tuple(brief.close(notes) for brief in briefs if brief.claims)
    if not found:
        raise UsageError("There is no claim in this document.", hint="Give a brief made with --format md or json.")
    return found


def _read(block: Block, brief: _Open) -> None:
    if block.kind == "heading":
        brief.section, brief.question = block.text, None
    elif block.kind == "paragraph" and (texts := _TEXTS.fullmatch(block.text)):
        _read_digests(texts[1], brief)
    elif brief.section == captions.SOURCES:
        _read_source(block, brief)
    elif brief.section in {captions.WITHHELD, captions.COVERAGE}:
        return
    elif block.kind == "item":
        said, numbers = _split(block.runs)
        section = _SECTIONS.get(brief.section)
        claim = WrittenClaim(f"C{len(brief.claims) + 1}", said, (), section, brief.question)
        brief.claims.append((claim, numbers))
    elif brief.section == captions.DISAGREEMENTS:
        brief.question = document.sentence_and_tail(block.runs)[0]
        brief.questions.append(brief.question)


def _split(runs: tuple[Run, ...]) -> tuple[str, list[int]]:
    """The sentence of a list item, and the numbers it cites: in the italics that end it, else at its very end."""
    said, end = document.sentence_and_tail(runs)
    tail = "".join(run.text for run in runs[end:])
    marks = _NUMBERS.match(tail)
    if not marks:
        said += tail
        marks = re.search(rf"{_NUMBERS.pattern}\s*$", said)
        said = said[: marks.start()] if marks else said
    return said.strip(), [int(number) for number in _NUMBER.findall(marks.group())] if marks else []


def _read_source(block: Block, brief: _Open) -> None:
    """An article's line in bold and words, or a numbered quotation under it."""
    if block.kind == "item" and brief.articles:
        number, quote = _NUMBER.match(block.text), footnotes.quoted(block.text)
        if number and quote:
            brief.evidence[int(number[1])] = WrittenCitation(brief.articles[-1].id, quote)
    elif block.runs and block.runs[0].strong:
        rest = block.runs[1:]
        url = next((run.href for run in rest if run.href), None)
        parts = "".join(run.text for run in rest).strip().split(" · ")
        source = None if url or len(parts) == 1 else parts[-1]
        brief.articles.append(WrittenArticle(block.runs[0].text, parts[0], source, url))


def _noted(note: Footnote, articles: list[WrittenArticle]) -> WrittenCitation:
    """The citation in a footnote: of the article with its address, else of any, for several may have one name."""
    named = [a.id for a in articles if a.url and urldefrag(a.url).url in note.addresses]
    return WrittenCitation(named[0] if len(named) == 1 else None, note.quote)


def _read_digests(listed: str, brief: _Open) -> None:
    pairs = (pair.rpartition(" ") for pair in listed.split(", "))
    digests = {name: sha256 for name, _, sha256 in pairs if name}
    known = {article.id for article in brief.articles}
    brief.articles = [replace(article, sha256=digests.get(article.id)) for article in brief.articles]
    brief.articles += [WrittenArticle(name, sha256=sha) for name, sha in digests.items() if name not in known]
