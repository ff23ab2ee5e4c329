"""Mail: what the message holds, and what becomes of it."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import re
import ssl
import subprocess
from email.header import decode_header, make_header
from html.parser import HTMLParser

import pytest
from aiosmtpd.smtp import AuthResult
from briefs import large
from browser import browser  # noqa: F401 - a fixture
from servers import http_server, mail_server

from briefer import channels
from briefer.channels import markdown
from briefer.channels.arrangement import claims_in_order
from briefer.channels.delivery import Outgoing
from briefer.channels.email import EmailTarget, html_part
from briefer.channels.email import message as mail
from briefer.channels.outgoing import from_briefs
from briefer.channels.targets import Secret

DESK = EmailTarget(
    "desk", host="127.0.0.1", sender="Brief Desk <briefer@desk.example>", to=("a@x.example",), tls="none", timeout=20.0
)


def outgoing(brief, **more):
    """A brief on its way."""
    return Outgoing(**{"markdown": markdown.render(brief), "key": "k", "created": "2026-03-11T07:00:00Z"} | more)


def read(raw):
    """A message as a mail program reads it."""
    return email.message_from_bytes(raw, policy=email.policy.default)


def body(message, kind):
    """The text or HTML of a message."""
    return message.get_body((kind,)).get_content()


def test_the_message_is_what_a_good_digest_is(brief):
    """Text first, HTML last, a stable id, a list, automatic; a date from the delivery and not from the clock."""
    message = read(mail.message(outgoing(brief), DESK))
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert message["Subject"] == brief.headline
    assert (message["From"], message["To"]) == ("Brief Desk <briefer@desk.example>", "a@x.example")
    assert (message["Date"], message["List-Id"]) == ("Wed, 11 Mar 2026 07:00:00 +0000", "<briefer.desk.example>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert "List-Unsubscribe" not in message


def test_the_same_delivery_gives_the_same_bytes(brief):
    """Rendering again, for a second try, changes nothing, the Message-ID least of all; another delivery has another."""
    first, again = (mail.message(outgoing(brief), DESK) for _ in range(2))
    assert first == again
    assert read(mail.message(outgoing(brief, key="other"), DESK))["Message-ID"] != read(first)["Message-ID"]


def test_text_and_html_hold_every_claim(brief):
    """Whoever reads only text, or only HTML, misses nothing that the document has."""
    message = read(mail.message(outgoing(brief), DESK))
    plain, html = " ".join(body(message, "plain").split()), body(message, "html")
    shown = [claim for claim in claims_in_order(brief) if claim.text in markdown.render(brief)]
    assert len(shown) > 3
    for claim in shown:
        assert claim.text in plain
        assert claim.text in html
    assert 'href="https://crier.example/crane"' in html
    assert "https://crier.example/crane\n" in body(message, "plain").replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        ({}, "Crane collapse shuts Tarn Mouth's east quay until Friday"),
        ({"title": "Quay: Tuesday", "subject": "Quay: Crane collapse, and 2 more"}, "Quay: Crane collapse, and 2 more"),
        ({"title": "Quay: Tuesday"}, "Quay: Tuesday"),
    ],
)
def test_the_subject_says_the_news(brief, change, subject):
    """A subject of its own comes before the title, and that before the document's headline; a receipt names it too."""
    (part,) = mail.parts(outgoing(brief, **change), DESK)
    assert read(part.body)["Subject"] == subject
    assert part.summary == f"{subject} to a@x.example"


class _Shown(HTMLParser):
    """The words of a page in their order, those in a hidden element by themselves."""

    def __init__(self, page):
        super().__init__()
        self.hidden, self.words, self._inside = "", "", False
        self.feed(page.partition("<body")[2])

    def handle_starttag(self, _tag, attrs):
        """Enter what is hidden."""
        self._inside = self._inside or "display:none" in (dict(attrs).get("style") or "")

    def handle_endtag(self, tag):
        """Leave it."""
        self._inside = self._inside and tag != "div"

    def handle_data(self, data):
        """Keep words."""
        if self._inside:
            self.hidden += data
        else:
            self.words += data


