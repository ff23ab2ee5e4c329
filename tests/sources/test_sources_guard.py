"""No source leads inside the network: neither by its own address, nor by redirects, nor by a name that changes."""

from itertools import cycle
from pathlib import Path

import pytest
from sources_server import Listener, Reply

from briefer.records import Failure
from briefer.sources import FetchOptions, load
from briefer.sources.items import WEB_PORTS
from briefer.sources.web.fetcher import Fetcher
from briefer.sources.web.public_internet import refusal
from briefer.sources.web.urls import NotFetched, address

CASES = Path(__file__).parent.parent / "cases" / "sources" / "hostile_urls.txt"
LINES = CASES.read_text(encoding="utf-8").splitlines()
HOSTILE = [line.partition(" # ")[0] for line in LINES if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def listener():
    """One listener for all tests here."""
    found = Listener()
    yield found
    found.close()


@pytest.fixture(autouse=True)
def nothing_came_in(listener):
    """Every test of this file ends with no connection made."""
    before = listener.accepted
    yield
    assert listener.accepted == before


def quick(**wishes):
    """Options with short times, and the guard on."""
    return FetchOptions(timeout=2.0, seconds_between=0.0, robots=False, **wishes)


@pytest.mark.parametrize("url", HOSTILE)
def test_no_address_leads_inside(listener, url):
    """Each is refused before anything is connected to, and the reason is in words."""
    result = Fetcher(quick()).fetch(url.replace("{port}", str(listener.port)))
    assert isinstance(result, Failure)
    assert result.reason


@pytest.mark.parametrize("url", HOSTILE)
def test_no_redirect_leads_inside(sites, listener, url):
    """A public page may not send us where we would not have gone: each hop is checked like the first."""
    outside = sites("127.0.0.77")  # plays the public internet: the one address inside that is not refused here
    place = url.replace("{port}", str(listener.port)).encode("ascii", "backslashreplace").decode()
    outside.replies["/"] = Reply(status=302, headers={"Location": place})
    port = int(outside.url.rsplit(":", 1)[1])
    fetcher = Fetcher(quick(ports=WEB_PORTS | {port}), refuse=lambda ip: None if ip == "127.0.0.77" else refusal(ip))
    assert isinstance(fetcher.fetch(outside.url), Failure)
    assert outside.paths[0] == "/"


def test_a_name_that_resolves_differently_later_gains_nothing():
    """The name is resolved once, and what was checked is what is connected to."""
    answers = cycle([["203.0.113.9"], ["127.0.0.1"]])
    asked = []

    def rebinding(host, _port):
        asked.append(host)
        return next(answers)

    for _ in range(4):
        assert isinstance(Fetcher(quick(), rebinding).fetch("http://rebind.example:8080/"), Failure)
    assert len(asked) == 4


def test_one_inner_address_among_public_ones_is_enough_to_refuse():
    """Otherwise the second attempt would go there when the first fails."""
    result = Fetcher(quick(), lambda *_: ["93.184.216.34", "127.0.0.1"]).fetch("http://mixed.example:8080/")
    assert "this machine" in result.reason


def test_allow_private_is_what_lifts_the_guard(sites):
    """Intranets are read when the person says so, and only then."""
    site = sites()
    site.replies["/"] = Reply(b"<p>The mill opened again on Monday after four years.</p>")
    assert load([site.url], options=FetchOptions(allow_private=True, seconds_between=0))[0]
    assert not load([site.url], options=quick())[0]


@pytest.mark.parametrize("ip", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])
def test_public_addresses_pass(ip):
    """Also as a network without IPv4 writes them."""
    assert refusal(ip) is None


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("https://Ledger.Example/a b", None),
        ("https://Ledger.Example:443/ä?q=ü#x", "https://ledger.example/%C3%A4?q=%C3%BC"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("http://[2606:2800:220:1::1]:8080/x", "http://[2606:2800:220:1::1]:8080/x"),
        ("https://ledger.example/a%20b%2Fc", "https://ledger.example/a%20b%2Fc"),
        ("https://ledger.example:22/", None),
    ],
)
def test_an_address_is_taken_apart_once(url, whole):
    """Host in ASCII, path and query encoded once, no fragment; or refused."""
    if whole is None:
        with pytest.raises(NotFetched):
            address(url, WEB_PORTS)
    else:
        assert address(url).url == whole
