"""Pages that stand in front of an article: pay walls, cookie walls, checks for robots, error pages.

They are named and not briefed: three sentences of a stub are no source, and "we value your privacy" is no news. What
they say stands in `data/<code>/walls.txt`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from briefer.language import lexicon


class _Barrier(NamedTuple):
    kind: str
    most_words: int  #: only a page whose article is shorter is a stub
    reason: str


_NOTHING_ELSE: Final = 40  # words: with fewer in the article, what the page says elsewhere is all there is
_FREE_ENOUGH: Final = 300  # words: many sites mark metered articles as not free and show them whole

_SAVE: Final = "save the page in a browser and give the file"

_PAY_WALL: Final = _Barrier(
    "pay wall",
    220,
    f"only its first {{words}} words are shown, the rest is behind a pay wall; with a subscription, {_SAVE}",
)
_BARRIERS: Final = (
    _Barrier("robot check", 120, f"the site asks for a browser (a check against robots); {_SAVE}"),
    _PAY_WALL,
    _Barrier("cookie wall", 160, f"it shows only a request for consent to cookies; {_SAVE}"),
    _Barrier("error page", 90, "it is an error page, not an article"),
)


@cache
def _said(kind: str, where: str) -> re.Pattern[str]:
    """What pages of one kind say, on the "page" at large or in the "text" of what passes for the article."""
    head = f"{kind}, {where}: "
    written = (line.removeprefix(head) for line in lexicon.lines(lexicon.EVERY, "walls") if line.startswith(head))
    return re.compile("|".join(written) or r"(?!)", re.IGNORECASE)


def barrier(text: str, title: str | None, page: str, *, pay_wall: bool) -> str | None:
    """Why a page is no article but something in front of one, in words; None when it is an article.

    Args:
        text: the article found in the page.
        title: the page's title.
        page: all that the page shows.
        pay_wall: whether the page itself says that it is not free.
    """
    words = len(text.split())
    whole = f"{title or ''}\n{page}"
    own = whole if words < _NOTHING_ELSE else f"{title or ''}\n{text}"
    for each in _BARRIERS:
        if words > each.most_words:
            continue
        if _said(each.kind, "page").search(whole) or _said(each.kind, "text").search(own):
            return each.reason.format(words=words)
    return _PAY_WALL.reason.format(words=words) if pay_wall and words < _FREE_ENOUGH else None
