"""What stands inside quotation marks."""

from __future__ import annotations

import re

from briefer.language.tokens import TYPOGRAPHIC
from briefer.records import Span

_QUOTED = re.compile(r'"([^"\n]{1,2000})"|(?<![\w\'])\'([^\'"\n]{3,2000}?(?:\'\w[^\'"\n]{0,2000}?){0,20})\'(?!\w)')


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches of a text inside quotation marks, without the marks: code points, end-exclusive."""
    matches = _QUOTED.finditer(text.translate(TYPOGRAPHIC))
    return tuple(Span(*match.span(1 if match[1] else 2)) for match in matches)
