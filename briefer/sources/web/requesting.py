"""One request over a guarded connection: no redirects, no cookies, nothing from the environment.

What a server sends compressed comes in pieces of bounded size: a bomb of 200 kB must not become 200 MB first.
"""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Final

import httpcore2

from briefer.sources.web.connection import Deadline, GuardedBackend, Refuse, Resolve
from briefer.sources.web.urls import Address, NotFetched

_INNER: Final = frozenset(("local", "localhost", "internal", "intranet", "lan", "home", "corp", "private"))
_ACCEPT: Final = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, "
    "application/json;q=0.9, application/pdf;q=0.8, text/*;q=0.8, */*;q=0.1"
)

#: What is asked for. Brotli and Zstandard would need further packages, and text gains little by them.
_ENCODINGS: Final = "gzip, deflate"
_PIECE: Final = 65_536
_EITHER: Final = 47  # zlib's window bits for "gzip or zlib, whichever it is"


@dataclass(frozen=True, slots=True)
class Response:
    """The head of a server's answer, and its decoded body as it comes in."""

    status: int
    headers: Mapping[str, str]  #: names in lower case; of a repeated one the last
    body: Iterator[bytes]


@contextmanager
def requested(
    address: Address,
    *,
    headers: Mapping[str, str],
    deadline: Deadline,
    resolver: Resolve,
    refuse: Refuse,
    proxy: str | None = None,
) -> Iterator[Response]:
    """Send one GET.

    Args:
        address: where to.
        headers: beside those that every request has.
        deadline: when the answer must be there in full.
        resolver: names to addresses.
        refuse: which addresses are not connected to.
        proxy: the URL of a proxy that the operator configured. What a name resolves to is its to check then; names
            and numbers that can only mean something inside are refused before.

    Raises:
        NotFetched: when the request is not made, or the answer does not come, with the reason in words.
    """
    if proxy and (why := _named_inside(address.host, refuse)):
        raise NotFetched(why)
    backend = GuardedBackend(deadline, resolver, anywhere if proxy else refuse)
    tls = _tls() if "https" in (address.scheme, (proxy or "").partition(":")[0]) else None
    pool = (
        httpcore2.HTTPProxy(proxy, ssl_context=tls, network_backend=backend)
        if proxy
        else httpcore2.ConnectionPool(ssl_context=tls, network_backend=backend)
    )
    url = httpcore2.URL(scheme=address.scheme, host=address.host, port=address.stated_port, target=address.target)
    sent = {
        "Host": address.authority,
        "Accept": _ACCEPT,
        "Accept-Encoding": _ENCODINGS,
        "Connection": "close",
        **headers,
    }
    try:
        with pool, pool.stream("GET", url, headers=list(sent.items())) as response:
            got = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            yield Response(response.status, got, _decompressed(response.iter_stream(), got.get("content-encoding", "")))
    except (
        *(httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError),
        *(httpcore2.UnsupportedProtocol, ssl.SSLError, OSError),
    ) as error:
        raise NotFetched(in_words(error)) from error


def anywhere(_: str) -> None:
    """Refuse no address."""


def _named_inside(host: str, refuse: Refuse) -> str | None:
    """Why a host is not asked of a proxy, which may stand inside the network; None when it may be."""
    with suppress(OSError):  # "127.1" and "0x7f000001" are addresses too
        host = socket.inet_ntoa(socket.inet_aton(host))
    with suppress(ValueError):
        return refuse(str(ip_address(host)))
    bare = host.rstrip(".")
    if ("." not in bare or bare.rpartition(".")[2] in _INNER) and refuse("127.0.0.1"):
        return f"{host} is a name of the inner network; --allow-private lifts this"
    return None


def in_words(error: Exception) -> str:
    """What went wrong on the way, for a person."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, OSError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {cause.verify_message or cause.reason}"
    if isinstance(error, httpcore2.TimeoutException):
        return "it did not answer in full in the time allowed"
    if isinstance(cause, ssl.SSLError):
        return f"no secure connection could be made ({cause.reason or 'TLS failed'})"
    if isinstance(error, httpcore2.ProtocolError):
        return "its answer is no proper HTTP or broke off in the middle"
    if isinstance(error, httpcore2.ProxyError):
        return f"the proxy did not let the request through ({error})"
    if isinstance(cause, ConnectionRefusedError):
        return "the host refuses connections there"
    return f"the host cannot be reached ({getattr(cause, 'strerror', None) or error or 'network error'})"


@cache
def _tls() -> ssl.SSLContext:
    """One context for all requests: building it reads every certificate that the system trusts."""
    return httpcore2.default_ssl_context()


def _decompressed(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The decoded body, at most 64 KiB at a time.

    Args:
        chunks: the body as it came.
        encoding: the Content-Encoding header, or an empty string.

    Raises:
        NotFetched: when it is none of the encodings asked for, or broken.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise NotFetched(f"it is compressed with {encoding[:40]}, which was not asked for")
    inflate, first = zlib.decompressobj(_EITHER), True
    for chunk in chunks:
        rest = chunk
        while rest and not inflate.eof:
            try:
                piece = inflate.decompress(rest, _PIECE)
            except zlib.error as error:
                if not first:
                    raise NotFetched("its compressed body is broken") from error
                inflate = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers mean raw deflate
                first = False
                continue
            first = False
            if piece:
                yield piece
            rest = inflate.unconsumed_tail