def test_a_mailbox_shows_the_first_sentence_behind_the_subject(brief):
    """The preview is the lead's first sentence, and unseen characters keep what follows out of it; it is said again."""
    page = _Shown(body(read(mail.message(outgoing(brief), DESK)), "html"))
    lead = brief.claims[0].text
    assert page.hidden.startswith(lead)
    assert len(page.hidden) > 200
    assert set(page.hidden.removeprefix(lead)) == {"\u034f", "\u200c", "\xa0"}
    assert lead in page.words


def test_numbers_behind_sentences_lead_to_numbered_sources(brief):
    """What "3 outlets [1–3]" names can be found: in text and in HTML the sources are numbered."""
    message = read(mail.message(outgoing(brief), DESK))
    assert "3 outlets [1–3]" in body(message, "plain")
    assert "\n1. The Tarn Crier: " in body(message, "plain").replace("\r\n", "\n")
    assert re.search(
        r'<ol start="1".*The Tarn Crier.*Shipping Ledger.*Northquay Wire', body(message, "html"), re.DOTALL
    )


def test_the_plain_part_reads_well(brief):
    """At most 78 columns; no address within a sentence; each side of a question on a line of its own."""
    lines = body(read(mail.message(outgoing(brief), DESK)), "plain").splitlines()
    assert max(len(line) for line in lines if "http" not in line) <= 78
    assert all(re.fullmatch(r" *https?://\S+", line) for line in lines if "http" in line)
    asked = lines.index("- What will it cost?")
    assert [line[:4] for line in lines[asked + 1 : asked + 3]] == ["  - ", "  - "]


@pytest.mark.parametrize("width", [360, 800])
def test_a_mail_fits_any_width(browser, brief, tmp_path, width):  # noqa: F811
    """On a phone and on a desk nothing has to be scrolled sideways, whatever words or addresses stand in it."""
    long = dataclasses.replace(brief, headline="Donaudampfschifffahrt" * 8)
    for number, sent in enumerate((outgoing(brief), outgoing(long))):
        file = tmp_path / f"{number}.html"
        file.write_text(body(read(mail.message(sent, DESK)), "html"), encoding="utf-8")
        browser.devtools("Emulation.setScrollbarsHidden", hidden=True)
        browser.devtools(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500
        )
        browser.open(file.as_uri())
        assert browser.run("return document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mail_is_readable_in_light_and_dark(browser, brief, tmp_path, scheme):  # noqa: F811
    """All words, the small ones and the links among them, have a contrast of 4.5 to 1 at least."""
    file = tmp_path / "mail.html"
    file.write_text(body(read(mail.message(outgoing(brief), DESK)), "html"), encoding="utf-8")
    browser.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(file.as_uri())
    colours = browser.run(
        "const card = getComputedStyle(document.querySelector('.c')).backgroundColor;"
        "return [...document.querySelectorAll('.c, .c *')].map(e => [getComputedStyle(e).color, card])"
    )
    assert min(contrast(*pair) for pair in colours) >= 4.5


def contrast(*colours):
    """The contrast of two colours, as WCAG 2 has it."""

    def luminance(colour):
        channels_of = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels_of]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


def test_nothing_in_the_html_is_loaded_from_anywhere(brief):
    """No picture, no style sheet, no script: a mail that phones home is no brief."""
    html = body(read(mail.message(outgoing(brief), DESK)), "html")
    assert not [word for word in ("src=", "url(", "<script", "<link", "<img", "@import", "background=") if word in html]


