"""Many sources at once: 20 pages on 20 hosts that take 200 ms for each answer, robots.txt included.

    python benchmarks/fetching.py

The bar: within 1 s in all, articles in the order given, whoever answers first. As a peer, the same pages one after
the other with a plain httpx2 client, without robots.txt.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from pathlib import Path

import httpx2

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "sources"))

from sources_server import Handler, Reply, Server, Site

from briefer.sources import FetchOptions, load

HOSTS, DELAY, RUNS = 20, 0.2, 5
PAGE = (
    b"<html><body><article>"
    + b"<p>The paper mill opened again on Monday after four years.</p>" * 20
    + b"</article></body></html>"
)


def main() -> None:
    servers = [Server((f"127.0.0.{number + 10}", 0), Handler) for number in range(HOSTS)]
    for number, server in enumerate(servers):
        server.site = Site(f"http://127.0.0.{number + 10}:{server.server_port}")
        server.site.replies = {"/": Reply(PAGE, delay=DELAY), "/robots.txt": Reply(status=404, delay=DELAY)}
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True).start()
    urls = [f"{server.site.url}/" for server in servers]

    times, ordered = [], True
    for _ in range(RUNS):
        start = time.perf_counter()
        articles, failures = load(urls, options=FetchOptions(allow_private=True))
        times.append(time.perf_counter() - start)
        ordered &= [article.source for article in articles] == urls and not failures
    start = time.perf_counter()
    with httpx2.Client(trust_env=False) as client:
        for url in urls:
            client.get(url)
    peer = time.perf_counter() - start

    print(f"{'':<34} {'first run':>9} {'median':>8} {'order kept':>11}")
    print(
        f"{f'briefer, {HOSTS} hosts of {DELAY * 1000:.0f} ms':<34} {times[0]:8.2f}s"
        f" {statistics.median(times):7.2f}s {ordered!s:>11}"
    )
    print(f"{'peer: httpx2, one after the other':<34} {peer:8.2f}s")
    for server in servers:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main()
