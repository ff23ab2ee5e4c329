"""Pages from the web: what is asked for, how politely, and what is made of the answer."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from sources_server import Reply

from briefer.formats import extract
from briefer.sources import load
from briefer.sources.web.politeness import robots


def reason(result):
    """Why the one source that failed did."""
    assert not result[0]
    (failure,) = result[1]
    return failure.reason


def test_a_page_is_read_from_its_address(site, page, local):
    """The article carries the address, and the text that its readers see."""
    site.replies["/mill"] = Reply(page())
    ((article,), ()) = load([f"{site.url}/mill"], options=local)
    assert (article.source, article.url) == (f"{site.url}/mill", f"{site.url}/mill")
    assert extract(article).text.startswith("The paper mill")


def test_the_order_of_the_sources_is_kept_whoever_answers_first(sites, page, local):
    """Slow sources do not move to the end."""
    urls = []
    for number in range(6):
        site = sites(f"127.0.0.{number + 2}")
        site.replies["/"] = Reply(page(f"Number {number}"), delay=0.05 * (6 - number))
        urls.append(f"{site.url}/")
    told = []
    articles, failures = load(urls, options=local, progress=lambda source, words: told.append((source, words)))
    assert [article.source for article in articles] == urls
    assert told == [(url, "1 article") for url in urls]
    assert not failures


def test_one_dead_site_does_not_stop_the_others(site, page, local):
    """Each failure is a line of its own."""
    site.replies["/"] = Reply(page())
    dead = "http://127.0.0.1:9/"
    articles, (failure,) = (
        load([dead, f"{site.url}/", "http://no.such.host.invalid/"], options=local)[0],
        load([dead], options=local)[1],
    )
    assert len(articles) == 1
    assert failure.source == dead
    assert "refuses connections" in failure.reason


def test_the_same_address_is_asked_once(site, page, local):
    """Fragments and marks of whoever shared it make no other article."""
    site.replies["/a"] = Reply(page())
    load([f"{site.url}/a", f"{site.url}/a#top", f"{site.url}/a?utm_source=x"], options=local)
    assert site.paths == ["/a"]


def test_redirects_are_followed_to_the_fifth(site, page, local):
    """The article's address is where it was found in the end."""
    for hop in range(6):
        site.replies[f"/{hop}"] = Reply(status=302, headers={"Location": f"/{hop + 1}"})
    site.replies["/6"] = Reply(page())
    ((article,), ()) = load([f"{site.url}/1"], options=local)
    assert (article.source, article.url) == (f"{site.url}/1", f"{site.url}/6")
    assert "more than 5 times" in reason(load([f"{site.url}/0"], options=local))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "there is no such page (it answers 404 Not Found)"),
        (403, "does not let it be read by programs"),
        (500, "500 Internal Server Error"),
        (204, "204 No Content"),
        (799, "an unknown status"),
    ],
)
def test_a_refusal_is_told_in_words(site, local, status, words):
    """With the number, for those who know it."""
    site.replies["/"] = Reply(status=status)
    assert words in reason(load([f"{site.url}/"], options=local))


def test_what_cannot_be_an_article_is_not_downloaded(site, local):
    """A picture is refused by its type, before its body."""
    site.replies["/"] = Reply(b"x" * 100, "image/png")
    assert "image/png" in reason(load([f"{site.url}/"], options=local))


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress, lambda b: zlib.compress(b)[2:-4]])
def test_compressed_answers_are_read(site, page, local, compress):
    """Gzip, and deflate in both its readings."""
    encoding = "gzip" if compress is gzip.compress else "deflate"
    site.replies["/"] = Reply(compress(page()), headers={"Content-Encoding": encoding})
    assert len(load([f"{site.url}/"], options=local)[0]) == 1


@pytest.mark.parametrize(
    ("body", "encoding", "words"),
    [
        (gzip.compress(b"x" * 3_000_000), "gzip", "larger than 1 MB"),
        (b"no gzip at all", "gzip", "broken"),
        (b"x", "br", "compressed with br"),
        (b"x" * 1_500_000, "", "larger than 1 MB"),
    ],
)
def test_bombs_and_broken_bodies_are_refused(site, local, body, encoding, words):
    """The limit counts what comes out, not what comes in."""
    site.replies["/"] = Reply(body, headers={"Content-Encoding": encoding} if encoding else {})
    assert words in reason(load([f"{site.url}/"], options=replace(local, max_bytes=1_000_000)))


