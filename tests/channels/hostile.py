"""Foreign text at its worst, briefs made of it, and what must be true of them in every channel."""

from __future__ import annotations

import email
import email.policy
import itertools
import json
import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag
from xml.etree import ElementTree as ET

from briefs import article, cite, claim
from markdown_it import MarkdownIt

from briefer import channels
from briefer.channels import markdown
from briefer.channels.apprise import AppriseTarget
from briefer.channels.arrangement import claims_in_order
from briefer.channels.delivery import Outgoing, page_name
from briefer.channels.document import parse
from briefer.channels.email import EmailTarget
from briefer.channels.folder import FolderTarget
from briefer.channels.literal import clean, web_url
from briefer.channels.slack import SlackTarget
from briefer.channels.targets import Secret
from briefer.channels.webhook import WebhookTarget
from briefer.records import (
    Answered,
    Brief,
    BriefForm,
    Citation,
    Coverage,
    Disagreement,
    Failure,
    Finding,
    Labelled,
    Provenance,
    Rejected,
    Section,
    Severity,
)
from briefer.verifying.documents import from_markdown

CASES = json.loads((Path(__file__).parents[1] / "cases" / "channels" / "hostile.json").read_text(encoding="utf-8"))
IN_A_BRIEF = 40  #: hostile strings, at least
LIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_PAGE = "https://desk.example/briefs"


def strings(seed: int) -> Iterator[str]:
    """Hostile strings without end, the same for the same seed: pieces, unseen characters and plain words, mixed."""
    chance = random.Random(seed)
    pools = (CASES["pieces"], CASES["pieces"], CASES["unseen"], CASES["words"])
    for number in itertools.count():
        made = [chance.choice(chance.choice(pools)) for _ in range(chance.randint(1, 7))]
        yield chance.choice(["", " "]).join(made) + f" {number}"


