"""Who publishes an article, and which news agency its text comes from: the facts behind independence.

What is known stands in `briefer/data/publishers.toml`, which is meant to be edited.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

_OPENING = 1_000  # code points in which a dateline or byline stands
_CLOSING = 600  # code points in which a credit after the text stands


@dataclass(frozen=True, slots=True)
class _Known:
    """The data file, turned so that every question is one look-up."""

    family: dict[str, str]  # domain -> family or agency
    name: dict[str, str]  # folded publisher name -> family, agency or domain
    credit: dict[str, str]  # as a credit names it -> agency
    elsewhere: frozenset[str]  # domains that show other publishers' articles
    hosts: frozenset[str]  # domains whose subdomains are publishers of their own
    ends: frozenset[str]  # the last two labels of all of these domains
    credited: dict[str, re.Pattern[str]]  # by the place where an agency's name credits it with the text


def registrable_domain(url: str) -> str | None:
    """The part of a URL's host that somebody registered ("bbc.co.uk"), by the public suffix list.

    On a site that hosts many publishers it is the publisher's subdomain ("alice.substack.com").
    """
    host = _host(url)
    if _end(host) == host:
        return host or None
    from tld import get_fld  # noqa: PLC0415 - the list takes 60 ms to load, and few addresses need it

    found = get_fld(host, fix_protocol=True, fail_silently=True) or _end(host)
    if found in _known().hosts:
        return ".".join(host.split(".")[-len(found.split(".")) - 1 :])
    return str(found)


def same_site(a: str, b: str) -> bool:
    """Whether two URLs belong to one registrable domain."""
    one, other = _host(a), _host(b)
    if one == other or _end(one) != _end(other):  # told apart without the list
        return one == other != ""
    return registrable_domain(a) == registrable_domain(b)


def _host(url: str) -> str:
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _end(host: str) -> str:
    """The last two labels of a host, which all hosts of one registrable domain share; the whole of an address."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return ".".join(host.split(".")[-2:])
    return host


def family(publisher: str | None, url: str | None) -> str | None:
    """The newsroom or owner that an article counts for.

    Args:
        publisher: the publisher's name as the article gives it. A page may claim any name, so a domain comes first,
            except on sites that show other publishers' articles.
        url: where the article stands.

    Returns:
        A family's or agency's name from the data file, else the registrable domain, else the folded publisher name;
        None when neither is known. Equal values mean one publisher.
    """
    return _newsroom(publisher, registrable_domain(url) if url else None)


def families(articles: Sequence[tuple[str | None, str | None]]) -> list[str | None]:
    """The families of some articles; the public suffix list is loaded only where it may decide whether two meet.

    Args:
        articles: the publisher and the URL of each, as for `family`.

    Returns:
        One value for each, equal where `family` gives equal ones. Where an address shares its last two labels with no
        other one and no known publisher, those stand for its domain.
    """
    ends = [_end(_host(url or "")) for _, url in articles]
    met = Counter(ends)
    return [
        _newsroom(publisher, registrable_domain(url) if url and (met[end] > 1 or end in _known().ends) else end or None)
        for (publisher, url), end in zip(articles, ends, strict=True)
    ]


def _newsroom(publisher: str | None, domain: str | None) -> str | None:
    known = _known()
    if domain and domain not in known.elsewhere:
        return known.family.get(domain, domain)
    name = _fold(publisher or "")
    return known.name.get(name) or name or domain


def honest_name(publisher: str | None, url: str | None) -> str | None:
    """The publisher's name that a page gives, unless it is a known one's and the page stands on another's site.

    Returns:
        The name; or the page's domain, when the name is not its own.
    """
    known = _known()
    named = known.name.get(_fold(publisher or ""))
    domain = registrable_domain(url) if named and url else None
    if domain and domain not in known.elsewhere and named != known.family.get(domain, domain):
        return domain
    return publisher


def wire_credit(text: str) -> str | None:
    """The news agency whose text this is, as its dateline, byline or footer says, or None.

    "told Reuters" or "AP contributed to this report" credits no agency with the text.
    """
    known = _known()
    opening, closing = text[:_OPENING], text[-_CLOSING:]
    for place, part in (("dateline", opening), ("byline", opening), ("footer", closing)):
        for found in known.credited[place].finditer(part):
            start, end = part.rfind("\n", 0, found.start()) + 1, part.find("\n", found.end())
            line = part[start : end if end >= 0 else len(part)]
            if not known.credited["contributed"].search(line[:200]):
                return known.credit[next(group for group in found.groups() if group)]
    if other := known.credited["unknown"].search(opening):
        return other.group(1)
    return "Reuters" if known.credited["reuters"].search(closing) else None


def _fold(name: str) -> str:
    """A publisher's name without case, article, punctuation and a trailing ".com"."""
    folded = re.sub(r"\.(?:com|org|net|co\.uk)$", "", name.strip().casefold())
    return " ".join(re.findall(r"\w+", folded)).removeprefix("the ")


@cache
def _known() -> _Known:
    data = tomllib.loads(files("briefer").joinpath("data", "publishers.toml").read_text(encoding="utf-8"))
    wires: dict[str, dict[str, Any]] = data["agencies"] | data["releases"]
    owners = {domain: name for name, domains in data["families"].items() for domain in domains}
    owners |= {domain: name for name, wire in wires.items() for domain in wire["domains"]}
    credit = {words: name for name, wire in wires.items() for words in wire["credit"]}
    names = {_fold(name): owners.get(domain, domain) for name, domain in data["names"].items()}
    names |= {_fold(name): name for name in data["families"]}
    names |= {_fold(words): name for words, name in credit.items()}
    any_credit = "|".join(sorted(map(re.escape, credit), key=len, reverse=True))
    domains = (*owners, *names.values(), *data["aggregators"], *data["hosts"])
    return _Known(
        family=owners,
        name=names,
        credit=credit,
        elsewhere=frozenset(data["aggregators"]),
        hosts=frozenset(data["hosts"]),
        ends=frozenset(map(_end, domains)),
        credited={
            place: re.compile("|".join(patterns).replace("{agency}", any_credit), re.MULTILINE)
            for place, patterns in data["credited"].items()
        },
    )
