"""Pages: what of them is the article, and what they say of themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.formats import Unreadable, extract
from briefer.formats.web_page.layout import blocks, join
from briefer.formats.web_page.markup import parse
from briefer.records import RawArticle


def read(html, url=None):
    """What is read of a page."""
    return extract(RawArticle(url or "page.html", html, "text/html", url=url))


def laid(html):
    """All the text of a page as a browser lays it out."""
    return join(blocks(parse(html))).text


STORY = """<p>The paper mill on the lower river opened again on Monday after four years, its owner said at the gate.</p>
<p>About sixty people work there now, and the owner wants to take on forty more before the end of the winter.</p>
<p>The town lent two million crowns for the new boiler, which burns bark and leaves a third of the old ash.</p>"""


def page(head="", around="", body=STORY):
    """A page with an article."""
    return f"<html lang='en-GB'><head>{head}</head><body>{around}<article>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One\n   <b>two</b>three</p>", "One twothree"),
        ("<p>One<br>two</p>", "One\ntwo"),
        ("<p>One<br><br>Two</p>", "One\n\nTwo"),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>", "A\tB\n\n1\t2"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<div>One<div>Two</div>Three</div>", "One\n\nTwo\n\nThree"),
        ("<p>A&nbsp;B &amp; C&#8212;D</p>", "A\xa0B & C\u2014D"),
        ("<p>so\u00adft zero\u200bwidth</p>", "soft zerowidth"),
        ("<p>One<!-- no -->two</p>", "Onetwo"),
    ],
)
def test_text_is_laid_out_as_a_browser_shows_it(html, text):
    """White space collapses, blocks stand apart, line breaks break."""
    assert laid(html) == text


def test_headings_are_marked_where_they_stand():
    """Whoever reads on can tell a heading from a sentence."""
    found = read(page(body=f"<h1>The mill reopens</h1>{STORY}<h2>What next</h2>{STORY}"))
    assert [span.of(found.text) for span in found.headings] == ["What next"]


def test_the_headline_is_the_title_and_no_sentence():
    """It is not said twice; other headings stay."""
    found = read(page(body=f"<p>City</p><h1>The mill reopens</h1>{STORY}"))
    assert found.title == "The mill reopens"
    assert "The mill reopens" not in found.text


def test_what_stands_around_an_article_is_left_out():
    """Navigation, footer, related links and forms are no sentences of the article."""
    around = """<nav><ul><li><a href="/1">World news today</a></li><li><a href="/2">Sport</a></li></ul></nav>
    <aside><h3>Most read</h3><ul><li><a href="/3">A cow was found in the town hall on Tuesday</a></li></ul></aside>
    <form><p>Sign up for our newsletter and get the news of the river.</p><button>Go</button></form>"""
    found = read(page(around=around).replace("</body>", "<footer>All rights reserved by the Ledger</footer></body>"))
    assert found.text.startswith("The paper mill")
    for words in ("World news", "cow", "Sign up", "Go", "rights reserved"):
        assert words not in found.text


def test_a_page_of_one_sentence_is_read():
    """Where there is nothing around it, a short text is the article."""
    assert read("<h1>Small</h1><p>One sentence only.</p>").text == "One sentence only."


LD = '<script type="application/ld+json">%s</script>'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (LD % '{"@type":"NewsArticle","datePublished":"2025-06-18T10:00:00+02:00"}', "2025-06-18T10:00:00+02:00"),
        (LD % '{"@graph":[{"@type":["Thing","Article"],"datePublished":"2025-06-18"}]}', "2025-06-18"),
        (LD % '[{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","datePublished":"2025"}}]', "2025"),
        (LD % "{broken" + '<meta property="article:published_time" content="2025-06-18T10:00Z">', "2025-06-18T10:00Z"),
        ('<meta name="DC.date.issued" content="2025-06-18">', "2025-06-18"),
        ('<meta itemprop="datePublished" content="2025-06-18">', "2025-06-18"),
    ],
)
def test_the_date_keeps_its_time_and_zone(head, published):
    """Linked data first, then the other dialects; a broken one does not hide the rest."""
    assert read(page(head)).published == published


def test_a_marked_time_and_then_the_address_tell_the_date():
    """The last places to look."""
    assert read(page(body=f'<time datetime="2025-06-18">Wed</time>{STORY}')).published == "2025-06-18"
    assert read(page(), "https://ledger.example/2025/6/18/mill").published == "2025-06-18"


def test_authors_publisher_and_language_are_read():
    """From linked data in any of its shapes."""
    head = LD % (
        '{"@type":"NewsArticle","headline":"x","author":[{"name":"Ann Lee"},"Bo Roe"],'
        '"publisher":{"@type":"Organization","name":"The Ledger &amp; Post"}}'
    )
    found = read(page(head))
    assert found.authors == ("Ann Lee", "Bo Roe")
    assert found.publisher == "The Ledger & Post"
    assert found.language == "en"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>The mill reopens | The Ledger</title>", "", "The mill reopens"),
        ("<title>The mill - what next</title>", "<h1>The mill - what next</h1>", "The mill - what next"),
        ("<title>Mill reopens at last</title>", "<h1>Ledger</h1><h1>A mill reopens</h1>", "A mill reopens"),
        ('<meta property="og:title" content="Mill &amp;amp; river">', "", "Mill & river"),
        ("", "<h1>The  mill\n reopens</h1>", "The mill reopens"),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_title_is_the_heading_that_readers_see(head, body, title):
    """Among several headings, the one that agrees with the page's title; no site's name at the end."""
    assert read(page(head, body=body + STORY)).title == title


def test_a_page_cannot_claim_to_stand_on_another_site():
    """The canonical address and the publisher's name are believed only of one's own."""
    head = '<link rel="canonical" href="https://reuters.com/a"><meta property="og:site_name" content="Reuters">'
    found = read(page(head), "https://mill.example/a")
    assert found.url == "https://mill.example/a"
    assert found.publisher == "mill.example"


def test_the_canonical_address_of_the_own_site_is_kept():
    """It names the article without whoever shared it."""
    head = '<link rel="canonical" href="/a">'
    assert read(page(head), "https://www.ledger.example/a?x=1").url == "https://www.ledger.example/a?x=1"
    assert extract(
        RawArticle("x", page('<link rel="canonical" href="https://ledger.example/a">'), "text/html")
    ).url == ("https://ledger.example/a")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (page(LD % '{"@type":"NewsArticle","isAccessibleForFree":false}', body=STORY[:250]), "behind a pay wall"),
        (page(body=STORY[:120] + "</p><p>Subscribe to continue reading this story.</p>"), "behind a pay wall"),
        (page(body="<p>Il vous reste 75% de cet article à lire. La suite est réservée.</p>"), "behind a pay wall"),
        (page(body="<h1>Just a moment...</h1><p>Verify you are human by completing the action below.</p>"), "robots"),
        (page(body="<p>Please enable JavaScript to view this page.</p>"), "robots"),
        (page(body="<p>We and our 800 partners use cookies to store data.</p><button>Accept all</button>"), "cookies"),
        (page(body="<h1>404</h1><p>Page not found.</p>"), "error page"),
        (page(body="<div id=root></div><script>app()</script>"), "shows no text"),
        ("", "empty|no HTML|shows no text"),
    ],
)
def test_what_stands_before_an_article_is_named_and_not_briefed(html, words):
    """Pay walls, checks for robots, consent to cookies, error pages, empty shells."""
    with pytest.raises(Unreadable, match=words):
        read(html)


def test_banners_do_not_make_an_article_a_wall():
    """Every page asks for cookies and subscriptions somewhere; the article is there all the same."""
    banner = "<div><p>We use cookies. Accept all.</p><p>Already a subscriber? Sign in.</p></div>"
    assert read(page(around=banner)).text.startswith("The paper mill")


def test_the_charset_is_found_in_the_page():
    """When the transport does not say it, the page does."""
    html = page('<meta charset="windows-1251">', body=f"<p>Бумажная фабрика</p>{STORY}").encode("cp1251")
    assert "Бумажная фабрика" in read(html).text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (
                *("<p>", "</p>", "<div style='x", "'>", "<table><tr>", "<td>", "<style>p{", "}</style>", "<!--", "-->"),
                *("<script>", "</script>", "<h1>", "<br>", "words and more. ", "\0", "&#xD800;", "<svg>", "<b/>"),
            )
        ),
        max_size=60,
    )
)
def test_no_soup_of_tags_raises(parts):
    """Any page is text or unreadable."""
    try:
        found = read("".join(parts) + "x")
    except Unreadable:
        return
    found.text.encode()


def test_control_characters_do_not_stop_a_page():
    """The parser lets them in, and then refuses to move them when something beside them is taken out."""
    found = read("<article><p>The mill<b hidden>secret</b>\x1b opened&#8;.</p><p>Sixty work there.&#133;</p></article>")
    assert found.text == "The mill opened.\n\nSixty work there.\u2026"
