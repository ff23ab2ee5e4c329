"""How Markdown is written for its reader: plain CommonMark, or what GitHub shows best."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefer.channels import words
from briefer.channels.literal import clean, escape
from briefer.channels.numbering import Evidence
from briefer.records import Brief

# GitHub turns @name, #12 and bare addresses into links after it has read the Markdown, so a backslash does not help
# there; a word joiner, which has no width, does.
_GITHUB_LINK = re.compile(
    r"(?i)(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=gh-)(?=\d)|(?<=[a-z]:)(?=\\?//)|(?<=[a-z]\\:)(?=//)|(?<=www)(?=\\?\.)"
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way to write Markdown."""

    escape: Callable[[str], str]  #: foreign text as literal characters
    mark: Callable[[Evidence], str]  #: a citation in running text
    define: Callable[[Evidence, Brief], str]  #: the line at the end that a mark needs, or an empty string
    footnotes: bool = False  #: whether those lines carry the quotations


def _bracketed(evidence: Evidence) -> str:
    """A citation's number in brackets: a link where the source can be opened.

    The brackets stay outside the link: `[[4]]` can be read as it is, with escaped ones it could not.
    """
    return f"[[{evidence.number}]]" if evidence.href else evidence.label


def _address(evidence: Evidence, _brief: Brief) -> str:
    return f"[{evidence.number}]: <{evidence.href}>" if evidence.href else ""


def _github_escape(text: str) -> str:
    return _GITHUB_LINK.sub("\u2060", escape(text))


def _footnote(evidence: Evidence, brief: Brief) -> str:
    """A footnote: the quotation, and whose it is, linked to the words where they can be opened."""
    article = brief.article(evidence.citation.article)
    who = _github_escape(words.name(article) if article else clean(evidence.citation.article))
    linked = f"[{who}](<{evidence.href}>)" if evidence.href else who
    return f"[^{evidence.number}]: “{_github_escape(evidence.quote)}” {linked}"


COMMONMARK = Dialect(escape, _bracketed, _address)
GITHUB = Dialect(_github_escape, lambda evidence: f"[^{evidence.number}]", _footnote, footnotes=True)
