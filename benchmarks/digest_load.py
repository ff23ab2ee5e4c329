"""A job with fifty feeds and a thousand new articles: how long, how much memory, and how long when nothing is new?

The feeds are served from fifty loopback addresses, so that each is a host of its own to the fetcher. The articles are
made up: 250 events, four outlets each, every outlet with sentences of its own beside those that all have. The job runs
as `briefer digest run`, in a process of its own, with the built-in writer and a folder as its target.

    python benchmarks/digest_load.py
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

HOSTS, EVENTS, OUTLETS = 50, 250, 4
SLOT, NEXT = "2026-11-23T07:00", "2026-11-24T07:00"
MOST_SECONDS, MOST_MEGABYTES, MOST_SECONDS_AGAIN = 60.0, 500.0, 5.0

# fmt: off
NAMES = (
    "Aldermoor", "Brackwing", "Corvane", "Dunlinaire", "Elstow", "Farrowby", "Glenhurst", "Harrowgate", "Islington",
    "Jarrow", "Kestrel", "Lanford", "Marwick", "Norbury", "Oldhaven", "Perrolith", "Quillan", "Rothwell", "Sandmere",
    "Ternhaven", "Upwell", "Varnholt", "Wexmoor", "Yarrowby", "Zellwick",
)
THINGS = (
    "bridge", "ferry", "reservoir", "tramline", "museum", "hospital", "brewery", "quarry", "library", "airport",
    "vineyard", "theatre", "foundry", "orchard", "lighthouse", "observatory", "stadium", "cannery", "printworks",
)
VERBS = (
    "open", "close", "sell", "restore", "expand", "flood", "strike", "lease", "insure", "inspect", "paint", "drain",
)
ROLES = (
    "mayor", "harbour-master", "director", "engineer", "curator", "minister", "surveyor", "treasurer", "pilot",
)
MATTERS = (
    "noise", "rent", "drainage", "wages", "parking", "heritage", "insurance", "dredging", "permits", "timber", "fuel",
    "security", "pensions", "catering", "asbestos", "lighting", "acoustics", "tourism", "ventilation", "pigeons",
)
# fmt: on


def sentences(event: int) -> list[str]:
    """What all outlets know of an event."""
    chance = random.Random(event)
    name, other, third = chance.sample(NAMES, 3)
    thing, verb, role, matter = (chance.choice(w) for w in (THINGS, VERBS, ROLES, MATTERS))
    sum_, count, day = chance.randrange(2, 900), chance.randrange(13, 4000), chance.randrange(1, 29)
    return [
        f"The {thing} of {name}{event} will {verb} on {day} December, the {role} of {name}{event} said on Sunday.",
        f"Work at the {thing} is to cost {sum_} million crowns, paid by the {other}{event} company.",
        f"About {count} people in {name}{event} live from the {thing}, according to the {third}{event} institute.",
        f"A dispute over {matter} has held up the plan since {chance.randrange(1990, 2024)}.",
        f"{other}{event} had asked for {sum_ // 2 + 1} million crowns from the council of {third}{event}.",
        f"Nobody in {third}{event} objected when the council met about the {thing} last week.",
    ]


def story(event: int, outlet: int) -> tuple[str, str]:
    """Title and text of one outlet's article."""
    chance = random.Random(event * 31 + outlet)
    known = sentences(event)
    chosen = [known[0], *chance.sample(known[1:], 4)]
    own = []
    for _ in range(12):
        a, b = chance.choice(NAMES), chance.choice(NAMES)
        words = (chance.choice(MATTERS), chance.choice(THINGS), chance.choice(MATTERS), chance.choice(ROLES))
        own.append(
            f"A {words[3]} from {a}{event}{outlet} told this paper that {words[0]} worried the {words[1]} at"
            f" {b}{event}{outlet} more than {words[2]}, and that {chance.randrange(13, 99)} letters had come in."
        )
    title = f"{known[0].split(',')[0].split(' on ')[0]}, outlet {outlet}"
    body = [s for pair in zip([*chosen, *[""] * 7], own, strict=True) for s in pair if s]
    return title, " ".join(body)


def feed(host: int, address: str) -> bytes:
    """The feed of one host, with twenty whole articles."""
    items = []
    for number in range(EVENTS * OUTLETS // HOSTS):
        index = host * (EVENTS * OUTLETS // HOSTS) + number
        event, outlet = index % EVENTS, index // EVENTS
        title, text = story(event, outlet)
        items.append(
            f"<item><title>{escape(title)}</title><link>{address}/{number}</link><guid>{address}/{number}</guid>"
            f"<pubDate>Sun, 22 Nov 2026 {number:02}:00:00 GMT</pubDate>"
            f"<content:encoded>{escape(f'<p>{text}</p>')}</content:encoded></item>"
        )
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    return f"{head}<title>Outlet {host}</title><link>{address}</link>{''.join(items)}</channel></rss>".encode()


class Feeds(BaseHTTPRequestHandler):
    """Serves a host's feed, by the address that it was asked at."""

    def do_GET(self) -> None:
        """Answer."""
        bodies: dict[str, bytes] = self.server.bodies  # type: ignore[attr-defined]
        body = bodies.get(f"{self.server.server_address[0]}{self.path}")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def serve() -> tuple[list[ThreadingHTTPServer], list[str]]:
    """A server on each of fifty loopback addresses."""
    servers, urls = [], []
    for host in range(HOSTS):
        server = ThreadingHTTPServer((f"127.0.0.{host + 1}", 0), Feeds)
        address = f"http://127.0.0.{host + 1}:{server.server_port}"
        server.bodies = {f"127.0.0.{host + 1}/feed.xml": feed(host, address)}  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        urls.append(f"{address}/feed.xml")
    return servers, urls


def run(folder: Path, slot: str) -> tuple[float, float, str]:
    """`briefer digest run` of one slot: seconds, megabytes at most, and what it printed."""
    command = [str(Path(sys.executable).with_name("briefer")), "digest", "run", "digest.toml", "--slot", slot]
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    _, _, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    assert process.stdout
    with process.stdout as out:
        return seconds, used.ru_maxrss / 1024, out.read().decode()


def main() -> None:
    """Print one table."""
    servers, urls = serve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = ", ".join(f'"{url}"' for url in urls)
        (folder / "digest.toml").write_text(
            f'[jobs.load]\nschedule = "0 7 * * *"\nallow_private = true\nsources = [{listed}]\ntargets = ["archive"]\n'
            '[targets.archive]\ntype = "folder"\npath = "out"\n',
            encoding="utf-8",
        )
        first = run(folder, SLOT)
        again = run(folder, NEXT)
    for server in servers:
        server.shutdown()
        server.server_close()
    print(f"{HOSTS} feeds on {HOSTS} hosts, {EVENTS * OUTLETS} articles, {os.cpu_count()} cores")
    print(f"{'':26}{'seconds':>10}{'limit':>8}{'MB':>8}{'limit':>8}")
    print(f"{'a thousand new articles':26}{first[0]:10.1f}{MOST_SECONDS:8.0f}{first[1]:8.0f}{MOST_MEGABYTES:8.0f}")
    print(f"{'nothing new':26}{again[0]:10.1f}{MOST_SECONDS_AGAIN:8.0f}{again[1]:8.0f}{MOST_MEGABYTES:8.0f}")
    print(first[2] + again[2], end="")
    ok = first[0] < MOST_SECONDS and again[0] < MOST_SECONDS_AGAIN and max(first[1], again[1]) < MOST_MEGABYTES
    print("ok" if ok and "digest made" in first[2] and "nothing new" in again[2] else "BAD")


if __name__ == "__main__":
    main()