@pytest.mark.parametrize(
    "subject",
    [
        "Überlänge " * 12,
        "日本語のニュース " * 9,
        "Mixed Ünicode and ASCII words in turn ü a ü b",
        "=?utf-8?q?spoof?=",
        "x" * 140,
    ],
)
def test_any_subject_arrives_as_it_was(brief, subject):
    """Every header line is ASCII of at most 998 characters, every encoded word at most 75; no space is lost."""
    raw = mail.message(outgoing(brief, title=subject.strip()), DESK)
    lines = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert all(len(line) <= 998 for line in lines)
    assert all(len(word) <= 75 for line in lines for word in line.split() if word.startswith(b"=?"))
    old = email.message_from_bytes(raw, policy=email.policy.compat32)["Subject"]
    assert str(make_header(decode_header(old))) == subject.strip()


def test_a_long_unsubscribe_address_stays_an_address(brief):
    """It is never folded into encoded words, which no mail program undoes; one click is offered with https."""
    address = "https://lists.example/leave?token=" + "abcdef0123" * 12
    raw = mail.message(outgoing(brief), dataclasses.replace(DESK, unsubscribe=address))
    assert f"List-Unsubscribe: <{address}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n".encode() in raw


def test_what_is_too_large_with_its_sources_is_condensed():
    """Many stories whose sources take most of the room: all sentences stay, and the sources come attached."""
    brief = large(claims=6, sources=40)
    sent = from_briefs([dataclasses.replace(brief, headline=f"Story {n}") for n in range(18)])
    message = read(mail.message(sent, DESK))
    html = body(message, "html")
    assert len(html.encode()) <= html_part.MOST_HTML
    assert html.count("Claim 1: ") == len(sent.briefs) + 1  # and the preview
    assert "The sources are in the attached file." in html
    assert [a.get_filename() for a in message.iter_attachments()] == ["brief.html"]
    assert "Quay Report 40" not in html


def test_what_no_mail_holds_is_cut_between_blocks_and_attached():
    """A document of five hundred claims is cut, says so, and comes whole as an attachment."""
    claims = "\n".join(f"- Claim {n}: {'words and ' * 30}more." for n in range(500))
    text = f"# Long\n\n## Key facts\n\n{claims}\n"
    message = read(mail.message(Outgoing(text, "k", "2026-03-11T07:00:00Z"), DESK))
    html = body(message, "html")
    assert len(html.encode()) <= html_part.MOST_HTML
    assert "The whole is in the attached file." in html
    assert html.count("<li") == html.count("more.</li>")
    (attached,) = message.iter_attachments()
    assert attached.get_content().replace("\r\n", "\n").rstrip() == text.rstrip()


def test_attachments_are_as_configured(brief):
    """A target may ask for the evidence page and the JSON beside the mail."""
    target = dataclasses.replace(DESK, attach=("html", "json"))
    message = read(mail.message(outgoing(brief, briefs=(brief,)), target))
    assert [a.get_filename() for a in message.iter_attachments()] == ["brief.html", "brief.json"]


# --- sending ------------------------------------------------------------------------------------------------


def post(brief, target, environ=None):
    """Render and send."""
    return channels.send(channels.parts(outgoing(brief), target), target, environ or {})


def test_every_recipient_is_a_delivery_of_its_own(brief):
    """One refused mailbox and one that is put off do not keep the others from their mail."""
    to = ("a@x.example", "nobody@x.example", "later@x.example", "Bea <b@x.example>")
    with mail_server() as server:
        receipts = post(brief, dataclasses.replace(DESK, port=server.port, to=to))
        assert [r.state for r in receipts] == ["sent", "failed", "failed", "sent"]
        assert "550 5.1.1 No such user here" in receipts[1].detail
        assert "451" in receipts[2].detail
        assert [m[1] for m in server.messages] == [["a@x.example"], ["b@x.example"]]
        assert (
            server.messages[0][2]
            == server.messages[1][2]
            == mail.message(outgoing(brief), dataclasses.replace(DESK, port=server.port, to=to))
        )
        assert receipts[0].id == read(server.messages[0][2])["Message-ID"]


