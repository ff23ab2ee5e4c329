"""A real web server on this machine, for tests."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


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
        time.sleep(reply.delay)
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
                time.sleep(reply.drip)
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
