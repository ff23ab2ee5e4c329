"""Damaged documents of every kind: does anything but text or a reason in words ever come out?

    python benchmarks/fuzz_sources.py [COUNT] [SEED]

COUNT (10,000) mutants each of feeds and pages, a tenth of that of the other kinds. A mutant is a well-formed document
of ours with stretches deleted, doubled, moved, overwritten, or mixed with what breaks parsers.
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from collections import Counter

from briefer.formats import Unreadable, extract
from briefer.records import RawArticle
from briefer.sources import FetchOptions
from briefer.sources.items import RawDocument
from briefer.sources.loading import _items  # one document, without a file for it

WORDS = "The paper mill on the lower river opened again on Monday after four years, its new owner said. " * 4

SEEDS: dict[str, list[tuple[str, bytes]]] = {
    "feeds": [
        (
            "text/xml",
            f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss><rss version="2.0"
            xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel><title>The Ledger</title><link>https://ledger.example/</link><item>
            <title>Caf&eacute; &amp; mill</title>
            <link>https://ledger.example/1</link><guid isPermaLink="false">a-1</guid><dc:creator>Ann Lee</dc:creator>
            <pubDate>Wed, 18 Jun 2025 10:00:00 GMT</pubDate>
            <content:encoded><![CDATA[<p>{WORDS}</p>]]></content:encoded>
            </item><item><title>Two</title><link>/2</link><description>&lt;b&gt;x&lt;/b&gt;</description></item>
            </channel></rss>""".encode(),
        ),
        (
            "application/atom+xml",
            f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://ledger.example/">
            <title type="html">L</title>
            <entry><id>tag:x,2025:1</id><title>Mill</title><link rel="alternate" href="1"/><updated>2025-06-18T10:00:00Z
            </updated><author><name>Ann</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
            <p>{WORDS}</p></div></content></entry></feed>""".encode(),
        ),
        (
            "application/feed+json",
            f'{{"version":"https://jsonfeed.org/version/1.1","title":"L","items":[{{"id":"1","url":"https://l.example/1",'
            f'"content_html":"<p>{WORDS}</p>","date_published":"2025-06-18T10:00:00Z"}},{{"id":2}}]}}'.encode(),
        ),
    ],
    "pages": [
        (
            "text/html",
            f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The mill reopens | The Ledger</title>
            <link rel="canonical" href="https://ledger.example/1"><meta property="og:title" content="Mill">
            <script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle",
            "headline":"Mill","datePublished":"2025-06-18T10:00:00Z","author":[{{"name":"Ann"}}]}}]}}</script>
            <style>.a, #b > p {{ display: none }} @media screen {{ .c {{ color: #fff }} }} /* x */</style></head><body>
            <nav><a href="/">Home</a></nav><article><h1>The mill reopens</h1><p class="a" style="left:-9999px">x</p>
            <p>{WORDS}</p><ul><li>One<li>Two</ul><table><tr><td>1<td>2</table><blockquote>Q</blockquote><p>{WORDS}</p>
            <p style="color:rgba(0,0,0,.5);font:12px/1 Arial;transform:scale(1)">{WORDS}</p><time datetime="2025-06-18">
            </time></article><template><p>x</p></template><footer>&copy; L</footer></body></html>""".encode(),
        ),
        (
            "application/xhtml+xml",
            f'<?xml version="1.0" encoding="utf-8"?><html><body><p>{WORDS}</p></body></html>'.encode(),
        ),
    ],
    "others": [
        (
            "text/x-opml",
            b'<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="https://l.example/f"/></body></opml>',
        ),
        ("application/json", f'{{"articles":[{{"title":"Mill","text":"{WORDS}","url":null,"id":7}}]}}'.encode()),
        ("application/jsonl", f'{{"text":"{WORDS}","title":"a"}}\n{{"text":"b"}}\n'.encode()),
        ("text/markdown", f"---\ntitle: Mill\n---\n# Mill\n\n{WORDS}\n\nNext\n----\n```\ncode\n```\n".encode()),
        ("text/plain", WORDS.encode("utf-16")),
        (
            "message/rfc822",
            b"From: =?utf-8?q?L=C3=A9?= <a@l.example>\nSubject: Mill\nDate: Wed, 18 Jun 2025 10:00:00 GMT\n"
            b'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\n'
            b"Text\n--b\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
            + f"<p>{WORDS}=E9</p>\n--b--\n".encode(),
        ),
        (
            "application/pdf",
            # small, and without a table of its parts, which pypdf finds by itself
            b"\n".join(
                (
                    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj",
                    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj",
                    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R",
                    b"/Resources << /Font << /F 5 0 R >> >> >>\nendobj\n4 0 obj\n<< /Length 44 >>\nstream",
                    b"BT /F 9 Tf 9 9 Td (The mill opened.) Tj ET   \nendstream\nendobj\n5 0 obj",
                    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj",
                    b"trailer << /Size 6 /Root 1 0 R >>\n",
                )
            ),
        ),
    ],
}
BREAKERS = [
    *(b"&#55555;", b"&#x110000;", b"&#xD800;", b"&bogus;", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"]]>"),
    *(
        b"<![CDATA[",
        b"<!--",
        b"-->",
        b"<!ENTITY x 'y'>",
        b"<!DOCTYPE",
        b"<?",
        b"?>",
        b"</",
        b"<",
        b">",
        b'"',
        b"'",
        b"\\",
        b"\\u0000",
    ),
    *(b"\\ud800", b"=?utf-8?b?///?=", b"=?x?q?", b"\r\n\r\n", b"charset=utf-7", b"charset=zlib", b"\x1b$B", b"9" * 400),
    *(b"{" * 200, b"[" * 200, b"<div>" * 300, b"99999999999-99-99", b"http://[", b"//\xc0\xaf", b"%00", b"xmlns:"),
    *(
        b"xml:base='http://[x'",
        b"style='color:rgb(999,,,)'",
        b"calc(1px",
        b"1e999px",
        b"!important",
        b"@media",
        b"url(",
        b"--b",
        b"R R R",
    ),
]


