"""Web servers on this machine, which stop by themselves."""

from __future__ import annotations

import threading

import pytest
from sources_server import Handler, Server, Site

from briefer.sources import FetchOptions


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
        server.site.stopping.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(sites):
    """One server."""
    return sites()


@pytest.fixture
def local():
    """Options under which this machine may be read, and quickly."""
    return FetchOptions(allow_private=True, seconds_between=0.0, timeout=20.0)


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
