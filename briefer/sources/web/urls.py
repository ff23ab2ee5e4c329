"""Web addresses, taken apart once: what is checked is what is connected to.

Two parsers that read one URL differently are how guards are got round, so the parts found here go to the connection
as they are, and whatever two parsers could read differently is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 4_000
_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,252})", re.IGNORECASE)
_TRACKING: Final = frozenset(
    ["fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "cmpid", "ocid", "ncid"]
)
_SAFE: Final = "/%:@!$&'()*+,;=~-._?"


class NotFetched(Exception):
    """A request that is not made, and why, in words."""


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in parts; `host` is ASCII (IDNA), or an IP address without brackets."""

    scheme: str
    host: str
    port: int
    target: str  #: path and query, percent-encoded

    @property
    def url(self) -> str:
        """The address as one string."""
        return f"{self.origin}{self.target}"

    @property
    def origin(self) -> str:
        """The site: the address without path and query."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port, as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.stated_port}" if self.stated_port else host

    @property
    def stated_port(self) -> int | None:
        """The port, unless it is the scheme's own."""
        return None if self.port == _PORTS[self.scheme] else self.port


def is_url(source: str) -> bool:
    """Whether a source is a web address (of any scheme) and no path."""
    return bool(re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", source))


def address(url: str, ports: frozenset[int] | None = None) -> Address:
    """Take a URL apart.

    Args:
        url: http or https.
        ports: that are allowed; None for all.

    Raises:
        NotFetched: for anything else, and for what two parsers could read in two ways.
    """
    url = url.strip()
    if len(url) > _LONGEST:
        raise NotFetched("its address is too long to be one")
    if _NOT_IN_A_URL.search(url):
        raise NotFetched("its address has a space, a backslash or a control character in it")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise NotFetched(f"its address is malformed ({error})") from error
    if parts.scheme.lower() not in _PORTS:
        raise NotFetched(f"only http and https are read, not {parts.scheme or 'an address without a scheme'}")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise NotFetched("its address carries a user name or password")
    scheme = parts.scheme.lower()
    port = _PORTS[scheme] if port is None else port
    if ports is not None and port not in ports:
        raise NotFetched(f"port {port} is not one of a web server; --allow-private lifts this")
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Address(scheme, _ascii(host), port, target)


def _ascii(host: str) -> str:
    if ":" in host:
        return host
    if not host.isascii():
        import idna  # noqa: PLC0415 - one host in a thousand is not ASCII

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise NotFetched("its host name is malformed") from error
    if not _HOST.fullmatch(host) or ".." in host:
        raise NotFetched("its host name is malformed" if host else "its address has no host")
    return host.lower()


def joined(base: str | None, link: str) -> str:
    """What a link on a page leads to; an empty string when it is malformed."""
    try:
        return urljoin(base or "", link.strip())
    except ValueError:
        return ""


def without_tracking(url: str) -> str:
    """The URL without its fragment and without parameters that only tell who shared it."""
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = [(name, value) for name, value in pairs if name not in _TRACKING and not name.startswith("utm_")]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
