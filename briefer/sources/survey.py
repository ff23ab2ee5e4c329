"""What was read of each source, what in it was marked and why, and what failed: for whoever wonders."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from briefer import formats, reading
from briefer.language import publishers
from briefer.language.words import counted
from briefer.records import Article, Failure, Kind
from briefer.sources.items import FetchOptions
from briefer.sources.loading import Progress, load

_SCHEMA: Final = "briefer/sources/1"
_SHOWN: Final = 100  # code points of a marked passage in the text form
_MOST_SHOWN: Final = 12  # marked passages of one kind and reason; JSON has them all


@dataclass(frozen=True, slots=True)
class Survey:
    """All that was read, and all that was not."""

    articles: tuple[Article, ...]
    details: tuple[formats.Extracted, ...]  #: of each article, with what `reading` does not keep of its document
    failures: tuple[Failure, ...]


def survey(
    names: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    options: FetchOptions | None = None,
    progress: Progress | None = None,
) -> Survey:
    """Read every source as a brief would.

    Args:
        names: as for `load`.
        stdin: as for `load`.
        options: as for `load`.
        progress: as for `load`.
    """
    raws, failures = load(names, stdin=stdin, options=options, progress=progress)
    articles: list[Article] = []
    details: list[formats.Extracted] = []
    unreadable: list[Failure] = []
    for raw in raws:
        found = reading.article(raw, f"A{len(articles) + 1}")
        if isinstance(found, Failure):
            unreadable.append(found)
        else:
            articles.append(found)
            details.append(formats.extract(raw))
    return Survey(tuple(articles), tuple(details), (*failures, *unreadable))


def as_json(found: Survey) -> str:
    """The survey as one JSON document, `briefer/sources/1`."""
    articles = [
        {
            "id": article.id,
            "source": article.source,
            "title": article.title,
            "url": article.url,
            "publisher": article.publisher,
            "authors": detail.authors,
            "published": article.published,
            "language": article.language,
            "family": publishers.family(article.publisher, article.url),
            "wire_credit": publishers.wire_credit(article.text),
            "characters": len(article.text),
            "sha256": article.sha256,
            "passages": Counter(passage.kind.value for passage in article.passages),
            "marked": list(_marked(article, detail.hidden)),
        }
        for article, detail in zip(found.articles, found.details, strict=True)
    ]
    failures = [{"source": failure.source, "reason": failure.reason} for failure in found.failures]
    document = {"schema": _SCHEMA, "articles": articles, "failures": failures}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_text(found: Survey) -> str:
    """The survey for a terminal."""
    lines: list[str] = []
    for article, detail in zip(found.articles, found.details, strict=True):
        lines += [*_described(article, detail.hidden), ""]
    if found.failures:
        failures = (f"  {_one_line(each.source)}: {_one_line(each.reason)}" for each in found.failures)
        lines += ["Not read:", *failures, ""]
    lines.append(f"{counted(len(found.articles), 'article')} read, {counted(len(found.failures), 'failure')}")
    return "\n".join(lines) + "\n"


def _described(article: Article, hidden: tuple[str, ...]) -> Iterator[str]:
    yield f"{article.id}  {_one_line(article.title)}"
    yield f"    from     {_one_line(article.source)}"
    facts = (article.publisher, article.published, article.language and f"language {article.language}")
    if any(facts):
        yield f"    by       {_one_line(', '.join(filter(None, facts)))}"
    family, wire = publishers.family(article.publisher, article.url), publishers.wire_credit(article.text)
    if family or wire:
        credited = f", whose text it credits to {wire}" if wire and wire != family else ""
        yield f"    counts   for {_one_line(family or 'itself')}{credited}"
    kinds = Counter(passage.kind for passage in article.passages)
    yield f"    text     {len(article.text):,} characters, {counted(kinds[Kind.CONTENT], 'sentence')} to cite"
    groups: dict[tuple[str, str], list[str]] = {}
    for each in _marked(article, hidden):
        groups.setdefault((each["kind"], each["reason"]), []).append(each["text"])
    for (kind, reason), texts in groups.items():
        yield f"    {kind} ({len(texts)}){f': {reason}' if reason else ''}"
        yield from (f"      {_one_line(text, _SHOWN)}" for text in texts[:_MOST_SHOWN])
        if len(texts) > _MOST_SHOWN:
            yield f"      … and {len(texts) - _MOST_SHOWN} more"


def _marked(article: Article, hidden: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """What cannot be cited: passages of the text that are marked, and what the page hides."""
    for passage in article.passages:
        if passage.kind is not Kind.CONTENT:
            yield {"ref": passage.ref, "kind": passage.kind.value, "reason": passage.reason, "text": passage.text}
    for text in hidden:
        yield {"ref": None, "kind": Kind.HIDDEN.value, "reason": "no reader of the page sees it", "text": text}


def _one_line(text: str, longest: int = 500) -> str:
    """Text for a terminal: without control and direction characters, and cut where a line ends."""
    line = "".join(character for character in " ".join(text.split()) if character.isprintable())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