def test_a_line_that_begins_with_a_dot_arrives_with_one_dot():
    """SMTP ends a message at a lone dot: text that has one there is protected."""
    with mail_server() as server:
        target = dataclasses.replace(DESK, port=server.port)
        text = "# Dots\n\n```\n.\n..x\n```\n"
        channels.send(channels.parts(Outgoing(text, "k", "2026-03-11T07:00:00Z"), target), target, {})
        assert "    .\n    ..x" in body(read(server.messages[0][2]), "plain").replace("\r\n", "\n")


@pytest.mark.parametrize("answer", ["hang up", "hang"])
def test_a_server_that_falls_silent_after_the_message_leaves_it_unknown(brief, answer):
    """It took the message and said nothing: it may have arrived, and it is not sent again."""
    with mail_server() as server:
        server.answer = answer
        patience = 2.0 if answer == "hang" else DESK.timeout
        (receipt,) = post(brief, dataclasses.replace(DESK, port=server.port, timeout=patience))
        assert (receipt.state, len(server.messages)) == ("unknown", 1)
        assert "look there before" in receipt.detail


def test_a_message_that_is_refused_is_reported_with_the_server_s_word(brief):
    """A refusal after the data names the code and the reason."""
    with mail_server() as server:
        server.answer = "552 5.3.4 Message too big"
        (receipt,) = post(brief, dataclasses.replace(DESK, port=server.port))
        assert (receipt.state, "552 5.3.4 Message too big" in receipt.detail) == ("failed", True)


def test_a_server_that_is_not_there_or_says_nothing_is_reported(brief):
    """A closed port, and a server that never greets: nothing was sent, and the person is told so."""
    (closed,) = post(brief, dataclasses.replace(DESK, port=9))
    assert (closed.state, "Nothing was sent" in closed.detail) == ("failed", True)
    with http_server() as mute:  # an HTTP server waits for the client to speak first, so it never greets
        (silent,) = post(brief, dataclasses.replace(DESK, port=mute.server_port, timeout=0.3))
    assert (silent.state, "Nothing was sent" in silent.detail) == ("failed", True)


def test_encryption_that_the_server_does_not_offer_is_not_given_up_silently(brief):
    """STARTTLS was configured and is not offered: nothing is sent in the clear."""
    with mail_server() as server:
        (receipt,) = post(brief, dataclasses.replace(DESK, port=server.port, tls="starttls"))
        assert (receipt.state, server.messages) == ("failed", [])
        assert "STARTTLS" in receipt.detail


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 that only a test trusts."""
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    )
    made = subprocess.run(
        [*command.split(), "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("needs the openssl command")
    return folder


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_the_login_goes_through_an_encrypted_session(brief, certificate, monkeypatch, tls):
    """With STARTTLS or TLS the server is checked against its certificate, then the login, then the mail."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    seen = []

    def check(_server, _session, _envelope, _mechanism, login):
        seen.append(login.login)
        return AuthResult(success=login.password == b"right", handled=False)

    options = {"ssl_context": context} if tls == "tls" else {"tls_context": context}
    needed = tls == "starttls"
    with mail_server(authenticator=check, auth_required=needed, auth_require_tls=needed, **options) as server:
        target = dataclasses.replace(DESK, port=server.port, tls=tls, user="desk", password=Secret("PASS"))
        distrusted = post(brief, target, {"PASS": "right"})
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
        wrong = post(brief, target, {"PASS": "wrong"})
        right = post(brief, target, {"PASS": "right"})
    assert [distrusted[0].state, wrong[0].state, right[0].state] == ["failed", "failed", "sent"]
    assert "encryption" in distrusted[0].detail
    assert "refused the login of desk" in wrong[0].detail
    assert len(server.messages) == 1
    assert set(seen) == {b"desk"}