def briefs(count: int, seed: int = 7) -> Iterator[Brief]:
    """Briefs that hold that many hostile strings, every field of foreign text among them."""
    given = strings(seed)
    chance = random.Random(seed)
    for _ in range(count // IN_A_BRIEF):
        yield _brief(given, chance)


def _brief(given: Iterator[str], chance: random.Random) -> Brief:
    quotes = [[next(given) for _ in range(3)] for _ in range(3)]
    articles = tuple(
        article(
            n, "\n".join(["Head", *said, "Tail"]), title=next(given), source=next(given), publisher=next(given),
            url=chance.choice(CASES["addresses"]), published=chance.choice(["2026-03-10", next(given)]), language="en",
        )
        for n, said in enumerate(quotes, 1)
    )  # fmt: skip
    flag = Finding(next(given), Severity.FLAG, next(given))
    claims = tuple(
        claim(
            n, next(given), cite(articles[n % 3], quotes[n % 3][n // 3]), section=list(Section)[n % 4], findings=(flag,)
        )
        for n in range(6)
    )
    positions = tuple(claim(n, next(given), cite(articles[n % 3], quotes[n % 3][2])) for n in (7, 8))
    voices, spoken, events = ((_entry(given, n, cite(articles[n % 3], quotes[n % 3][1])),) for n in (9, 10, 11))
    answer = Answered(next(given), (claim(12, next(given), cite(articles[0], quotes[0][0])),))
    has_entries = chance.random() < 0.5  # the others are short enough to be shown whole
    uses = zip(articles, ("cited", "unused", "duplicate"), strict=True)
    return Brief(
        headline=next(given),
        claims=claims,
        articles=articles,
        coverage=tuple(Coverage(one.id, "O1", use, next(given)) for one, use in uses),
        provenance=Provenance("model", "2026-03-11T07:00:00Z", "0.1.0", model=next(given), note=next(given)),
        disagreements=(Disagreement(next(given), positions, latest="A1"),),
        rejected=(Rejected(next(given), (next(given),), (flag,)),),
        failures=(Failure(next(given), next(given)),),
        not_checked=(next(given),),
        form=BriefForm("long"),
        voices=voices if has_entries else (),
        quotes=spoken if has_entries else (),
        timeline=events if has_entries else (),
        questions=(answer,) if has_entries else (),
    )


def _entry(given: Iterator[str], number: int, citation: Citation) -> Labelled:
    """A line whose speaker, occasion and day are hostile, put together as briefs have it."""
    who, about, day, text = (next(given) for _ in range(4))
    line = {9: f"{who}, {about}: {text}", 10: f"“{text}” — {who}, {about}", 11: f"{day}: {text}"}[number]
    return Labelled(claim(number, line, citation), who, about, day)


# --- what must be true --------------------------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.found.append((tag, dict(attrs)))


def faults(brief: Brief) -> Iterator[str]:
    """What is alive in any channel that should not be; nothing for a safe one."""
    known = {urldefrag(url).url for a in brief.articles if (url := web_url(a.url))}
    known |= {MarkdownIt("commonmark").normalizeLink(url) for url in known}
    out = Outgoing(markdown.render(brief), "k", "2026-03-11T07:00:00Z", (brief,))
    for name in channels.FORMS:
        text = channels.CHANNELS[name].render(brief)
        if name != "json" and LIVE.search(text.replace("\r\n", "\n") if name == "email" else text):
            yield f"{name}: control character {LIVE.search(text)!r}"
        yield from (f"{name}: {fault}" for fault in _CHECKS[name](text, brief, known))
    for target in (
        SlackTarget("s", token=Secret("T"), channel="C1"),
        SlackTarget("s", webhook=Secret("W"), page=_PAGE),
    ):
        sent = channels.parts(out, target)
        text = "\n".join(part.body.decode() for part in sent)
        pages = {f"{_PAGE}/{page_name(out, parse(out.markdown).title)}.html"} if target.page else set()
        yield from (f"slack: {fault}" for fault in _slack(text, brief, known | pages))
    yield from (f"parts: {fault}" for fault in _parts(out))


def _markdown(text: str, _brief: Brief, known: set[str]) -> Iterator[str]:
    for token in _flat(MarkdownIt("commonmark", {"html": True}).parse(text)):
        if token.type in {"html_inline", "html_block", "image", "code_inline", "fence", "code_block"}:
            yield f"{token.type} {token.content!r}"
        if token.type == "link_open" and urldefrag(token.attrs["href"]).url not in known:
            yield f"foreign link {token.attrs['href']!r}"


def _master(text: str, brief: Brief, known: set[str]) -> Iterator[str]:
    yield from _markdown(text, brief, known)
    (back,) = from_markdown(text)
    written = {clean(claim.text): claim for claim in claims_in_order(brief)}
    texts = [claim.text for claim in back.claims]
    is_all = brief.form.length == "long" and not brief.entries
    if len(set(texts)) < len(texts) or not set(texts) <= set(written) or (is_all and len(texts) < len(written)):
        yield f"claims changed: {[c.text for c in back.claims]}"
        return
    for read in back.claims:
        cited = [(c.article, (c.start, c.end)) for c in written[read.text].citations]
        if [(c.article, c.span) for c in read.citations] != cited:
            yield f"citation changed: {read.citations}"
    told = {(c.article, tuple(c.span)) for c in (*(c for one in back.claims for c in one.citations), *back.more)}
    if lost := {(c.article, (c.start, c.end)) for one in written.values() for c in one.citations} - told:
        yield f"citations lost: {lost}"


def _github(text: str, brief: Brief, known: set[str]) -> Iterator[str]:
    yield from _markdown(text, brief, known)
    for token in _flat(MarkdownIt("commonmark").parse(text)):
        if token.type == "text" and re.search(r"(?i)(^|\W)@\w|#\d|gh-\d|www\.|[a-z]://", token.content):
            yield f"GitHub would link {token.content!r}"


def _flat(tokens):
    for token in tokens:
        yield token
        yield from token.children or ()


def _html(text: str, _brief: Brief, known: set[str]) -> Iterator[str]:
    scripts = 0
    for tag, attrs in _Tags(text).found:
        scripts += tag == "script"
        if tag in {"img", "iframe", "svg", "object", "embed", "form", "link", "base", "video", "audio", "math"}:
            yield f"<{tag}>"
        if any(name.startswith("on") or name == "src" for name in attrs):
            yield f"attributes {attrs}"
        for address in (attrs.get("href"), attrs.get("data-href")):
            if address and not address.startswith("#") and urldefrag(address).url not in known:
                yield f"foreign link {address!r}"
    if scripts > 1:
        yield "a second script"


def _slack(text: str, _brief: Brief, known: set[str]) -> Iterator[str]:
    for line in text.splitlines():
        payload = json.loads(line)
        if re.search("[<>]", payload["text"]):
            yield f"fallback {payload['text']!r}"
        for element in _elements(payload["blocks"]):
            if element["type"] not in _LITERAL:
                yield f"element {element['type']}"
            if element["type"] == "link" and urldefrag(element["url"]).url not in known:
                yield f"foreign link {element['url']!r}"


_LITERAL = {
    "header", "plain_text", "context", "divider", "rich_text", "rich_text_section", "rich_text_list", "rich_text_quote",
    "rich_text_preformatted", "text", "link",
}  # fmt: skip


def _elements(value):
    if isinstance(value, list):
        for inner in value:
            yield from _elements(inner)
    elif isinstance(value, dict):
        if "type" in value:
            yield value
        for inner in value.values():
            yield from _elements(inner)


def _email(text: str, brief: Brief, known: set[str]) -> Iterator[str]:
    message = email.message_from_string(text, policy=email.policy.default)
    names = {name.lower() for name in message.keys()}  # noqa: SIM118 - a message is no dict
    extra = names - {
        "subject",
        "from",
        "to",
        "date",
        "message-id",
        "list-id",
        "auto-submitted",
        "mime-version",
        "content-type",
    }
    if extra or message.defects:
        yield f"headers {extra} {message.defects}"
    body = message.get_body(("html",)).get_content()
    if LIVE.search(message["Subject"] + body.replace("\r\n", "\n")):
        yield "control character in the mail"
    yield from _html(body, brief, known)


def _json(text: str, _brief: Brief, _known: set[str]) -> Iterator[str]:
    text.encode("utf-8")
    value = json.loads(text)
    shown = [value["headline"], *(c["text"] for c in value["claims"]), *(a["title"] for a in value["articles"])]
    if LIVE.search("".join(shown)):
        yield "control character in a published text"


def _atom(text: str, brief: Brief, known: set[str]) -> Iterator[str]:
    root = ET.fromstring(text)
    yield from _html(root.find(".//{*}content").text, brief, known)


def _jsonfeed(text: str, brief: Brief, known: set[str]) -> Iterator[str]:
    yield from _html(json.loads(text)["items"][0]["content_html"], brief, known)


def _nothing(_text: str, _brief: Brief, _known: set[str]) -> Iterator[str]:
    return iter(())


_CHECKS = {
    "markdown": _master,
    "github": _github,
    "json": _json,
    "text": _nothing,
    "html": _html,
    "atom": _atom,
    "jsonfeed": _jsonfeed,
    "slack": _slack,
    "email": _email,
}


def _parts(out: Outgoing) -> Iterator[str]:
    """The channels that only deliver, and mail with a receiver."""
    (folder,) = channels.parts(out, FolderTarget("f", path="unused"))
    for name in json.loads(folder.body):
        if not re.fullmatch(r"[a-z0-9-]+(\.item)?\.(html|md|json)", name):
            yield f"file name {name!r}"
    (other,) = channels.parts(out, AppriseTarget("a", url=Secret("A")))
    if re.search(r"@\w|<[@!#]|<https?://[^>]*\|", other.body.decode() + other.summary):
        yield "a mention for Apprise"
    json.loads(channels.parts(out, WebhookTarget("w", url="https://x.example"))[0].body)
    target = EmailTarget("e", host="h", sender="a@x.example", to=("b@x.example",), attach=("html", "json", "markdown"))
    channels.parts(out, target)
