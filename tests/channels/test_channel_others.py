"""Webhook, folder, feeds, standard output, Apprise, templates."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import hmac
import json
import re
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import feedparser
import pytest
from browser import browser  # noqa: F401 - a fixture
from servers import http_server

from briefer import channels
from briefer.channels import feeds, markdown, text
from briefer.channels.apprise import AppriseTarget, quiet
from briefer.channels.delivery import Outgoing
from briefer.channels.document import parse
from briefer.channels.folder import FolderTarget
from briefer.channels.stdout import StdoutTarget
from briefer.channels.targets import Secret
from briefer.channels.webhook import WebhookTarget, sign
from briefer.errors import UsageError
from briefer.verifying.written import load

CASES = Path(__file__).parents[1] / "cases" / "channels"


def cases(name):
    """The pairs of fenced blocks of a file of cases, each under its heading."""
    written = (CASES / name).read_text(encoding="utf-8")
    found = re.findall(r"## ([^\n]+)\n\n```markdown\n(.*?)```\n\n```text\n(.*?)```", written, re.DOTALL)
    return [pytest.param(given, shown, id=title) for title, given, shown in found]


def outgoing(brief, **more):
    """A brief on its way."""
    made = {"markdown": markdown.render(brief), "key": "k", "created": "2026-03-11T07:00:00Z", "briefs": (brief,)}
    return Outgoing(**made | more)


def post(out, target, environ=None):
    """Render and send."""
    return channels.send(channels.parts(out, target), target, environ or {})


class Receiver(BaseHTTPRequestHandler):
    """An address that takes anything, and answers as the test asked."""

    def do_POST(self):
        """Keep the request."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append((dict(self.headers), body))
        self.send_response(self.server.tricks.pop(0) if self.server.tricks else 202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Keep the tests quiet."""


# --- webhook ------------------------------------------------------------------------------------------------


def test_a_webhook_gets_json_with_a_key_and_a_signature(brief):
    """The receiver can tell that it is ours, whole, and whether it knows it already."""
    with http_server(Receiver) as server:
        target = WebhookTarget("hook", url=server.address, secret=Secret("S"))
        (receipt,) = post(outgoing(brief), target, {"S": "shared"})
        ((headers, body),) = server.requests
    assert receipt.state == "sent"
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    digest = base64.b64encode(hmac.new(b"shared", signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{digest}"
    value = json.loads(body)
    assert headers["Idempotency-Key"] == value["id"] == receipt.id
    assert value["briefs"][0]["headline"] == brief.headline
    assert "text" not in value["briefs"][0]["articles"][0]


def test_the_signature_is_that_of_the_published_example():
    """The worked example of the Standard Webhooks specification gives its signature."""
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
    assert sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body) == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


@pytest.mark.parametrize(("status", "state"), [(400, "failed"), (302, "failed"), (503, "failed"), (500, "unknown")])
def test_a_webhook_s_answer_decides_what_is_known(brief, status, state):
    """A refusal is a failure; an error on their side leaves it unknown, and it is not posted again."""
    with http_server(Receiver) as server:
        server.tricks.append(status)
        (receipt,) = post(outgoing(brief), WebhookTarget("hook", url=server.address))
        assert (receipt.state, len(server.requests)) == (state, 1)
    assert str(status) in receipt.detail


# --- folder -------------------------------------------------------------------------------------------------


def test_a_folder_becomes_an_archive(brief, tmp_path):
    """Two briefs: a page, Markdown and JSON of each, an index that lists them newest first, two valid feeds."""
    target = FolderTarget("site", path=str(tmp_path / "site"), title="Harbour <desk>", url="https://desk.example/b/")
    post(outgoing(brief), target)
    later = {"key": "k2", "created": "2026-03-12T07:00:00Z", "title": "Second"}
    (receipt,) = post(outgoing(brief, **later), target)
    site = tmp_path / "site"
    names = sorted(path.name for path in site.iterdir())
    assert [name.rsplit(".", 1)[1] for name in names] == ["html", "json", "json", "md"] * 2 + ["atom", "json", "html"]
    assert receipt.id in names
    assert load((site / names[2]).read_text(encoding="utf-8")) == (brief,) or load(
        (site / names[1]).read_text(encoding="utf-8")
    ) == (brief,)
    index = (site / "index.html").read_text(encoding="utf-8")
    assert index.index("2026-03-12") < index.index("2026-03-11")
    assert "Harbour &lt;desk&gt;" in index
    atom = feedparser.parse((site / "feed.atom").read_text(encoding="utf-8"))
    assert not atom.bozo
    assert [e.link for e in atom.entries] == [
        f"https://desk.example/b/{n}" for n in reversed(names) if n[:2] == "20" and n.endswith("html")
    ]
    items = json.loads((site / "feed.json").read_text(encoding="utf-8"))["items"]
    assert [item["id"] for item in items] == [e.id for e in atom.entries]


def test_a_brief_that_is_delivered_again_replaces_itself(brief, tmp_path):
    """The same delivery leaves the same files; the index does not list it twice."""
    target = FolderTarget("site", path=str(tmp_path))
    post(outgoing(brief), target)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    post(outgoing(brief), target)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_briefs_that_are_delivered_at_once_do_not_lose_one_another(brief, tmp_path):
    """Eight deliveries side by side: the next one lists them all."""
    target = FolderTarget("site", path=str(tmp_path))
    sent = [outgoing(brief, key=f"k{n}") for n in range(8)]
    threads = [threading.Thread(target=post, args=(one, target)) for one in sent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    post(sent[0], target)
    assert (tmp_path / "index.html").read_text(encoding="utf-8").count("<li>") == 8


def test_a_folder_that_cannot_be_written_is_reported(brief, tmp_path):
    """A file where the folder should be: said in words."""
    (tmp_path / "site").write_text("no folder", encoding="utf-8")
    (receipt,) = post(outgoing(brief), FolderTarget("site", path=str(tmp_path / "site")))
    assert (receipt.state, "cannot be written" in receipt.detail) == ("failed", True)


def test_a_document_that_a_person_wrote_is_archived_too(tmp_path):
    """Without a brief behind it, the page is the document."""
    out = Outgoing("# Note\n\n- one\n- two [x](https://a.example)\n", "k", "2026-03-11T07:00:00Z")
    (receipt,) = post(out, FolderTarget("site", path=str(tmp_path)))
    page = (tmp_path / receipt.id).read_text(encoding="utf-8")
    assert '<li>two <a href="https://a.example" rel="noopener noreferrer">x</a></li>' in page


def test_the_index_finds_a_brief_by_any_of_its_words(browser, brief, tmp_path):  # noqa: F811
    """Typing two words hides the briefs that lack one of them, and says how many are left."""
    target = FolderTarget("site", path=str(tmp_path))
    post(outgoing(brief), target)
    post(Outgoing("# Note\n\n- Oranges were counted.\n", "k2", "2026-03-12T07:00:00Z"), target)
    browser.open((tmp_path / "index.html").as_uri())
    browser.run(
        "const box = document.querySelector('input'); box.value = 'ORANGES counted';"
        "box.dispatchEvent(new Event('input'))"
    )
    shown = browser.run("return [...document.querySelectorAll('li:not([hidden]) h2')].map(h => h.textContent)")
    assert shown == ["Note"]
    assert browser.run("return document.querySelector('.found').textContent") == "1 of 2"
    assert browser.log() == []


# --- the rest -----------------------------------------------------------------------------------------------


def test_standard_output_gets_the_document(brief, capfdbinary):
    """As Markdown, or as text when the target says so."""
    for form, first in (("markdown", b"# Crane"), ("text", b"Crane")):
        (receipt,) = post(outgoing(brief), StdoutTarget("stdout", format=form))
        assert receipt.state == "sent"
        assert capfdbinary.readouterr().out.startswith(first)


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # Apprise's own, on older Pythons
def test_apprise_delivers_what_cannot_ping_anybody(brief):
    """Through Apprise's own JSON service: the text arrives whole, mentions and foreign links broken."""
    pytest.importorskip("apprise")
    loud = dataclasses.replace(brief, headline="Ping @everyone <!channel> <@U1> <https://evil.example|bank>")
    with http_server(Receiver) as server:
        target = AppriseTarget("other", url=Secret("A"))
        (receipt,) = post(outgoing(loud), target, {"A": server.address.replace("http://", "json://")})
        ((_, body),) = server.requests
    said = json.loads(body)
    assert receipt.state == "sent"
    assert "The quay stays shut until Friday." in said["message"]
    assert not [bad for bad in ("@everyone", "<!", "<@", "<https://evil") if bad in said["message"] + said["title"]]


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")
def test_apprise_s_failure_leaves_it_unknown(brief):
    """Apprise says only that it failed: a part may have arrived."""
    pytest.importorskip("apprise")
    (receipt,) = post(outgoing(brief), AppriseTarget("other", url=Secret("A")), {"A": "json://127.0.0.1:9/"})
    assert receipt.state == "unknown"
    (wrong,) = post(outgoing(brief), AppriseTarget("other", url=Secret("A")), {"A": "nosuch://x"})
    assert wrong.state == "failed"


def test_quiet_text_reads_the_same():
    """What is put in has no width, and nothing is taken out."""
    assert quiet("a@b <x> < y @ z").replace("\u2060", "") == "a@b <x> < y @ z"
    assert quiet("< y @ z") == "< y @ z"


def test_a_template_of_one_s_own_is_filled(brief):
    """A person's Markdown around the pieces; outlets still lead somewhere, and the spans are kept."""
    filled = markdown.fill("$headline\n\nGood morning, $$5 to whoever finds an error.\n\n$facts\n\n$outlook\n", brief)
    assert filled.startswith(f"# {brief.headline}\n\nGood morning, $5 to whoever")
    assert "[The Tarn Crier]:<https://crier.example/crane>" in filled
    assert "[briefer-1]: <#" in filled
    assert "## Where sources differ" not in filled


@pytest.mark.parametrize("template", ["$nosuch", "costs $5", "$"])
def test_a_template_that_names_nothing_is_refused_in_words(brief, template):
    """An unknown name or a lone dollar sign is a usage error."""
    with pytest.raises(UsageError):
        markdown.fill(template, brief)


def test_github_gets_nothing_that_it_would_link(brief):
    """Names, numbers and addresses in foreign text stay text on GitHub, which links what it finds in plain words."""
    loud = dataclasses.replace(
        brief, headline="@octocat fixed #12 and GH-7, see www.evil.example and https://evil.example"
    )
    shown = markdown.render_github(loud)
    assert not [
        bad
        for bad in ("@octocat", "#12", "GH-7", "www.evil", "www\\.evil", "https://evil", "https\\://evil")
        if bad in shown
    ]


def test_several_briefs_share_a_document_in_every_form(brief):
    """Two briefs in one Markdown document keep their sources and their spans apart, for GitHub too."""
    whole = markdown.render_all([brief, brief], title="Two", style=markdown.Style(markdown.GITHUB))
    assert "[s5]:<https://crier.example/crane>" in whole
    assert "[briefer-2]: <#" in whole
    assert whole.count("\n## Crane") == 2


def test_a_feed_s_summary_is_the_lead_s_first_sentence(brief):
    """What a feed reader lists is the news itself, without who says so; in what is no brief, the first line."""
    (item,) = json.loads(channels.render([brief], "jsonfeed"))["items"]
    assert item["summary"] == brief.claims[0].text
    note = parse("# Note\n\n*10 March*\n\nGood morning.\n\n- One.\n")
    assert feeds.entry(note, key="k", created="2026-03-11T07:00:00Z").summary == "Good morning."


# --- plain text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("markdown_text", "shown"), cases("plain-text.md"))
def test_plain_text_is_set_like_a_page(markdown_text, shown):
    """Each case of the file: Markdown, and what a terminal shows."""
    assert text.from_document(parse(markdown_text)) == shown
