"""Finished briefs, verified: a value, a text or a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefer import verifying
from briefer.app import gather
from briefer.channels import json as as_json
from briefer.channels import readback
from briefer.errors import UsageError
from briefer.records import Brief
from briefer.verifying import Report


def verify(made: Brief | str, texts: Mapping[str, str]) -> Report:
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
    return verifying.joined([verifying.verify(one, texts) for one in written])


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
    texts: dict[str, str] = {}
    for article in gather(names).articles if names else ():
        texts |= {n: article.text for n in (article.source, article.url, article.source_id, article.sha256) if n}
    return verify(text, texts)
