"""Feeds and lists of feeds."""

from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources_server import Reply
from work import growth

from briefer.formats import extract
from briefer.records import RawArticle
from briefer.sources import FetchOptions, load
from briefer.sources.items import PendingLink, RawDocument
from briefer.sources.syndication import read_feed

LONG = "The paper mill on the lower river opened again on Monday after four years, its owner said. " * 10


def rss(*items, head=""):
    """A feed with these items."""
    channel = f"<channel><title>The Ledger</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?>{head}<rss version="2.0">{channel}</rss>'


def item(**fields):
    """One item of RSS, escaped as feeds do it."""
    return "<item>" + "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items()) + "</item>"


def read(text, url="https://ledger.example/feed.xml", **options):
    """What one feed gives."""
    body = text if isinstance(text, bytes) else text.encode()
    return list(read_feed(RawDocument(url, body, "text/xml", url=url), FetchOptions(**options)))


def test_an_entry_with_its_text_is_an_article():
    """Nothing is fetched when the feed has it all."""
    (article,) = read(rss(item(title="Mill", link="https://ledger.example/1", description=f"<p>{LONG}</p>", pubDate="Wed, 18 Jun 2025 10:00:00 GMT")))  # fmt: skip  # noqa: E501
    assert isinstance(article, RawArticle)
    assert (article.title, article.url, article.publisher) == ("Mill", "https://ledger.example/1", "The Ledger")
    assert article.published == "Wed, 18 Jun 2025 10:00:00 GMT"
    assert extract(article).text == " ".join(LONG.split())


@pytest.mark.parametrize("teaser", ["Short.", LONG + "[…]", LONG + '<a href="/">Continue reading</a>', LONG + "..."])
def test_a_teaser_leads_to_its_page(teaser):
    """Short texts, and texts that say that they go on elsewhere."""
    (link,) = read(rss(item(title="Mill", link="/1?utm_medium=rss", description=teaser)))
    assert link == PendingLink("https://ledger.example/1", "https://ledger.example/1", title="Mill", source_id="https://ledger.example/1")  # fmt: skip  # noqa: E501


def test_a_feed_puts_no_words_in_anothers_mouth():
    """Text for another site's address is fetched there and not taken from the feed."""
    (link,) = read(rss(item(title="Mill", link="https://reuters.com/1", description=f"<p>{LONG}</p>")))
    assert isinstance(link, PendingLink)


def test_atom_is_read():
    """Content, link, id and date in their other names."""
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Ledger</title><entry><title>Mill</title>
    <id>tag:ledger.example,2025:1</id><link href="https://ledger.example/1"/><updated>2025-06-18T10:00:00Z</updated>
    <content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>"""
    (article,) = read(atom)
    assert (article.title, article.source_id, article.published) == ("Mill", "tag:ledger.example,2025:1", "2025-06-18T10:00:00Z")  # fmt: skip  # noqa: E501


def test_json_feed_is_read(tmp_path):
    """Its text may be plain or HTML."""
    feed = """{"version": "https://jsonfeed.org/version/1.1", "title": "The Ledger", "items": [
      {"id": "1", "content_text": "The mill opened.", "title": "Mill", "date_published": "2025-06-18T10:00:00Z"},
      {"id": 2, "content_html": "<p>Sixty <b>people</b>.</p>"}, 7]}"""
    (tmp_path / "feed.json").write_text(feed)
    articles, failures = load([str(tmp_path / "feed.json")])
    assert [extract(article).text for article in articles] == ["The mill opened.", "Sixty people."]
    assert [article.source_id for article in articles] == ["1", "2"]
    assert not failures


def test_ids_survive_when_they_are_missing_or_repeated():
    """Each article has an id of its own, the same at every reading."""
    text = rss(
        item(title="A", guid="x", link="https://ledger.example/1"),
        item(title="B", guid="x", link="https://ledger.example/2"),
        item(title="B", guid="x", link="https://ledger.example/2"),
        item(title="C", link="https://ledger.example/3"),
        item(title="D", description="No link."),
        item(title="E", description="No link."),
    )
    first, second = ([each.source_id for each in read(text)] for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first) == 5
    assert first[2] == "https://ledger.example/3"


def test_since_and_max_choose_what_is_read():
    """Older entries are left out; those without a date stay; then the first so many."""
    items = [
        item(title=str(year), link=f"/{year}", pubDate=f"Wed, 18 Jun {year} 10:00:00 GMT")
        for year in (2025, 2024, 2023)
    ]
    text = rss(*items, item(title="undated", link="/u"))
    assert [each.title for each in read(text, since=datetime(2024, 1, 1, tzinfo=UTC))] == ["2025", "2024", "undated"]
    assert [each.title for each in read(text, max_entries=2)] == ["2025", "2024"]
    assert "recent enough" in read(rss(*items), since=datetime(2026, 1, 1, tzinfo=UTC))[0].reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (rss(), "lists no articles"),
        ("<html><body>no feed</body></html>", "no feed"),
        (rss(item(title="x")), "neither its text nor a link"),
        (rss(item(title="x", link="javascript:alert(1)")), "neither its text nor a link"),
        (rss(item(title="x", link="file:///etc/hostname")), "neither its text nor a link"),
    ],
)
def test_a_feed_that_gives_nothing_says_why(text, words):
    """In words for a person."""
    assert words in read(text)[0].reason


def test_feeds_with_errors_are_read():
    """A bare ampersand, a wrong declaration, control characters."""
    text = rss("<item><title>Salt & pepper</title><link>/1</link></item>").replace("?>", ' encoding="us-ascii"?>')
    (link,) = read(text.encode() + "é\x0b".encode())
    assert link.title == "Salt & pepper"


def test_entities_of_html_are_resolved():
    """Feeds use them without defining them."""
    (link,) = read(rss("<item><title>Caf&eacute;&nbsp;news &amp; more</title><link>/1</link></item>"))
    assert link.title == "Café news & more"


def test_a_long_prolog_is_cut_off(monkeypatch):
    """Empty lines before the feed, for 40,000 of which feedparser's expressions take half a minute, do not reach it."""
    given = []
    parse = feedparser.parse
    monkeypatch.setattr(feedparser, "parse", lambda file, **how: given.append(file.getvalue()) or parse(file, **how))
    assert read("\n" * 40_000 + rss(item(title="x", link="/1"), head="\n" * 40_000))[0].title == "x"
    assert b"\n" not in given[0][:20]
    assert given[0].startswith(b"<rss")


