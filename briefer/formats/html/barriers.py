"""Pages that stand in front of an article: pay walls, cookie walls, checks for robots, error pages.

They are named and not briefed: three sentences of a stub are no source, and "we value your privacy" is no news.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class _Barrier(NamedTuple):
    kind: str
    most_words: int  #: only a page whose article is shorter is a stub
    reason: str
    on_page: re.Pattern[str]  #: anywhere on the page
    in_text: re.Pattern[str]  #: banners say this on every page: it counts in the title and what passes for the article


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_NOWHERE: Final = re.compile(r"(?!)")
_NOTHING_ELSE: Final = 40  # words: with fewer in the article, what the page says elsewhere is all there is
_FREE_ENOUGH: Final = 300  # words: many sites mark metered articles as not free and show them whole

_ROBOT_CHECK: Final = _Barrier(
    "robot check",
    120,
    "the site asks for a browser (a check against robots); save the page in a browser and give the file",
    _any(
        r"(?:verify|confirm|checking|prove) (?:that )?(?:you are|you're|if the site)[^.]{0,30}"
        r"(?:human|connection|robot)",
        r"enable javascript and cookies to continue|press (?:&|and) hold to confirm|\A\s*just a moment",
        r"unusual (?:traffic|activity) from your",
    ),
    _any(
        r"(?:enable|turn on|activate) javascript|javascript is (?:disabled|required|not (?:enabled|available))",
        r"are you a robot|access (?:to this page has been |is )?denied|request blocked|you have been blocked",
    ),
)
_PAY_WALL: Final = _Barrier(
    "pay wall",
    220,
    "only its first {words} words are shown, the rest is behind a pay wall; with a subscription, save the page in a "
    "browser and give the file",
    _any(
        r"subscribe (?:now )?to (?:continue|keep|read|unlock|access)",
        r"to (?:continue|keep|finish) reading (?:this|the|subscribe|sign|log|register|create)",
        r"(?:article|story) is (?:only |exclusive(?:ly)? |reserved |available )+[^.]{0,20}(?:subscriber|member)",
        r"for (?:paying )?subscribers only|(?:log|sign) in (?:or [a-z ]{3,30} )?to (?:continue|keep) reading",
        r"create (?:a|your) (?:free )?account to (?:continue|keep)|register (?:now |for free )?to (?:continue|keep)",
        r"you(?:'ve|’ve| have) (?:reached|used|read) (?:your|all|the)[^.]{0,30}(?:limit|free articles)",
        r"jetzt weiterlesen|diesen artikel (?:weiter)?lesen sie mit|weiterlesen mit [^.]{0,30}(?:plus|abo)",
        r"article (?:est )?réservé aux abonnés|il vous reste [\d.,]+ ?% de cet article",
        r"suscr[ií]bete (?:para|y) (?:seguir|sigue)|contenido (?:exclusivo )?para suscriptores",
        r"abbonati per (?:continuare|leggere)|contenuto riservato agli abbonati|alleen voor abonnees",
        r"conteúdo exclusivo para assinantes",
    ),
    _any(
        r"already (?:a|have a) (?:subscri|member|account)[^.]{0,20}\?|(?:subscriber|member)s?[- ]only",
        r"unlock (?:this|the) (?:article|story)|start your (?:free )?trial|(?:log|sign) in to (?:read|view)",
        r"déjà abonné|¿ya eres suscriptor|sei già abbonato|já é assinante|jetzt abonnieren|abonneer om",
    ),
)
_COOKIE_WALL: Final = _Barrier(
    "cookie wall",
    160,
    "it shows only a request for consent to cookies; save the page in a browser and give the file",
    _NOWHERE,
    _any(
        r"(?:we|our (?:\d+ )?partners|this (?:web)?site)[^.]{0,60}(?:use|store)[^.]{0,40}cookies",
        r"(?:accept|reject|manage) (?:all )?(?:cookies|preferences|consent)|accept all\b",
        r"we (?:value|care about|respect) your privacy|before you continue to",
        r"wir (?:verwenden|nutzen|benötigen)[^.]{0,40}(?:cookies|einwilligung|zustimmung)|mit werbung (?:weiter)?lesen",
        r"(?:nous|notre site)[^.]{0,40}utilis[^.]{0,40}cookies|continuer sans accepter|(?:utilizamos|usamos) cookies",
    ),
)
_ERROR_PAGE: Final = _Barrier(
    "error page",
    90,
    "it is an error page, not an article",
    _NOWHERE,
    _any(
        r"\A(?:error )?404\b|\Apage not found|(?:page|article) (?:you (?:requested|are looking for|were looking for) )?"
        r"(?:was|is|could|can) ?(?:not|no longer|n't|n’t)[^.]{0,20}(?:found|available|exist)",
        r"\A(?:internal server error|bad gateway|service (?:temporarily )?unavailable)",
        r"seite (?:wurde )?nicht gefunden|page introuvable|página no encontrada",
    ),
)
_BARRIERS: Final = (_ROBOT_CHECK, _PAY_WALL, _COOKIE_WALL, _ERROR_PAGE)


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
        if words <= each.most_words and (each.on_page.search(whole) or each.in_text.search(own)):
            return each.reason.format(words=words)
    return _PAY_WALL.reason.format(words=words) if pay_wall and words < _FREE_ENOUGH else None
