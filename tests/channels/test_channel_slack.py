"""Slack: what the messages hold, and what becomes of them."""

from __future__ import annotations

import dataclasses
import json
import re
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
from briefs import large
from servers import http_server, shown
from slack_sdk.models.blocks import Block

from briefer import channels
from briefer.channels import literal, markdown
from briefer.channels.delivery import Outgoing
from briefer.channels.folder import FolderTarget
from briefer.channels.outgoing import from_briefs
from briefer.channels.slack import SlackTarget
from briefer.channels.slack import render as slack
from briefer.channels.slack.rich_text import MOST_BLOCKS, MOST_CHARACTERS
from briefer.channels.slack.screen import MOST_LINES
from briefer.channels.targets import Secret
from briefer.records import BriefForm

CASES = Path(__file__).parents[1] / "cases" / "channels"
WEBHOOK = SlackTarget("desk", webhook=Secret("HOOK"), timeout=20.0)


def outgoing(brief, **more):
    """A brief on its way."""
    return Outgoing(**{"markdown": markdown.render(brief), "key": "k", "created": "2026-03-11T07:00:00Z"} | more)


def payloads(parts):
    """The parts' JSON."""
    return [json.loads(part.body) for part in parts]


def items(payload):
    """The text of every list item of a payload."""
    lists = (e for b in payload["blocks"] for e in b.get("elements", ()) if e["type"] == "rich_text_list")
    return ["".join(piece["text"] for piece in item["elements"]) for one in lists for item in one["elements"]]


def elements(value, kind):
    """Every element of one type, however deep."""
    if isinstance(value, list):
        return [found for inner in value for found in elements(inner, kind)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("type") == kind else []
    return own + [found for inner in value.values() for found in elements(inner, kind)]


def test_a_brief_is_one_message_that_slack_s_own_validators_accept(brief):
    """A short brief fits one message; every block is what Slack documents."""
    (payload,) = payloads(slack.parts(outgoing(brief, briefs=(brief,)), WEBHOOK))
    for block in payload["blocks"]:
        Block.parse(block).validate_json()
    assert [payload["unfurl_links"], payload["unfurl_media"]] == [False, False]
    assert payload["blocks"][0]["text"]["text"] == brief.headline


def lines(payload):
    """How many lines of 75 characters a payload takes, as a reader sees it; the space between blocks aside."""
    said = []
    for block in payload["blocks"]:
        if block["type"] == "header":
            said.append(block["text"]["text"])
        for element in block.get("elements", ()):
            inner = element["elements"] if element["type"] == "rich_text_list" else [element]
            said += [one.get("text") or "".join(e["text"] for e in one["elements"]) for one in inner]
    return sum(max(1, len(textwrap.wrap(line, 71))) for text in said for line in text.split("\n"))


def test_outlets_are_named_in_one_line_with_their_articles(brief):
    """The sources are a line of links at the end; numbers, which lead nowhere in Slack, are left out of the tails."""
    (payload,) = payloads(slack.parts(outgoing(brief, briefs=(brief,)), WEBHOOK))
    said = "".join(piece["text"] for piece in payload["blocks"][-1]["elements"][-1]["elements"])
    assert said == "Sources: The Tarn Crier · Shipping Ledger · Northquay Wire · 1 more"
    links = {link["text"]: link["url"] for link in elements(payload, "link")}
    assert links["Northquay Wire"] == "https://wire.example/q?id=7"
    assert not [e for e in elements(payload, "text") if re.search(r"\[\d", e["text"])]
    assert [item for item in items(payload) if item.endswith("— 3 outlets")]


def test_a_question_stands_over_its_sides(brief):
    """Where sources differ, each side has a line of its own under the question."""
    (payload,) = payloads(slack.parts(outgoing(brief, briefs=(brief,)), WEBHOOK))
    (asked,) = [item for item in items(payload) if item.startswith("What will it cost?")]
    assert [line.rpartition(" (")[0] for line in asked.split("\n")[1:]] == [
        claim.text for claim in brief.disagreements[0].positions
    ]


def test_what_a_person_adds_behind_the_sources_is_shown(brief):
    """A section of one's own at the end of the document is no detail."""
    edited = markdown.render(brief) + "\n## From the desk\n\n- Call the harbour master.\n"
    (payload,) = payloads(slack.parts(outgoing(brief, markdown=edited), WEBHOOK))
    assert "Call the harbour master." in items(payload)
    assert not [e for e in elements(payload, "plain_text") if e["text"].startswith("Made by")]


def test_what_changed_stands_over_the_fact_now_and_before():
    """A revision is set like a question: what it is about, the fact now, the fact before."""
    told = "- **three → five** Five came. *(4 outlets [1–4])* *Before:* Three came. *(Courier)*"
    sent = Outgoing(f"# Toll\n\n{told}\n\n## Sources\n\n1. **Courier**: Quay.\n", "k", "2026-03-11T07:00:00Z")
    (payload,) = payloads(slack.parts(sent, WEBHOOK))
    assert items(payload) == ["three → five\nFive came. (4 outlets)\nBefore: Three came. (Courier)"]


def long_brief():
    """A brief that asks for more lines than a screen has."""
    brief = large()
    return dataclasses.replace(brief, form=BriefForm(length="long"))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"webhook": None, "token": Secret("T"), "channel": "C"}, "in the thread."),
        ({"details": True}, "below."),
        ({}, "on the evidence page."),
        ({"page": "https://desk.example/briefs"}, "on the evidence page."),
    ],
)
def test_a_story_has_one_screen_and_says_what_is_elsewhere(change, where):
    """At most forty lines; what has no room is counted, and stands in the messages that follow, if any do."""
    brief = long_brief()
    target = dataclasses.replace(WEBHOOK, **change)
    first, *rest = payloads(slack.parts(outgoing(brief, briefs=(brief,)), target))
    told = items(first)
    assert lines(first) <= MOST_LINES
    (left,) = [int(m[1]) for e in elements(first, "text") + elements(first, "link") + elements(first, "plain_text")
               if (m := re.search(rf"(\d+) more lines {where}", e["text"]))]  # fmt: skip
    document = markdown.render(brief)
    assert len(told) + left == len(re.findall(r"(?m)^- ", document))
    moved = [item for payload in rest for item in items(payload) if re.match(r"Claim|How many", item)]
    assert bool(rest) == ("thread" in where or "below" in where)
    assert len(moved) == (left if rest else 0)
    assert all(shown(payload["blocks"]) <= MOST_CHARACTERS for payload in [first, *rest])


