"""Addresses that try to reach inside: how many connections arrive at listeners on this machine?

    python benchmarks/hostile_urls.py

Every address of tests/cases/sources/hostile_urls.txt is given as a source by itself, as the target of a redirect by a
public page, and as a name whose resolver answers with a public address first and an inner one from then on. A listener
on all IPv4 and IPv6 addresses, at a port that the guard allows, counts. As a peer, the same addresses go to a plain
httpx2 client, which shows that the listener can be reached.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from itertools import chain, repeat
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "sources"))

from sources_server import Handler, Listener, Reply, Server, Site  # noqa: E402 - the tests' own servers

from briefer.records import Failure  # noqa: E402
from briefer.sources import FetchOptions  # noqa: E402
from briefer.sources.items import WEB_PORTS  # noqa: E402
from briefer.sources.web.fetcher import Fetcher  # noqa: E402
from briefer.sources.web.public_internet import refusal  # noqa: E402

CASES = ROOT / "tests" / "cases" / "sources" / "hostile_urls.txt"
OUTSIDE = "127.0.0.77"  # plays the public internet


def direct(url: str) -> bool:
    return isinstance(Fetcher(options()).fetch(url), Failure)


def redirected(url: str) -> bool:
    server = Server((OUTSIDE, 0), Handler)
    server.site = Site(f"http://{OUTSIDE}:{server.server_port}")
    place = url.encode("ascii", "backslashreplace").decode()
    server.site.replies["/"] = Reply(status=302, headers={"Location": place})
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True).start()
    fetcher = Fetcher(
        options(ports=WEB_PORTS | {server.server_port}), refuse=lambda ip: None if ip == OUTSIDE else refusal(ip)
    )
    result = fetcher.fetch(server.site.url)
    server.shutdown()
    server.server_close()
    return isinstance(result, Failure) and server.site.paths[:1] == ["/"]


def rebound(url: str) -> bool:
    try:
        host, port = urlsplit(url).hostname or "127.0.0.1", urlsplit(url).port or 80
    except ValueError:
        host, port = "127.0.0.1", 80
    inner = host if host.replace(".", "").isdigit() or ":" in host else "127.0.0.1"
    answers = chain([["203.0.113.80"]], repeat([inner]))  # the first passes a check that resolves by itself
    fetcher = Fetcher(options(), lambda *_: next(answers), refuse=lambda ip: None if ip[:4] == "203." else refusal(ip))
    return all(isinstance(fetcher.fetch(f"http://rebind.example:{port}/{n}"), Failure) for n in range(2))


def unguarded(url: str) -> bool:
    try:
        httpx2.get(url, timeout=1.0, trust_env=False)
    except Exception:  # noqa: BLE001 - whatever a client makes of these
        return True
    return True


def options(**wishes: object) -> FetchOptions:
    return FetchOptions(timeout=1.0, seconds_between=0.0, robots=False, **wishes)  # type: ignore[arg-type]


def main() -> None:
    listener = Listener()
    lines = CASES.read_text(encoding="utf-8").splitlines()
    urls = [
        line.partition(" # ")[0].replace("{port}", str(listener.port)) for line in lines if line[:1] not in ("", "#")
    ]
    ways: list[tuple[str, Callable[[str], bool]]] = [
        ("by itself", direct),
        ("after a redirect", redirected),
        ("by a name that changes", rebound),
        ("peer: httpx2, no guard", unguarded),
    ]
    print(f"{'way':<26} {'addresses':>9} {'refused in words':>17} {'connections':>12}")
    for name, way in ways:
        before = listener.accepted
        refused = sum(way(url) for url in urls)
        said = "" if way is unguarded else f"{refused}"
        print(f"{name:<26} {len(urls):9} {said:>17} {listener.accepted - before:12}", flush=True)
    listener.close()


if __name__ == "__main__":
    main()