def mutant(seed: bytes, rng: random.Random) -> bytes:
    body = bytearray(seed)
    for _ in range(rng.choice((1, 1, 2, 3, 6, 15))):
        at = rng.randrange(len(body) + 1)
        end = min(len(body), at + rng.choice((1, 2, 8, 40, 200)))
        match rng.randrange(6):
            case 0:
                del body[at:end]
            case 1:
                body[at:at] = body[at:end] * rng.choice((1, 3, 30))
            case 2:
                body[at:at] = rng.choice(BREAKERS)
            case 3:
                body[at:end] = rng.randbytes(end - at)
            case 4:
                body = body[end:] + body[:end]
            case 5:
                body = body[:at] if rng.random() < 0.3 else body + body[at:end]
    return bytes(body)


def outcome(media_type: str, body: bytes) -> str:
    """What came of one document: "text", "link", or "reason"."""
    said = "nothing"
    for item in _items(RawDocument("x", body, media_type, url="https://ledger.example/x"), FetchOptions()):
        said = "link"
        if isinstance(item, RawArticle):
            try:
                extract(item).text.encode()
                said = "text"
            except Unreadable as error:
                said = "reason" if str(error) else "EMPTY REASON"
        elif hasattr(item, "reason"):
            said = "reason" if item.reason else "EMPTY REASON"
    return said


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(
        f"{'kind':<8} {'mutants':>8} {'text':>7} {'link':>7} {'reason':>7} {'nothing':>8}"
        f" {'uncaught':>9} {'slowest':>8} {'time':>7}"
    )
    for kind, seeds in SEEDS.items():
        found: Counter[str] = Counter()
        start, slowest = time.perf_counter(), 0.0
        total = count if kind != "others" else count // 10 * len(seeds)
        for number in range(total):
            media_type, seed = seeds[number % len(seeds)]
            body = mutant(seed, rng)
            began = time.perf_counter()
            try:
                found[outcome(media_type, body)] += 1
            except Exception:  # noqa: BLE001 - that there is none is what is measured
                found["uncaught"] += 1
                print(media_type, repr(body[:300]), traceback.format_exc().strip().splitlines()[-3:], file=sys.stderr)
            slowest = max(slowest, time.perf_counter() - began)
        print(
            f"{kind:<8} {total:8,} {found['text']:7,} {found['link']:7,} {found['reason']:7,} {found['nothing']:8,}"
            f" {found['uncaught']:9,} {slowest:7.2f}s {time.perf_counter() - start:6.1f}s",
            flush=True,
        )


if __name__ == "__main__":
    main()
