"""Bodies of at most 1 MB that are made to exhaust their reader: CPU time, memory, and what comes of each.

    python benchmarks/hostile_bodies.py

Each body is read in a process of its own, forked when everything is imported, so that the memory measured is what
the body costs. The bar: at most 2 s of CPU time and 50 MB, and an answer (articles, or a reason in words).
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import sys
import threading
import time
import traceback
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from briefer.formats import Unreadable, extract
from briefer.records import RawArticle
from briefer.sources import FetchOptions, load
from briefer.sources.items import RawDocument
from briefer.sources.loading import _items  # one document, without a file for it

MB = 1_000_000
MOST_CPU, MOST_MEMORY = 2.0, 50.0  # seconds, MB
WORDS = "The mill on the lower river opened again on Monday after four years. "


def filled(piece: str, before: str = "", after: str = "", size: int = MB) -> bytes:
    return (before + piece * ((size - len(before) - len(after)) // len(piece)) + after).encode()[:size]


def pdf(stream: bytes, kids: bytes = b"3 0 R") -> bytes:
    """A document of one page with this compressed content."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    body, table = b"%PDF-1.4\n", b"xref\n0 6\n0000000000 65535 f \n"
    for number, each in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    return body + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
)
RSS = '<rss version="2.0"><channel><title>x</title>'
DESCRIBED = "<item><title>x</title><description><![CDATA[%s]]></description></item>"

#: name: (media type, body)
BODIES: dict[str, tuple[str, bytes]] = {
    "page: elements nested 180,000 deep": ("text/html", filled("<div>")),
    "page: tables nested": ("text/html", filled("<table><tr><td>")),
    "page: lists nested": ("text/html", filled("<ul><li>x")),
    "page: formatting never closed": ("text/html", filled("<b><i><u><a>x<p>")),
    "page: 200,000 empty paragraphs": ("text/html", filled("<p>x")),
    "page: 100,000 short paragraphs": ("text/html", filled("<p>x y.</p>")),
    "page: 14,000 sentences in one paragraph": ("text/html", filled(WORDS, "<article><p>")),
    "page: 10,000 paragraphs of sentences": ("text/html", filled(f"<p>{WORDS}</p>", "<article>")),
    "page: 30,000 links": ("text/html", filled('<a href="/x">more news</a> ', "<article><p>")),
    "page: angle brackets": ("text/html", filled("<")),
    "page: unclosed comments": ("text/html", filled("<!--")),
    "page: one tag with 100,000 attributes": ("text/html", filled(' a="b"', "<p", ">x")),
    "page: white space": ("text/html", filled(" \n\t", "<p>x", "y")),
    "page: entities": ("text/html", filled("&amp;&lt;", "<p>")),
    "page: one word": ("text/html", filled("x", "<p>")),
    "page: 60,000 style rules": ("text/html", filled("p{color:red}", "<style>", "</style>" + "<p>x" * 200)),
    "page: rules for everything": ("text/html", filled("*{top:0}", "<style>", "</style>" + "<p>x" * 9_000)),
    "page: unclosed style comments": ("text/html", filled("/*", "<style>", "</style><p>x")),
    "page: style braces": ("text/html", filled("{", "<style>", "</style><p>x")),
    "page: a selector of 300,000 parts": ("text/html", filled("a ", "<style>", "{top:0}</style><p>x")),
    "page: 20,000 inline styles": (
        "text/html",
        filled('<p style="color:#fff;left:-1px">x y</p>', "<article>"),
    ),
    "page: linked data nested": ("text/html", filled("[", '<script type="application/ld+json">', "</script><p>x")),
    "page: linked data of 50,000 things": (
        "text/html",
        filled('{"@type":"x"},', '<script type="application/ld+json">[', "{}]</script><p>x"),
    ),
    "page: 20,000 times and metas": ("text/html", filled('<time>x</time><meta name=a content="b">')),
    "feed: 40 kB of empty lines": ("text/xml", b"\n" * 40_000 + RSS.encode() + b"<item><link>/x</link></item>"),
    "feed: 1 MB of empty lines": ("text/xml", b"\n" * 990_000 + RSS.encode() + b"<item><link>/x</link></item>"),
    "feed: empty lines inside": ("text/xml", filled("\n", RSS + "<item><title>", "<link>/x</link></title></item>")),
    "feed: a billion laughs": ("text/xml", f"{LAUGHS}]>{RSS}<item><title>&m;</title></item></channel></rss>".encode()),
    "feed: 50,000 entries": ("text/xml", filled("<item>x</item>", RSS)),
    "feed: 300 entries of 3 kB": ("text/xml", filled(DESCRIBED % (WORDS * 45), RSS)),
    "feed: unclosed comments": ("text/xml", filled("<!--", RSS + "<item>")),
    "feed: unclosed CDATA": ("text/xml", filled("<![CDATA[", RSS + "<item><title>")),
    "feed: unclosed declarations": ("text/xml", filled("<!ENTITY ", RSS + "<item>")),
    "feed: elements nested": ("text/xml", filled("<a>", RSS + "<item>")),
    "feed: HTML nested in an entry": (
        "text/xml",
        filled("<div>", RSS + "<item><description><![CDATA[", "]]></description></item>"),
    ),
    "feed: ampersands": ("text/xml", filled("&", RSS + "<item><title>")),
    "feed: one tag with attributes": ("text/xml", filled(' a="b"', RSS + "<item", ">")),
    "feed: namespaces": ("text/xml", RSS.encode() + b"".join(b'<x xmlns:n%d="u%d"/>' % (n, n) for n in range(30_000))),
    "list of feeds: nested": ("text/x-opml", filled("<outline>", "<opml>")),
    "list of feeds: 20,000 feeds": ("text/x-opml", filled('<outline xmlUrl="http://127.0.0.1/x"/>', "<opml>")),
    "JSON: nested": ("application/json", filled("[")),
    "JSON: 100,000 numbers": ("application/json", filled("7,", "[", "7]")),
    "JSON: a number of a million digits": ("application/json", filled("7")),
    "JSON lines: 300,000 bad lines": ("application/jsonl", filled("{\n")),
    "mail: parts nested": (
        "message/rfc822",
        "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(18_000)).encode()[:MB],
    ),
    "mail: 200,000 parts": ("message/rfc822", filled("--b\n\nx\n", "Content-Type: multipart/mixed; boundary=b\n\n")),
    "mail: a header of 1 MB": ("message/rfc822", filled("=?utf-8?q?x?= ", "Subject: ", "\n\nx")),
    "mail: a sender of commas": ("message/rfc822", filled("(,<", "From: ", "\n\nx")),
    "PDF: a stream of 500 MB": ("application/pdf", pdf(zlib.compress(bytes(500_000_000)))),
    "PDF: operators": ("application/pdf", pdf(zlib.compress(b"BT /F 9 Tf (x) Tj ET " * 300_000))),
    "PDF: a page tree that holds itself": ("application/pdf", pdf(zlib.compress(b"x"), b"2 0 R " * 50_000)),
    "PDF: 50,000 times one page": ("application/pdf", pdf(zlib.compress(b"BT /F 9 Tf (x) Tj ET"), b"3 0 R " * 50_000)),
    "PDF: operators on many pages": (
        "application/pdf",
        pdf(zlib.compress(b"BT /F 9 Tf (x) Tj ET " * 30_000), b"3 0 R " * 150),
    ),
    "PDF: nested arrays": ("application/pdf", pdf(zlib.compress(b"[" * 100_000))),
    "PDF: open brackets": ("application/pdf", b"%PDF-1.4\n" + b"[" * 900_000),
    "text: Markdown rules": ("text/markdown", filled("# \n---\n```\n")),
    "text: bytes in no charset": ("text/plain", filled("\xff", size=500_000).decode().encode("latin-1") * 2),
    "text: every byte": ("text/plain", bytes(range(1, 256)) * 3_900),
}