def test_entities_that_explode_are_cut_off():
    """What a feed defines for itself is not read at all."""
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    outside = '<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    (found,) = read(rss("<item><title>&j;&f;x</title><link>/1</link></item>", head=laughs + outside))
    assert len(found.title or "") < 20


def test_fifty_thousand_entries_are_cut_to_what_is_read():
    """A feed of a megabyte costs no more than its first few hundred entries."""

    def found(entries):
        return read(rss("<item><link>/%d</link></item>" * entries % tuple(range(entries))), max_entries=10_000)

    assert len(found(50_000)) == 300
    assert growth(found, 1_000) < 1.2


def test_a_list_of_feeds_leads_to_their_articles(site, page, local):
    """OPML, then each feed, then each article, in the order of the lists."""
    site.replies["/list.opml"] = Reply(
        b'<opml version="2.0"><body><outline text="News"><outline xmlUrl="/b.xml"/><outline xmlUrl="/a.xml"/>'
        b'<outline xmlUrl="/gone.xml"/></outline></body></opml>',
        "text/x-opml",
    )
    for name in "ab":
        site.replies[f"/{name}.xml"] = Reply(rss(item(title=name, link=f"/{name}1"), item(link=f"/{name}2")).encode(), "text/html")  # fmt: skip  # noqa: E501
        site.replies |= {f"/{name}{number}": Reply(page()) for number in (1, 2)}
    articles, failures = load([f"{site.url}/list.opml"], options=local)
    assert [article.url.rsplit("/")[-1] for article in articles] == ["b1", "b2", "a1", "a2"]
    assert articles[0].title == "b"
    assert [failure.source for failure in failures] == [f"{site.url}/gone.xml"]


def test_a_feed_in_a_file_leads_to_the_web(site, page, local, tmp_path):
    """A saved feed is as good as one that is fetched."""
    site.replies["/1"] = Reply(page())
    (tmp_path / "feed.xml").write_text(rss(item(title="Mill", link=f"{site.url}/1")))
    assert len(load([str(tmp_path / "feed.xml")], options=local)[0]) == 1
    assert not load([str(tmp_path / "feed.xml")], options=replace(local, allow_private=False))[0]


@pytest.mark.parametrize("address", ["http://[", "&#xD800;", "", "x" * 9_000])
def test_a_malformed_address_in_a_list_is_a_failure(tmp_path, address):
    """It costs that feed and nothing else."""
    (tmp_path / "list.opml").write_text(f'<opml><body><outline xmlUrl="{address}"/></body></opml>')
    articles, failures = load([str(tmp_path / "list.opml")])
    assert not articles
    assert len(failures) == 1


def test_links_of_a_saved_feed_are_relative_to_its_site():
    """A file has no address; the feed says where it is at home."""
    text = rss("<link>https://ledger.example/</link>", item(title="Mill", link="/1"))
    (link,) = read_feed(RawDocument("feed.xml", text.encode(), "text/xml"), FetchOptions())
    assert link.url == "https://ledger.example/1"


def test_lists_within_lists_come_to_an_end(site, local):
    """Lists that name each other are followed a few steps and then named."""
    for number in range(9):
        body = f'<opml><body><outline xmlUrl="/{number + 1}.opml"/></body></opml>'
        site.replies[f"/{number}.opml"] = Reply(body.encode(), "text/xml")
    assert "within a list" in load([f"{site.url}/0.opml"], options=local)[1][0].reason


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="<>&;/!?[]\"'= \n\\#x0aζ" + "itemlnkdscrpogu", max_size=300))
def test_no_damage_to_a_feed_raises(damage):
    """Whatever stands between the tags, there is an answer."""
    assert read(f"<rss><channel><item>{damage}</item></channel></rss>")
