"""Finished briefs, verified: a value, a text or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefer import verifying
from briefer.app import gather
from briefer.channels import json as as_json
from briefer.channels import readback
from briefer.channels.readback import WrittenArticle
from briefer.errors import UsageError
from briefer.records import Article, Brief
from briefer.verifying import Report


def verify(made: Brief | str, texts: Mapping[str, str], given: Sequence[WrittenArticle] = ()) -> Report:
    """Ground a finished brief again, without a model.

    >>> import json
    >>> text = "Tolvane ended its contract with Oriel on Monday. Oriel has 300 workers in Harle."
    >>> claim = {"text": "Oriel has 300 workers.", "citations": [{"article": "A1", "quote": "Oriel has 300 workers"}]}
    >>> verify(json.dumps({"claims": [claim]}), {"A1": text}).holds
    True
    >>> report = verify(json.dumps({"claims": [{**claim, "text": "Oriel has 900 workers."}]}), {"A1": text})
    >>> report.verdicts[0].problems[0]
    'numbers: "900" is not in the evidence; it says "300"'

    Args:
        made: a brief, or the text of a JSON or Markdown file that holds one.
        texts: article id (or source, or URL) to article text; they come before embedded texts.
        given: what the texts are, in order, for a brief that lists no articles.

    Raises:
        UsageError: the text is no brief, or in a form that does not say what its claims cite.
    """
    if isinstance(made, Brief):
        written = readback.from_json(as_json.render(made))
    elif made.lstrip().startswith(("{", "[")):
        written = readback.from_json(made)
    else:
        written = readback.from_markdown(made)
        if not any(citation.quote for one in written for claim in one.claims for citation in claim.citations):
            raise UsageError(
                "Nothing in this document cites a source in a form that can be read back.",
                hint="Give the brief as --format json, md or github; other forms cannot be verified.",
            )
    return verifying.joined([verifying.verify(one, texts, given) for one in written])


def verify_file(name: str, names: Sequence[str]) -> Report:
    """Ground the brief in a file again.

    Args:
        name: the file, or "-" for standard input.
        names: sources of the articles' texts, where the file does not carry them.

    Raises:
        UsageError: the file cannot be read, or holds no brief.
    """
    try:
        written = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = written.decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise UsageError(f"Cannot read {name}: {error.strerror or error}.") from error
    articles = gather(names).articles if names else ()
    given = _given(articles)
    texts: dict[str, str] = {}
    for article in given:  # a name of several articles names none
        shared = {name for other in given if other is not article for name in _called(other)}
        texts |= {name: article.text or "" for name in _called(article) if name not in shared}
    for one in articles:
        texts |= {name: one.text for name in (one.source, one.url, one.source_id, one.sha256) if name}
    return verify(text, texts, given)


def _called(article: WrittenArticle) -> tuple[str, ...]:
    """What a brief that lists its articles may call a given one; "A1" would be its own first, not the first given."""
    return tuple(name for name in (article.title, *article.names[:-1]) if name)


def _given(articles: Sequence[Article]) -> tuple[WrittenArticle, ...]:
    """The sources that a person gave, with all that another tool may call them."""
    own = [article.source_id for article in articles]
    named = None not in own and len({*own}) == len(own)
    return tuple(
        WrittenArticle(
            id=(article.source_id if named else None) or article.id,
            title=article.title,
            source=article.source,
            url=article.url,
            text=article.text,
            published=article.published,
            language=article.language,
            publisher=article.publisher,
            names=(*_paths(article.source), *((article.source_id,) if article.source_id else ()), article.id),
        )
        for article in articles
    )


def _paths(source: str) -> tuple[str, ...]:
    """Other names of a file: its absolute path, the one from the working folder, and what it is called there."""
    if not Path(source).is_file():
        return ()
    here = os.path.relpath(source)
    return (str(Path.cwd() / here), str(Path(source).resolve()), here, f"./{here}", Path(source).name)
