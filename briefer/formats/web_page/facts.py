"""What a page says of itself: title, authors, publisher, date, language, canonical address, pay wall.

Three dialects, best first: schema.org JSON-LD, then Open Graph and other `<meta>` elements, then what the page shows
(`<h1>`, `<time>`). trafilatura's own reader gives the date without its time, which is why this one exists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from briefer.formats.extracted import Extracted
from briefer.language.publishers import honest_name, same_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES: Final = ("Article", "Posting", "Report", "Review", "NewsItem")  #: how names of types of articles end
_DATES: Final = (
    *("article:published_time", "og:published_time", "article:published", "datepublished", "parsely-pub-date"),
    *("sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "date", "pubdate"),
    *("publish-date", "publish_date", "publication_date", "citation_publication_date", "cxenseparse:recs:publishtime"),
)
_AUTHORS: Final = ("article:author", "author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_PUBLISHERS: Final = ("og:site_name", "application-name", "dc.publisher", "publisher")
_DATE_IN_PATH: Final = r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)"
_LONGEST: Final = 500  # code points of a title or name
_MOST_JSON: Final = 2_000_000  # code points of one JSON-LD element
_SITE_SUFFIX: Final = r"\s+(?:[|–—·•»]|-{1,2})\s+(?=[^|–—·•»]{2,40}$)"
_SAME_WORDS: Final = 0.5
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def read_facts(tree: HtmlElement, url: str | None) -> tuple[Extracted, bool]:
    """Read a page's facts. The tree must still be whole: scripts carry most of them.

    Args:
        tree: the page.
        url: where it came from, if that is known. A page cannot claim to stand on another site.

    Returns:
        The facts, None and empty where it does not tell, and whether it says that not all of it is free.
    """
    things = list(_articles(_json_ld(tree)))
    thing: Mapping[str, Any] = things[0] if things else {}
    meta = _meta(tree)
    dated = _text(thing.get("datePublished")) or _text(thing.get("dateCreated")) or _first(meta, _DATES)
    marked = tree.xpath("//*[contains(@itemprop, 'datePublished')] | //time")
    shown = (str(each.get("datetime") or each.get("content") or "").strip() for each in marked)
    in_path = re.search(_DATE_IN_PATH, urlsplit(url).path) if url else None
    by_path = "{}-{:02}-{:02}".format(*map(int, in_path.groups())) if in_path else None
    lang = tree.get("lang") or tree.get(_XML_LANG) or _text(thing.get("inLanguage")) or ""
    language = re.match(r"\s*([a-z]{2})(?![a-z])", str(lang).lower())
    facts = Extracted(
        text="",
        title=_title(tree, meta, thing),
        authors=_authors(thing, meta),
        publisher=honest_name(_clean(_name(thing.get("publisher")) or _first(meta, _PUBLISHERS)), url),
        published=dated or next((time for time in shown if time[:4].isdigit()), by_path),
        language=language.group(1) if language else None,
        url=_canonical(tree, meta, url),
    )
    return facts, any(str(each.get("isAccessibleForFree")).lower() in ("false", "0", "no") for each in things)


def _json_ld(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if not text or len(text) > _MOST_JSON:
            continue
        try:
            yield json.loads(text.removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
        except (ValueError, RecursionError):  # one page in twenty has a broken one; the other dialects are still there
            continue


def _articles(values: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    """Every thing of an article's type, wherever it stands: lists, `@graph`, `mainEntity`."""
    stack = list(values)[::-1]
    for _ in range(10_000):
        if not stack:
            return
        value = stack.pop()
        if isinstance(value, list):
            stack += reversed(value)
        elif isinstance(value, dict):
            types = value.get("@type")
            if any(str(kind).endswith(_ARTICLES) for kind in (types if isinstance(types, list) else [types])):
                yield value
            stack += [value[key] for key in ("mainEntity", "mainEntityOfPage", "@graph") if key in value]


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The `<meta>` elements, lower-case name to first content."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _title(tree: HtmlElement, meta: Mapping[str, str], thing: Mapping[str, Any]) -> str | None:
    """The heading that the reader sees, when it agrees with what the page says its title is; else the latter."""
    site = _clean(meta.get("og:site_name")) or ""
    shown = _clean(next((str(t.text_content()) for t in tree.iter("title")), None))
    said = [_clean(shown), _clean(meta.get("og:title")), _clean(_text(thing.get("headline")))]
    titles = [_without_site(title, site) for title in said if title]
    headings = [heading for each in tree.iter("h1") if (heading := _clean(str(each.text_content())))]
    agreed = (heading for heading in headings if any(_alike(heading, title) for title in titles))
    return next(agreed, next(iter(titles or headings), None))


def _without_site(title: str, site: str) -> str:
    """A title without its last part ("… | The Ledger"), when that is the site's name or reads like one."""
    parts = re.split(_SITE_SUFFIX, title)
    if len(parts) < 2:  # noqa: PLR2004 - a title and a site
        return title
    last = parts[-1]
    is_site = last.casefold() == site.casefold() or (not site and len(last.split()) <= 4)  # noqa: PLR2004 - names of sites are short
    return title[: title.rindex(last)].rstrip(" |–—·•»-") if is_site else title


def _alike(a: str, b: str) -> bool:
    words_a, words_b = (set(re.findall(r"\w+", text.casefold())) for text in (a, b))
    return len(words_a & words_b) >= _SAME_WORDS * max(1, min(len(words_a), len(words_b)))


def _authors(thing: Mapping[str, Any], meta: Mapping[str, str]) -> tuple[str, ...]:
    given = thing.get("author") or thing.get("creator")
    names = [_name(each) for each in (given if isinstance(given, list) else [given])]
    if not any(names):
        names = [name for name in [_first(meta, _AUTHORS)] if name and not name.startswith("http")]
    return tuple(dict.fromkeys(name for each in names if (name := _clean(each))))[:20]


def _canonical(tree: HtmlElement, meta: Mapping[str, str], url: str | None) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for stated in (*links, meta.get("og:url")):
        try:
            address = urljoin(url or "", (stated or "").strip())
            scheme, host = urlsplit(address).scheme, urlsplit(address).hostname
        except ValueError:
            continue
        if scheme in ("http", "https") and host and (url is None or same_site(address, url)):
            return str(address)
    return None


def _name(value: Any) -> str | None:
    first = value[0] if isinstance(value, list) and value else value
    return _text(first.get("name") if isinstance(first, dict) else first)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.strip() or None if isinstance(value, str) else None


def _first(meta: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _clean(text: str | None) -> str | None:
    """One line, entities resolved: JSON-LD often has them twice escaped."""
    if not text:
        return None
    from html import unescape  # noqa: PLC0415 - only pages need it

    return " ".join(unescape(text[: 4 * _LONGEST]).split())[:_LONGEST] or None
