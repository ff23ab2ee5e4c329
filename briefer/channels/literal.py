"""Foreign text made harmless: what an article or a model wrote, as literal characters and nothing more."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from briefer.language import characters

# Always special in a line of CommonMark, plus GFM's strikethrough. An underscore inside a word is left alone.
_SPECIAL = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#|[A-Za-z][A-Za-z0-9]*;)")
# What would make a viewer with autolinks turn bare text into a link.
_AUTOLINK = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=www)\.|(?<=\bmailto):|(?<=\bxmpp):|(?<=\w)@(?=\w)")
# What would open a block at the start of a line.
_OPENS_BLOCK = re.compile(r"(?:[#>+=-]|\d{1,9}(?=[.)]))")
# What would end a heading without being shown.
_CLOSES_HEADING = re.compile(r"(?<!\\)#+$")
_URL_SAFE = "/?:@!$&'*+,;=-._~%#"


#: Text without control and bidi characters, lone surrogates replaced; line breaks and spaces stay.
visible = characters.clean


def clean(text: str) -> str:
    """One line of *text* as it may be published: no control or bidi character, no lone surrogate.

    Args:
        text: anything an article or a model wrote.
    """
    return " ".join(visible(text).split())


def escape(text: str) -> str:
    """*text* as CommonMark that shows exactly its cleaned characters, wherever in a line it stands.

    Only what could come alive is escaped, so that the source stays readable: "U.S." and "snake_case" are left alone.
    """
    line = _SPECIAL.sub(r"\\\g<0>", clean(text))
    line = _AUTOLINK.sub(r"\\\g<0>", line)
    opens = _OPENS_BLOCK.match(line)
    if opens:
        head = opens.group()
        line = f"{head}\\{line[len(head) :]}" if head.isdigit() else f"\\{line}"
    return _CLOSES_HEADING.sub(r"\\\g<0>", line)


def shorten(text: str, limit: int) -> str:
    """*text* cleaned, cut at a word so that it has at most *limit* characters, "…" included."""
    line = clean(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"


def web_url(url: str | None) -> str | None:
    """*url* percent-encoded, or None unless it is a plain http(s) address: no user, no other scheme."""
    if not url or visible(url) != url:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc or len(parts.netloc.split()) > 1:
            return None
        netloc = host.encode("idna").decode() if ":" not in host else f"[{host}]"
    except ValueError:  # a malformed port, IPv6 address or host name
        return None
    if not re.fullmatch(r"[a-z0-9.\-_]+|\[[0-9a-f:.]+\]", netloc):
        return None
    if port is not None:
        netloc += f":{port}"
    path, query, fragment = (quote(part, safe=_URL_SAFE) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, netloc, path, query, fragment))