def read(media_type: str, body: bytes) -> str:
    """Read one body as a source, and each article in it to its text."""
    found = list(_items(RawDocument("x", body, media_type, url="https://mill.example/x"), FetchOptions()))
    words = []
    for item in found[:50]:
        if isinstance(item, RawArticle):
            try:
                words.append(f"{len(extract(item).text):,} characters")
            except Unreadable as error:
                words.append(str(error))
        else:
            words.append(getattr(item, "reason", "a link"))
    return f"{len(found)} × {words[0]}" if words else "nothing"


def measured(work: Callable[[], str]) -> tuple[float, float, str]:
    """CPU seconds, memory in MB beyond what was there, and the outcome, of work in a process of its own."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
        before, start = peak(), time.process_time()
        try:
            words = work()
        except BaseException:  # noqa: BLE001 - that nothing comes through is what is measured
            words = "UNCAUGHT: " + traceback.format_exc().strip().splitlines()[-1]
        os.write(into, json.dumps([time.process_time() - start, peak() - before, words[:400]]).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return tuple(json.loads(said)) if said else (60.0, 0.0, "KILLED")  # type: ignore[return-value]


def peak() -> float:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


class Hostile(BaseHTTPRequestHandler):
    """A gzip bomb, a body without end, and one that drips."""

    def do_GET(self) -> None:
        """Answer with what the path names."""
        self.send_response(200 if self.path != "/robots.txt" else 404)
        self.send_header("Content-Type", "text/html")
        if self.path == "/bomb":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        pieces = {"/bomb": BOMB, "/endless": b"x" * 65_536, "/drip": b"x"}
        try:
            for _ in range(1 if self.path == "/bomb" else 100_000):
                self.wfile.write(pieces.get(self.path, b""))
                if self.path == "/drip":
                    time.sleep(0.1)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        """Say nothing."""


BOMB = gzip.compress(bytes(1_000_000_000), 9)[:MB] if "--no-bomb" not in sys.argv else b""


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = FetchOptions(allow_private=True, timeout=2.0, seconds_between=0)

    def fetched(path: str) -> Callable[[], str]:
        url = f"http://127.0.0.1:{server.server_port}{path}"
        return lambda: load([url], options=options)[1][0].reason

    for media_type in ("text/html", "text/xml", "message/rfc822", "application/pdf"):  # import it all beforehand
        read(media_type, b"<rss><channel><item><title>x</title>" if "xml" in media_type else b"<p>x</p>" * 20)
    load([f"http://127.0.0.1:{server.server_port}/robots.txt"], options=options)

    works = {name: (lambda kind=kind, body=body: read(kind, body)) for name, (kind, body) in BODIES.items()}
    works |= {f"web: {path[1:]}": fetched(path) for path in ("/bomb", "/endless", "/drip")}
    over = 0
    print(f"{'body':<42} {'CPU s':>6} {'MB':>6}  outcome")
    for name, work in works.items():
        cpu, memory, words = measured(work)
        bad = cpu > MOST_CPU or memory > MOST_MEMORY or words.startswith(("UNCAUGHT", "KILLED"))
        over += bad
        print(f"{name:<42} {cpu:6.2f} {memory:6.1f}{' !' if bad else '  '}{words[:90]}", flush=True)
    print(f"\n{len(works)} bodies, {over} over the bar of {MOST_CPU} s CPU and {MOST_MEMORY:.0f} MB")
    server.shutdown()


if __name__ == "__main__":
    main()
