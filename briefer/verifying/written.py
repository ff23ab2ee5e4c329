"""A finished brief as a file gives it, and the one reader of its JSON.

Nothing here is believed: the written values are what `verify` grounds again, and their JSON may come from another tool.
A file that briefer wrote whole can be had as the very `Brief` that it was made from.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from enum import EnumType
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from briefer.channels.json import SCHEMA, as_dict
from briefer.errors import UsageError
from briefer.records import Article, Brief, Claim, Coverage, Rejected, Revision, Severity, Span


@dataclass(frozen=True, slots=True)
class WrittenCitation:
    """A quotation as a file gives it."""

    article: str | None  #: an article's id, path, URL or title; None when the file does not say
    quote: str  #: empty where only the place is given
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
    who: str | None = None  #: the one whose position it is, where it begins with that
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
    more: tuple[WrittenCitation, ...] = ()  #: what backs the claims for which the document has no room


_ARTICLE_KEYS = ("source", "url", "sha256", "text", "published", "language", "publisher", "origin")


def from_brief(made: Brief) -> WrittenBrief:
    """A brief as its JSON would give it."""
    return _json_brief(as_dict(made), "the brief")


def from_article(article: Article) -> WrittenArticle:
    """An article as a file with its text would name it, its origin aside."""
    return WrittenArticle(
        **{f.name: getattr(article, f.name) for f in fields(WrittenArticle) if hasattr(article, f.name)}
    )


def from_json(text: str) -> tuple[WrittenBrief, ...]:
    """The briefs in a JSON file: briefer's own, or `{"claims": [{"text", "citations": [{"article", "quote"}]}]}`.

    In foreign JSON a citation may name its article under "article" or "source" and its words under "quote" or "text",
    and "articles" may be missing.

    Raises:
        UsageError: it is not JSON, or there are no claims where they should be.
    """
    return tuple(_json_brief(one, where) for one, where in _objects(text))


def load(text: str) -> tuple[Brief, ...]:
    """The briefs of a JSON file that briefer wrote, as values again.

    Passages are not in the file, so the articles have none; without embedded texts an article's text is empty.

    Raises:
        UsageError: it is not such a file.
    """
    found = list(_objects(text))
    for one, where in found:
        _json_brief(one, where)  # says in words what is wrong with a file that is no brief
    try:
        return tuple(_made(Brief, one) for one, _ in found)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"This JSON is not a whole brief of the form {SCHEMA}: {error!r}.",
            hint="Give a file made by `briefer brief --format json`.",
        ) from error


def _objects(text: str) -> Iterator[tuple[Any, str]]:
    """What should be briefs in a JSON file, each with where it stands."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"This is not JSON: {error}.", hint="Give a brief made with --format json.") from error
    if isinstance(value, dict) and isinstance(value.get("briefs"), list):
        yield from ((one, f"briefs[{i}]") for i, one in enumerate(value["briefs"]))
    else:
        yield value, "the file"


# --- what a file says ---------------------------------------------------------------------------------------


def _json_brief(value: Any, where: str) -> WrittenBrief:
    if not isinstance(_object(value, where).get("claims"), list):
        raise UsageError(f'There is no list "claims" in {where}.', hint="Give a brief made with --format json.")
    claims = [_json_claim(one, at, i) for i, (one, at) in enumerate(_each(value, "claims"))]
    for revision, at in _each(value, "revisions"):
        for side in ("now", "before"):
            claims.append(_json_claim(_object(revision.get(side), f"{at}.{side}"), f"{at}.{side}", len(claims)))
    for name in ("voices", "quotes", "timeline"):
        for entry, at in _each(value, name):
            said = _json_claim(_object(entry.get("claim"), f"{at}.claim"), f"{at}.claim", len(claims))
            claims.append(replace(said, who=_string(entry, "who")))
    asked = [(one, at) for one, at in _each(value, "questions")]
    claims += [_json_claim(c, place, len(claims)) for one, at in asked for c, place in _each(one, "claims", at)]
    questions: list[str] = []
    for disagreement, at in _each(value, "disagreements"):
        questions.append(_string(disagreement, "question") or "")
        for position, place in _each(disagreement, "positions", at):
            claims.append(replace(_json_claim(position, place, len(claims)), question=questions[-1]))
    return WrittenBrief(
        headline=_string(value, "headline") or "",
        claims=tuple(claims),
        articles=tuple(_json_article(one, i) for i, (one, _) in enumerate(_each(value, "articles"))),
        schema=_string(value, "schema"),
        questions=tuple(questions),
    )


