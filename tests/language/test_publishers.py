"""Who publishes an article, and which agency its text comes from."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.language.publishers import families, family, honest_name, registrable_domain, same_site, wire_credit


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/news/1", "bbc.co.uk"),
        ("https://asia.nikkei.com/x", "nikkei.com"),
        ("https://alice.substack.com/p/1", "alice.substack.com"),
        ("https://substack.com/", "substack.com"),
        ("ledger.example/a", "ledger.example"),
        ("https://sub.ledger.example:8443/", "ledger.example"),
        ("http://127.0.0.1:80/", "127.0.0.1"),
        ("http://[::1]/", "::1"),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_the_registrable_domain_is_what_somebody_registered(url, domain):
    """By the public suffix list, and the subdomain on sites that host many publishers."""
    assert registrable_domain(url) == domain


def test_two_pages_of_one_site_are_of_one_site():
    """Whatever the host in front."""
    assert same_site("https://www.ledger.example/a", "http://m.ledger.example/b")
    assert not same_site("https://ledger.example/a", "https://ledger.test/a")
    assert not same_site("", "")


@pytest.mark.parametrize(
    ("publisher", "url", "found"),
    [
        ("BBC News", None, "BBC"),
        (None, "https://www.bbc.co.uk/x", "BBC"),
        ("The Wall Street Journal", None, "News Corp"),
        (None, "https://nypost.com/x", "News Corp"),
        (None, "https://www.reuters.com/x", "Reuters"),
        ("The Ledger", None, "ledger"),
        ("ledger", None, "ledger"),
        (None, "https://ledger.example/x", "ledger.example"),
        ("Reuters", "https://mill.example/x", "mill.example"),
        ("Fox News", "https://news.google.com/x", "Fox"),
        (None, None, None),
        ("", "", None),
    ],
)
def test_a_family_is_the_unit_of_independence(publisher, url, found):
    """Owners are known by domain or name; a page cannot claim a family by its name alone."""
    assert family(publisher, url) == found


def test_families_meet_as_each_by_itself_would():
    """Also where the last two labels of a host are no domain, where a name is a site's, and on aggregators."""
    articles = [
        (None, "https://www.bbc.co.uk/1"),
        (None, "https://news.bbc.co.uk/2"),
        ("BBC News", None),
        (None, "https://m.ledger.com.mt/1"),
        (None, "https://www.ledger.com.mt/2"),
        (None, "https://www.courier.com.mt/3"),
        ("Fox News", "https://news.google.com/x"),
        (None, "https://alice.substack.com/p/1"),
        (None, "https://www.mill.example/x"),
        (None, "http://127.0.0.1/x"),
        ("The Ledger", "http://[broken"),
        (None, None),
    ]
    assert families(articles) == [family(*article) for article in articles]


def test_unrelated_hosts_need_no_list_of_suffixes():
    """Three articles whose hosts share nothing are told apart without loading it; two of one end are not."""
    program = """
import sys
from briefer.language.publishers import families
print(families([(None, f"https://www.{host}/x") for host in ("ledger.example", "mill.test", "wool.com.mt")]))
print("tld" in sys.modules, families([(None, "https://www.wool.com.mt/a"), (None, "https://m.wool.com.mt/b")]))
print("tld" in sys.modules)
"""
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert printed.splitlines() == [
        "['ledger.example', 'mill.test', 'com.mt']",
        "False ['wool.com.mt', 'wool.com.mt']",
        "True",
    ]


@pytest.mark.parametrize(
    ("name", "url", "shown"),
    [
        ("Reuters", "https://mill.example/x", "mill.example"),
        ("Reuters", "https://www.reuters.com/x", "Reuters"),
        ("BBC News", "https://www.bbc.com/x", "BBC News"),
        ("The Ledger", "https://mill.example/x", "The Ledger"),
        ("Reuters", "https://www.msn.com/x", "Reuters"),
        ("Reuters", None, "Reuters"),
        (None, "https://mill.example/x", None),
    ],
)
def test_a_known_name_is_believed_only_of_its_own_site(name, url, shown):
    """Unknown names are taken as they are, and so are names on sites that show others' articles."""
    assert honest_name(name, url) == shown


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("LONDON, June 18 (Reuters) - The mill opened.", "Reuters"),
        ("WASHINGTON (AP) — The mill opened.", "AP"),
        ("AP — The mill opened.", "AP"),
        ("PARIS (Agence France-Presse) – The mill opened.", "AFP"),
        ("PORT ELLERY, 18 June 2025 /PRNewswire/ -- The mill opened.", "PR Newswire"),
        ("PORT ELLERY, Ohio (Wexmoor) - The mill opened.", "Wexmoor"),
        ("The mill reopens\n\nBy The Associated Press\n\nThe mill opened.", "AP"),
        ("By Jane Doe, Associated Press\nThe mill opened.", "AP"),
        ("The mill opened.\n\n(Reporting by A. B. in London; Editing by C. D.)", "Reuters"),
        ("The mill opened.\n\n© 2025 AFP", "AFP"),
        ("The mill opened. — PTI", "PTI"),
        ("The mill opened.\n\nSource: Xinhua", "Xinhua"),
        ("The owner told Reuters that the mill had opened.", None),
        ("The mill opened, the AP reported.", None),
        ("The mill opened.\n\nAP writer Bo Roe contributed to this report.", None),
        ("Reuters\n\nThe mill opened.", None),
        ("The Ledger (NYSE: LDG) - the mill opened.", None),
        ("", None),
    ],
)
def test_a_wire_credit_is_a_credit_and_no_mention(text, agency):
    """Datelines, bylines and footers; not what somebody told an agency, and no photograph's line."""
    assert wire_credit(text) == agency


@given(st.text(), st.text())
def test_nothing_raises_on_any_text(text, url):
    """Articles and addresses come from anywhere."""
    wire_credit(text)
    assert families([(text, url)] * 2) == [family(text, url)] * 2
    honest_name(text, url)