def test_a_server_that_drips_is_cut_off_at_the_deadline(site, local):
    """A byte now and then keeps no reader waiting: the deadline is for the whole."""
    site.replies["/"] = Reply(b"x" * 1_000, drip=0.1)
    assert "time allowed" in reason(load([f"{site.url}/"], options=replace(local, timeout=0.5)))
    assert "/" not in site.finished


def test_the_charset_of_the_transport_is_heeded(site, local):
    """It counts before what the page says of itself."""
    words = "Бумажная фабрика снова открылась в понедельник после четырёх лет."
    body = f'<meta charset="utf-8"><p>{words}</p>'.encode("cp1251")
    site.replies["/"] = Reply(body, "text/html; charset=windows-1251")
    assert extract(load([f"{site.url}/"], options=local)[0][0]).text == words


def test_the_user_agent_is_honest_and_no_cookie_comes_back(site, page, local):
    """A site can tell who reads it, and is told nothing else."""
    site.replies |= {path: Reply(page(), headers={"Set-Cookie": "a=1"}) for path in ("/1", "/2")}
    load([f"{site.url}/1", f"{site.url}/2"], options=local)
    for _, headers in site.requests:
        assert headers["user-agent"].startswith("briefer/")
        assert "cookie" not in headers
        assert "referer" not in headers


def test_requests_to_one_host_keep_their_distance(site, page, local, monkeypatch):
    """Each waits for one distance more than the one before it, whatever the number of threads."""
    site.replies |= {f"/{n}": Reply(page()) for n in range(3)}
    slept, an_hour = [], 3_600.0
    monkeypatch.setattr("time.sleep", slept.append)
    assert len(load([f"{site.url}/{n}" for n in range(3)], options=replace(local, seconds_between=an_hour))[0]) == 3
    assert sorted(round(seconds / an_hour) for seconds in slept) == [0, 1, 2]


def test_robots_txt_is_kept(site, page, local):
    """What a site keeps programs from is not asked for."""
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private/\n", "text/plain")
    site.replies |= {"/private/a": Reply(page()), "/b": Reply(page())}
    articles, (failure,) = load([f"{site.url}/private/a", f"{site.url}/b"], options=local)
    assert [article.source for article in articles] == [f"{site.url}/b"]
    assert "robots.txt keeps programs from it" in failure.reason
    assert site.paths == ["/b"]
    assert load([f"{site.url}/private/a"], options=replace(local, robots=False))[0]


def test_robots_txt_is_read_once_a_site_and_not_for_feeds(site, page, local):
    """A feed is there for programs."""
    site.replies |= {"/1": Reply(page()), "/2": Reply(page()), "/feed.xml": Reply(b"<rss></rss>", "text/xml")}
    load([f"{site.url}/feed.xml"], options=local)
    assert [path for path, _ in site.requests] == ["/feed.xml"]
    load([f"{site.url}/1", f"{site.url}/2"], options=local)
    assert [path for path, _ in site.requests].count("/robots.txt") == 1


def test_a_site_whose_robots_txt_fails_is_left_alone(site, page, local):
    """RFC 9309: a server error means that nothing may be read."""
    site.replies |= {"/": Reply(page()), "/robots.txt": Reply(status=503)}
    assert "robots.txt cannot be read" in reason(load([f"{site.url}/"], options=local))