def test_the_evidence_is_behind_a_link_to_the_page_that_an_archive_has(brief, tmp_path):
    """With `page` a link leads to the very file that a folder published there gets; nothing follows in a thread."""
    sent = outgoing(brief, briefs=(brief,))
    target = SlackTarget("s", token=Secret("T"), channel="C", page="https://desk.example/briefs")
    (payload,) = payloads(slack.parts(sent, target))
    (file,) = [part.summary for part in channels.parts(sent, FolderTarget("archive", path=str(tmp_path)))]
    links = {link["text"]: link["url"] for link in elements(payload, "link")}
    assert links["Evidence: every sentence beside its sources"] == f"https://desk.example/briefs/{file}"


def test_stories_are_not_mixed(brief):
    """Each story of many is whole within one message, under its headline, with its own line of sources."""
    briefs = [dataclasses.replace(brief, headline=f"Story {n} of the quay") for n in range(9)]
    sent = payloads(slack.parts(from_briefs(briefs), WEBHOOK))
    assert len(sent) > 1
    for payload in sent:
        said = [e["text"] for e in elements(payload["blocks"], "text")]
        heads = [text for text in said if re.fullmatch(r"Story \d of the quay", text)]
        assert len(heads) == said.count("Sources: ") >= 1
        assert len(payload["blocks"]) <= MOST_BLOCKS
    assert [re.search(r"\((\d) of", payload["text"])[1] for payload in sent] == [str(n + 1) for n in range(len(sent))]


@pytest.mark.parametrize(
    "url",
    ["https://wiki.example/Crane_(machine)", "https://crier.example/über uns?q=a|b", "https://crier.example/a%28b%29"],
)
def test_whatever_an_address_holds_it_is_a_link(brief, url):
    """An address with brackets, spaces or letters of any alphabet is linked like another."""
    crier = dataclasses.replace(brief.articles[0], url=url)
    brief = dataclasses.replace(brief, articles=(crier, *brief.articles[1:]))
    (payload,) = payloads(slack.parts(outgoing(brief, briefs=(brief,)), WEBHOOK))
    links = {link["url"].partition("#")[0] for link in elements(payload, "link")}
    assert literal.web_url(url) in links


def by_hand(count=120):
    """A document that is no brief: headings, and so many lines."""
    points = "\n".join(
        f"{'' if n % 10 else f'## Part {n}' + chr(10) * 2}- Line {n}: {'words ' * 20}" for n in range(count)
    )
    return Outgoing(f"# Long\n\n{points}\n", "k", "2026-03-11T07:00:00Z")


