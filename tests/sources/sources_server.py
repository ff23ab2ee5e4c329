"""Real servers on this machine, for tests and benchmarks."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from briefer.sources.items import WEB_PORTS


@dataclass
class Reply:
    """What the server answers on one path."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0  #: seconds between bytes


@dataclass
class Site:
    """A running server: its replies by path, and the requests that it got."""

    url: str
    replies: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)  #: paths whose answer was sent to its end
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def paths(self):
        """The paths asked for, robots.txt aside."""
        return [path for path, _ in self.requests if path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    """Answers with what the site has for the path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        """Answer, and keep what was asked."""
        site = self.server.site
        site.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        reply = site.replies.get(self.path, Reply(status=404))
        if isinstance(reply, list):
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        site.stopping.wait(reply.delay)
        self.send_response(reply.status)
        if reply.media_type:
            self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for piece in [reply.body[i : i + 1] for i in range(len(reply.body))] if reply.drip else [reply.body]:
                self.wfile.write(piece)
                site.stopping.wait(reply.drip)
            site.finished.append(self.path)
        except OSError:  # the client has left, which is what some tests want
            self.close_connection = True

    def log_message(self, *_):
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server of one site."""

    daemon_threads = True
    block_on_close = False
    site: Site

    def handle_error(self, *_):
        """A client that leaves is no error."""


class Listener:
    """Counts every connection to one port, on all addresses of this machine."""

    def __init__(self):
        self.accepted = 0
        self._sockets = []
        for port in sorted(
            WEB_PORTS - {80, 443}
        ):  # a port that the guard lets through, so that only the address stops it
            try:
                self._listen(socket.AF_INET, "0.0.0.0", port)
            except OSError:
                continue
            self.port = port
            break
        else:
            raise OSError("every port of web servers is taken on this machine")
        if socket.has_ipv6:
            with suppress(OSError):  # a machine without IPv6: nothing there can be reached by it either
                self._listen(socket.AF_INET6, "::", self.port)

    def _listen(self, family, host, port):
        server = socket.socket(family, socket.SOCK_STREAM)
        if family == socket.AF_INET6:
            server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((host, port))
        except OSError:
            server.close()
            raise
        server.listen(50)
        self._sockets.append(server)
        threading.Thread(target=self._count, args=(server,), daemon=True).start()
        return server

    def _count(self, server):
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            self.accepted += 1
            connection.close()

    def close(self):
        """Stop listening."""
        for server in self._sockets:
            server.shutdown(socket.SHUT_RDWR)
            server.close()