@pytest.mark.parametrize(
    ("rules", "target", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Briefer\nAllow: /", "/a", True),
        ("User-agent: a\nUser-agent: briefer/1.0\nDisallow: /x", "/x/y", False),
        ("User-agent: *\nDisallow: /p\nAllow: /p/open", "/p/open/1", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("User-agent: *\nDisallow: /a*b*c", "/axxbyyc/1", False),
        ("User-agent: *\nDisallow: /a%3cd", "/a<d", False),
        ("User-agent: *\nDisallow: /a # note", "/a", False),
        ("Disallow: /", "/a", True),
        ("<html>no rules</html>", "/a", True),
    ],
)
def test_rules_of_robots_txt(rules, target, allowed):
    """The longest rule of our own group, or else of the group for all, decides."""
    assert robots(rules, "briefer").allows(target) is allowed


def test_what_has_not_changed_is_not_sent_again(site, page, local, tmp_path):
    """The site's own marks go back to it to the letter, and 304 gives what was kept."""
    marks = {"ETag": 'W/"a-1"', "Last-Modified": "Wed, 18 Jun 2025 10:00:00 GMT"}
    site.replies["/"] = [Reply(page(), headers=marks), Reply(status=304)]
    options = replace(local, cache=tmp_path)
    first, second = (load([f"{site.url}/"], options=options)[0][0] for _ in range(2))
    assert first == second
    headers = [headers for path, headers in site.requests if path == "/"][1]
    assert headers["if-none-match"] == 'W/"a-1"'
    assert headers["if-modified-since"] == "Wed, 18 Jun 2025 10:00:00 GMT"


def test_what_is_fresh_is_not_asked_for(site, page, local, tmp_path):
    """A site's max-age is believed, no-store obeyed."""
    site.replies["/a"] = Reply(page(), headers={"Cache-Control": "max-age=600"})
    site.replies["/b"] = Reply(page(), headers={"Cache-Control": "no-store, max-age=600"})
    for _ in range(2):
        load([f"{site.url}/a", f"{site.url}/b"], options=replace(local, cache=tmp_path))
    assert sorted(site.paths) == ["/a", "/b", "/b"]


def test_a_damaged_cache_costs_a_request_and_no_more(site, page, local, tmp_path):
    """Files that somebody cut short count as none."""
    site.replies["/"] = Reply(page(), headers={"Cache-Control": "max-age=600"})
    for _ in range(2):
        assert load([f"{site.url}/"], options=replace(local, cache=tmp_path))[0]
        for file in tmp_path.iterdir():
            file.write_bytes(b'{"url": ')
    assert site.paths == ["/", "/"]


def test_a_site_that_says_when_to_come_back_is_asked_again_then(site, page, local):
    """Once, and only when that is soon."""
    site.replies["/"] = [Reply(status=429, headers={"Retry-After": "0"}), Reply(page())]
    assert load([f"{site.url}/"], options=local)[0]
    site.replies["/"] = Reply(status=503, headers={"Retry-After": "3600"})
    assert "it says to wait 3600 s" in reason(load([f"{site.url}/"], options=local))


def test_a_dead_site_costs_the_waiting_once(site, local):
    """Its robots.txt is not waited for again for each of its pages."""
    site.replies["/robots.txt"] = Reply(b"", delay=45.0)
    failures = load([f"{site.url}/{n}" for n in range(5)], options=replace(local, timeout=0.3))[1]
    assert len(failures) == 5
    assert len(site.requests) <= 1  # its robots.txt, unless the time was over before that was asked for


def test_a_proxy_is_used_only_when_it_is_configured(site, page, local, monkeypatch):
    """What the environment says of proxies is another program's business."""
    site.replies["http://ledger.example/a"] = Reply(page())
    monkeypatch.setenv("HTTP_PROXY", site.url)
    assert not load(["http://ledger.example/a"], options=local)[0]
    assert not site.requests
    ((article,), ()) = load(["http://ledger.example/a"], options=replace(local, proxy=site.url, allow_private=False))
    assert article.url == "http://ledger.example/a"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f000001", "127.1", "[::1]", "db", "db.internal"])
def test_a_proxy_is_not_asked_for_what_is_inside(site, local, host):
    """It may stand inside the network and reach it."""
    options = replace(local, proxy=site.url, allow_private=False)
    assert "--allow-private" in reason(load([f"http://{host}/"], options=options))
    assert not site.requests


def test_a_certificate_that_nobody_signed_is_refused(tmp_path, local):
    """An https address is what it says, or it is not read."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl, which makes the certificate, is not on this machine")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer():
            with suppress(OSError):
                listening.settimeout(45.0)
                for _ in range(2):
                    with context.wrap_socket(listening.accept()[0], server_side=True):
                        pass

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        url = f"https://127.0.0.1:{listening.getsockname()[1]}/"
        assert "certificate is not valid" in reason(load([url], options=local))
