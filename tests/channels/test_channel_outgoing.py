"""What goes out, from files and from briefs."""

from __future__ import annotations

import dataclasses
import json

import pytest

from briefer.app import delivering
from briefer.channels import json as as_json
from briefer.channels import markdown, outgoing, parts
from briefer.channels.delivery import describe
from briefer.channels.slack import SlackTarget
from briefer.channels.slack import render as slack
from briefer.channels.targets import Secret
from briefer.errors import UsageError

NOW = "2026-03-12T08:00:00Z"
DESK = SlackTarget("desk", webhook=Secret("HOOK"))


def test_json_sends_as_the_brief_it_holds(brief):
    """From its JSON a brief goes out as it would have when it was made."""
    sent = delivering.outgoing_text(as_json.render(brief), created=NOW)
    assert (sent.briefs, sent.markdown, sent.title) == ((brief,), markdown.render(brief), brief.headline)
    assert sent.created == brief.provenance.created


def test_markdown_sends_as_it_is_written(brief):
    """What a person changed by hand is what arrives, in Slack as elsewhere."""
    edited = markdown.render(brief).replace("stays shut until Friday", "stays shut *at least* until Friday", 1)
    sent = delivering.outgoing_text(edited, created=NOW)
    (payload,) = [json.loads(part.body) for part in parts(sent, DESK)]
    said = json.dumps(payload, ensure_ascii=False)
    assert "at least" in said
    assert "https://crier.example/crane" in said
    assert sent.title == brief.headline


def test_the_same_file_is_the_same_delivery(brief):
    """Whenever it is sent, its key is that of its content."""
    text = markdown.render(brief)
    assert (
        delivering.outgoing_text(text, created=NOW).key
        == delivering.outgoing_text(text, created="2027-01-01T00:00:00Z").key
    )
    assert (
        delivering.outgoing_text(text + "\n- more", created=NOW).key != delivering.outgoing_text(text, created=NOW).key
    )


def test_several_briefs_go_out_as_one_document(brief):
    """Each story keeps its sources; in a thread each story's details stand under its headline."""
    other = dataclasses.replace(brief, headline="Fog over Tarn Mouth")
    sent = outgoing.from_briefs([brief, other])
    assert sent.title == "2 stories"
    bot = SlackTarget("desk", token=Secret("TOKEN"), channel="C1")
    main, details = (json.loads(part.body) for part in parts(sent, bot))
    shown = [e["elements"][0]["text"] for b in details["blocks"] if b["type"] == "rich_text" for e in b["elements"][:1]]
    assert shown.index(other.headline) > shown.index(brief.headline)
    assert "Key facts" not in shown
    assert json.dumps(main).count("Key facts") == 2


def test_what_a_mail_says_of_several_stories_is_their_news(brief):
    """The first headline, and how many come with it; a title that a person gave stands instead."""
    other = dataclasses.replace(brief, headline="Fog over Tarn Mouth")
    assert outgoing.from_briefs([brief, other, other]).subject == f"{brief.headline}, and 2 more"
    assert outgoing.from_briefs([brief, other], title="My title").subject == ""
    long = dataclasses.replace(brief, headline="Crane " * 60)
    assert outgoing.from_briefs([long, other]).subject.endswith("Crane…, and 1 more")


def test_a_template_reaches_every_channel(brief):
    """A person's own document is what Slack gets."""
    sent = outgoing.from_briefs([brief], template="$headline\n\nRead this first:\n\n$lead\n")
    (payload,) = [json.loads(part.body) for part in slack.parts(sent, DESK)]
    said = json.dumps(payload)
    assert "Read this first:" in said
    assert "Key facts" not in said


@pytest.mark.parametrize("content", ["", " \n", "{", '{"claims": []}'])
def test_what_is_no_brief_is_refused_in_words(content):
    """An empty file, broken JSON, JSON that is no whole brief."""
    with pytest.raises(UsageError):
        delivering.outgoing_text(content, created=NOW)


def test_a_template_needs_one_brief(brief):
    """Markdown is finished already, and two briefs do not fit one template."""
    with pytest.raises(UsageError):
        delivering.outgoing_text("# x", created=NOW, template="$headline")
    with pytest.raises(UsageError):
        outgoing.from_briefs([brief, brief], template="$headline")


def test_a_dry_run_says_what_would_go_where(brief):
    """One line a part: the target, what it is, how large."""
    (part,) = parts(outgoing.from_briefs([brief]), DESK)
    assert describe(part, DESK) == f"desk: 1 of 1: {brief.headline} ({len(part.body):,} bytes of application/json)"