def test_what_is_no_brief_arrives_whole_and_within_limits():
    """A long document: every message within limits, each line whole in exactly one of them, in order."""
    parts = slack.parts(by_hand(), WEBHOOK)
    sent = payloads(parts)
    assert len(sent) > 1
    for payload in sent:
        assert len(payload["blocks"]) <= MOST_BLOCKS
        assert shown(payload["blocks"]) <= MOST_CHARACTERS
        for block in payload["blocks"]:
            Block.parse(block).validate_json()
    said = [item.partition(":")[0] for payload in sent for item in items(payload)]
    assert said == [f"Line {n}" for n in range(120)]
    assert [part.summary.split(":")[0] for part in parts] == [f"{n} of {len(sent)}" for n in range(1, len(sent) + 1)]


def test_a_heading_is_never_the_last_line_of_a_message():
    """A section's name stands above its first line, not at the foot of the message before, nor of a screen."""
    for sent in (by_hand(), outgoing(long_brief())):
        for payload in payloads(slack.parts(sent, WEBHOOK)):
            for above, below in pairwise([*payload["blocks"], {"type": "end"}]):
                if above["type"] == "rich_text" and len(above["elements"]) == 1 and below["type"] != "rich_text":
                    assert not above["elements"][0]["elements"][0].get("style", {}).get("bold")


def test_text_that_only_a_person_can_have_written_reaches_slack_too():
    """Any Markdown sends: paragraphs, numbered lists, quotations, code, rules, links."""
    text = (CASES / "by-hand.md").read_text(encoding="utf-8")
    (payload,) = payloads(slack.parts(Outgoing(text, "k", "2026-03-11T07:00:00Z"), WEBHOOK))
    for block in payload["blocks"]:
        Block.parse(block).validate_json()
    kinds = [e["type"] for b in payload["blocks"] if b["type"] == "rich_text" for e in b["elements"]]
    assert kinds == [
        "rich_text_section",
        "rich_text_list",
        "rich_text_list",
        "rich_text_list",
        "rich_text_quote",
        "rich_text_preformatted",
        "rich_text_section",
    ]
    assert [e.get("offset") for e in elements(payload, "rich_text_list")] == [0, 1, None]


def test_a_paragraph_that_no_message_holds_is_cut_rather_than_lost():
    """A text of 30,000 characters arrives in pieces."""
    words = " ".join(f"word{n}" for n in range(4_000))
    sent = payloads(slack.parts(Outgoing(f"# Long\n\n{words}\n", "k", "2026-03-11T07:00:00Z"), WEBHOOK))
    assert all(shown(payload["blocks"]) <= MOST_CHARACTERS for payload in sent)
    assert "".join(e["text"] for p in sent for e in elements(p["blocks"][1:], "text")) == words


def test_halves_hold_what_the_whole_held():
    """A part that Slack finds too long becomes two with the same items, until one item is left."""
    (part, *_) = slack.parts(by_hand(), WEBHOOK)
    halves = slack.halve(part)
    assert [i for half in payloads(halves) for i in items(half)] == items(json.loads(part.body))
    assert len({half.key for half in halves} | {part.key}) == 3
    while len(halves) > 1:
        halves = slack.halve(halves[0])
    assert halves == ()


def test_rendering_twice_gives_the_same_bytes(brief):
    """A part can be stored, or made again: its bytes and its key are the same."""
    assert slack.parts(outgoing(brief), WEBHOOK) == slack.parts(outgoing(brief), WEBHOOK)


# --- sending ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server():
    """A local Slack."""
    with http_server() as running:
        yield running


@pytest.fixture
def slack_server(server):
    """A local Slack that remembers nothing."""
    server.requests.clear()
    server.posted.clear()
    server.tricks.clear()
    server.most = 11_300
    return server


def environ(server, **more):
    """The secrets of a working set-up."""
    return {"HOOK": server.address + "/services/T0/B0/secret", "TOKEN": "xoxb-right"} | more


def post(brief, target, variables, **more):
    """Render and send a brief, or what is on its way already."""
    sent = brief if isinstance(brief, Outgoing) else outgoing(brief, **more)
    return channels.send(channels.parts(sent, target), target, variables)


def test_a_webhook_gets_every_message_once(slack_server):
    """All parts of a long document are posted, each once, in order."""
    receipts = post(by_hand(), WEBHOOK, environ(slack_server))
    assert {r.state for r in receipts} == {"sent"}
    assert len(slack_server.posted) == len(slack_server.requests) == len(receipts) > 1


