"""A real web server on this machine, which stops by itself."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from briefer.sources import FetchOptions


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
    protocol_version = "HTTP/1.1"

    def do_GET(self):
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
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    site: Site

    def handle_error(self, *_):  # a client that leaves is no error
        pass


@pytest.fixture
def sites():
    """Start a server: `sites("127.0.0.2")` gives the site on that address of this machine."""
    running = []

    def start(host="127.0.0.1"):
        server = Server((host, 0), Handler)
        server.site = Site(f"http://{host}:{server.server_port}")
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        running.append(server)
        return server.site

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(sites):
    """One server."""
    return sites()


@pytest.fixture
def local():
    """Options under which this machine may be read, and quickly."""
    return FetchOptions(allow_private=True, seconds_between=0.0, timeout=3.0)


@pytest.fixture
def page():
    """A page with an article of a few sentences."""

    def write(heading="The mill reopens", words="The owner said so at the gate.", head=""):
        return f"""<!doctype html><html lang="en"><head><title>{heading} | The Ledger</title>{head}</head><body>
        <nav><a href="/">Home</a></nav><article><h1>{heading}</h1>
        <p>The paper mill on the lower river opened again on Monday after four years of silence. {words}</p>
        <p>About sixty people work there now, and forty more are to be taken on before the end of the winter.</p>
        </article><footer>All rights reserved</footer></body></html>""".encode()

    return write
