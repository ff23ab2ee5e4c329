"""The one way out: every connection goes to an address that was checked, and ends at a deadline.

httpcore2 (the engine of httpx2) takes a network backend. This one resolves a name once, refuses it when any of its
addresses is not public, and connects to one of those very addresses, so a name that resolves differently a moment
later gains nothing. Each read gets the time that is left of the whole, so a server that drips a byte a second is cut
off: the per-read timeouts of HTTP libraries never end such an answer.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final

import httpcore2

from briefer.sources.web.urls import NotFetched

#: Host and port to the addresses of the host.
Resolve = Callable[[str, int], list[str]]
#: An IP address to the reason why it is not connected to, or None.
Refuse = Callable[[str], str | None]

_SHORTEST: Final = 0.01  #: seconds


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, by the system's resolver.

    Raises:
        OSError: when it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class Deadline:
    """A moment after which nothing more is waited for.

    Args:
        seconds: from now.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until then, never negative."""
        return max(0.0, self._end - time.monotonic())

    @property
    def timeout(self) -> float:
        """The same for a socket, to which zero means "do not block": another thing than "no time left"."""
        return max(_SHORTEST, self.left)


@dataclass(eq=False)
class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to public addresses only, until a deadline."""

    deadline: Deadline  #: of the whole request, redirects and all
    resolver: Resolve  #: names to addresses
    refuse: Refuse  #: which addresses are not connected to

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to one of the host's addresses.

        Raises:
            NotFetched: when one of them is not public.
        """
        del timeout, local_address  # the deadline stands instead
        last: Exception = httpcore2.ConnectError("no address")
        for address in self._addresses(host, port):
            try:
                stream = httpcore2.SyncBackend().connect_tcp(
                    address, port, timeout=max(_SHORTEST, self.deadline.left / 2), socket_options=socket_options
                )
            except (httpcore2.NetworkError, httpcore2.TimeoutException) as error:
                last = error
            else:
                return _TimedStream(stream, self.deadline)
        raise last

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            ip_address(host)
        except ValueError:
            addresses = _within(self.deadline, self.resolver, host, port)
        else:
            addresses = [host]
        for address in addresses:
            if why := self.refuse(address):
                raise NotFetched(f"{host} is {why}" if host == address else f"{host} is {address}, {why}")
        return addresses


def _within(deadline: Deadline, resolver: Resolve, host: str, port: int) -> list[str]:
    """Resolve in a thread of its own: the system's resolver cannot be interrupted and may take half a minute."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.timeout)
    except queue.Empty:
        raise httpcore2.ConnectTimeout("the name was not resolved in time") from None
    if isinstance(answer, Exception):
        raise NotFetched(f"there is no host called {host}")
    return answer


@dataclass(eq=False)
class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every operation ends at the deadline."""

    stream: httpcore2.NetworkStream
    deadline: Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        if not self.deadline.left:
            raise httpcore2.ReadTimeout("the deadline has passed")
        return self.stream.read(max_bytes, timeout=self.deadline.timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self.stream.write(buffer, timeout=self.deadline.timeout)

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        del timeout
        inner = self.stream.start_tls(ssl_context, server_hostname, timeout=self.deadline.timeout)
        return _TimedStream(inner, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