def test_a_bot_answers_its_first_message_with_the_details(slack_server, brief):
    """With a token the sources, the notes and the quotations behind each sentence go into the thread."""
    target = SlackTarget("desk", token=Secret("TOKEN"), channel="C1", api=slack_server.address + "/api")
    receipts = post(brief, target, environ(slack_server), briefs=(brief,))
    first, *rest = slack_server.posted
    assert [r.state for r in receipts] == ["sent", "sent"]
    assert "thread_ts" not in first
    assert [payload["thread_ts"] for payload in rest] == [receipts[0].id]
    assert "Shipping Ledger: East quay shut after crane falls, 10 March 2026" in items(rest[0])[1]
    assert any("1 sentence was withheld" in e["text"] for e in elements(rest[0], "plain_text"))
    quotation = "Shipping Ledger: “The east quay at Tarn Mouth is closed until Friday”"
    assert [any(quotation in item for item in items(payload)) for payload in (first, rest[0])] == [False, True]


def test_too_long_for_slack_is_halved_and_sent(slack_server):
    """Where Slack's unwritten limit is lower than ours, the message is cut further and still arrives whole."""
    slack_server.most = 3_000
    receipts = post(by_hand(), WEBHOOK, environ(slack_server))
    assert {r.state for r in receipts} == {"sent"}
    said = [item.partition(":")[0] for payload in slack_server.posted for item in items(payload)]
    assert said == [f"Line {n}" for n in range(120)]


def test_slack_s_wish_to_wait_is_obeyed(slack_server, brief):
    """429 with Retry-After: the same part again, after that time, and no more than once if it is taken."""
    slack_server.tricks.append((429, "rate_limited", [("Retry-After", "0")]))
    (receipt,) = post(brief, WEBHOOK, environ(slack_server))
    assert (receipt.state, len(slack_server.requests), len(slack_server.posted)) == ("sent", 2, 1)


def test_a_wish_to_wait_for_an_hour_is_left_to_a_later_run(slack_server, brief):
    """A long Retry-After fails at once and says that nothing was posted."""
    slack_server.tricks.append((429, "rate_limited", [("Retry-After", "3600")]))
    (receipt,) = post(brief, WEBHOOK, environ(slack_server))
    assert (receipt.state, len(slack_server.requests)) == ("failed", 1)
    assert "Nothing was posted" in receipt.detail


@pytest.mark.parametrize("trick", ["hang up", "hang", (500, "internal_error"), (502, "<html>bad gateway</html>")])
def test_a_lost_reply_is_never_posted_again(slack_server, brief, trick):
    """When nobody knows whether it was posted, it is reported so and not sent a second time."""
    slack_server.tricks.append(trick)
    patience = 2.0 if trick == "hang" else WEBHOOK.timeout
    (receipt,) = post(brief, dataclasses.replace(WEBHOOK, timeout=patience), environ(slack_server))
    assert (receipt.state, len(slack_server.requests)) == ("unknown", 1)
    assert "may have" in receipt.detail


def test_after_a_failure_the_rest_of_a_brief_is_not_sent(slack_server):
    """The second half of a document without its first would be worse than none."""
    slack_server.tricks.append("hang up")
    receipts = post(by_hand(), WEBHOOK, environ(slack_server))
    assert [r.state for r in receipts] == ["unknown", *["failed"] * (len(receipts) - 1)]
    assert len(slack_server.requests) == 1


@pytest.mark.parametrize(
    ("change", "variables", "word", "hint"),
    [
        ({}, {"HOOK": "/services/T0/B0/revoked"}, "no_service", "make a new webhook"),
        (
            {"webhook": None, "token": Secret("TOKEN"), "channel": "C1"},
            {"TOKEN": "xoxb-wrong"},
            "invalid_auth",
            "token",
        ),
        ({"webhook": None, "token": Secret("TOKEN"), "channel": "C9"}, {}, "channel_not_found", "invite the app"),
        ({}, {"HOOK": ""}, "HOOK is not set", ".env"),
        ({}, {"HOOK": "not an address"}, "no http(s) address", "Copy it again"),
        ({}, {"HOOK": "http://127.0.0.1:9/services"}, "cannot be reached", "try again later"),
    ],
)
def test_a_refusal_comes_with_slack_s_word_and_what_to_do(slack_server, brief, change, variables, word, hint):
    """Wrong token, revoked webhook, unknown channel, no address: the person is told what to change."""
    full = {k: slack_server.address + v if v.startswith("/") else v for k, v in variables.items()}
    target = dataclasses.replace(WEBHOOK, api=slack_server.address + "/api", **change)
    receipt = post(brief, target, environ(slack_server, **full))[0]
    assert receipt.state == "failed"
    assert word in receipt.detail
    assert hint in receipt.detail


def test_no_message_names_the_webhook_s_address(slack_server, brief):
    """The address of a webhook is a secret: errors do not repeat it."""
    for variables in ({"HOOK": slack_server.address + "/services/hush"}, {"HOOK": "http://127.0.0.1:9/hush"}):
        assert "hush" not in post(brief, WEBHOOK, variables)[0].detail
