"""What is wrong with the addresses that a configuration names; nothing here repeats one that may hold a password."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from briefer.sources.web.urls import NotFetched, address, is_url

# As the database's client reads it: a password may hold anything but an @.
_PASSWORD = re.compile(r"[^:]*://[^:/]*:[^@]*@")
_SECRETS = ("password", "sslpassword")


def store_fault(url: str) -> str | None:
    """What is wrong with the address of a store that stands in a file: it must not hold a password."""
    if _PASSWORD.match(url) or _in_query(url):
        return 'holds a password: put the whole address into an environment variable and write url = "env:NAME"'
    return None


def _in_query(url: str) -> bool:
    return any(name in _SECRETS for name in parse_qs(url.partition("?")[2], keep_blank_values=True))


def source_fault(source: str) -> str | None:
    """What is wrong with a source that can never be read, or None; a file may come, a wrong address stays wrong."""
    if source == "-":
        return "names standard input, which a scheduled job does not have"
    if not is_url(source):
        return None
    try:
        address(source)
    except NotFetched as refused:
        if "@" in source:
            return "names an address with a user or a password, which does not belong into the configuration"
        return f"names {source!r}: {refused.reason}"
    return None