def _json_claim(given: dict[str, Any], where: str, index: int) -> WrittenClaim:
    text = _string(given, "text")
    if text is None:
        raise UsageError(f'There is no "text" in {where}.')
    return WrittenClaim(
        id=_string(given, "id") or f"C{index + 1}",
        text=text,
        citations=tuple(_json_citation(one, where) for one, _ in _each(given, "citations", where)),
        section=_string(given, "section"),
        corroboration=given["corroboration"] if isinstance(given.get("corroboration"), int) else None,
    )


def _json_citation(given: dict[str, Any], where: str) -> WrittenCitation:
    quote = _string(given, "quote", "text")
    if quote is None:
        raise UsageError(f'A citation of {where} has neither "quote" nor "text".')
    segments = map(_span, given["segments"] if isinstance(given.get("segments"), list) else ())
    return WrittenCitation(
        article=_string(given, "article", "source"),
        quote=quote,
        span=_span([given.get("start"), given.get("end")]),
        segments=tuple(segment for segment in segments if segment),
        match=_string(given, "match"),
    )


def _json_article(given: dict[str, Any], index: int) -> WrittenArticle:
    return WrittenArticle(
        id=_string(given, "id") or f"A{index + 1}",
        title=_string(given, "title") or "",
        **dict[str, Any]((key, _string(given, key)) for key in _ARTICLE_KEYS),
    )


def _each(given: dict[str, Any], key: str, where: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """The objects of a list that may be missing, each with where it stands."""
    value = given.get(key)
    at = f"{where}.{key}" if where else key
    if not isinstance(value, list | None):
        raise UsageError(f'"{at}" should be a list and is not.')
    for i, one in enumerate(value or ()):
        yield _object(one, f"{at}[{i}]"), f"{at}[{i}]"


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{where} should be a JSON object and is not.")
    return value


def _string(given: dict[str, Any], *keys: str) -> str | None:
    return next((given[key] for key in keys if isinstance(given.get(key), str)), None)


def _span(value: Any) -> Span | None:
    match value:
        case [int(start), int(end)]:
            return Span(start, end)
    return None


# --- the very brief -----------------------------------------------------------------------------------------


def _made(kind: Any, given: Any) -> Any:
    """A value of a record's field from its JSON; keys that we do not know are passed over: later versions may add some.

    Raises:
        KeyError, TypeError, ValueError: something is missing, or is not what it should be.
    """
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in given)
    if isinstance(kind, UnionType):  # "a record or None"
        return None if given is None else _made(next(one for one in get_args(kind) if one is not NoneType), given)
    if kind is Span:
        start, end = given
        return Span(start, end)
    if not hasattr(kind, "__dataclass_fields__"):
        return kind(given) if isinstance(kind, EnumType) else given
    found = _AS_FIELDS[kind](given) if kind in _AS_FIELDS else given
    return kind(**{name: _made(hint, found[name]) for name, hint in _hints(kind).items() if name in found})


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The fields of a record and their types."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _graded(findings: list[dict[str, Any]], severity: Severity) -> list[dict[str, Any]]:
    return [{**finding, "severity": severity} for finding in findings]


#: Left out, one of these would be taken for an empty list.
_IN_EVERY_BRIEF = ("disagreements", "rejected", "failures", "not_checked")
#: Where a file has other keys than a record has fields, or lacks them: its JSON with keys for them.
_AS_FIELDS: dict[Any, Callable[[dict[str, Any]], dict[str, Any]]] = {
    Brief: lambda given: {**given, **{key: given[key] for key in _IN_EVERY_BRIEF}, "coverage": given["articles"]},
    Article: lambda given: {"text": "", **given, "passages": ()},
    Coverage: lambda given: {**given, "article": given["id"]},
    Claim: lambda given: {
        "origins": [f"O{i + 1}" for i in range(given["corroboration"])],  # an older file gives their number alone
        **given,
        "findings": _graded(given["flags"], Severity.FLAG),
    },
    Revision: lambda given: {**given, "values": given["values"] and tuple(given["values"][:2])},
    Rejected: lambda given: {**given, "findings": _graded(given["findings"], Severity.REJECT)},
}
