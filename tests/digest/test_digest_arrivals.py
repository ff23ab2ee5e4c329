"""A Slack app that lost a reply looks whether its message has arrived before it posts again."""

import json
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
import servers
from desk import MONDAY, Desk

from briefer.digest.store import outbox
from briefer.digest.store.outbox import State

BOT = """
[targets.bot]
type = "slack"
token = "env:TOKEN"
channel = "C1"
api = "{api}/api"
details = true
on_unknown = "{policy}"
"""


class Slack(servers._Slack):
    """The channels' Slack server, with a memory: what was posted can be read in the channel, or in a thread."""

    def answer(self, status, text, headers=()):
        """Answer, unless this reply is to be lost after the message was taken."""
        said = json.loads(text) if text.startswith("{") else {}
        if said.get("ts") and self.server.lose:
            self.server.lose -= 1
            self.close_connection = True
            return
        super().answer(status, text, headers)

    def do_GET(self):  # noqa: N802
        """conversations.history and conversations.replies, for an app that has the scope."""
        asked = parse_qs(urlsplit(self.path).query)
        self.server.looked.append(urlsplit(self.path).path.rpartition("/")[2])
        if not self.server.scope:
            self.answer(200, json.dumps({"ok": False, "error": "missing_scope"}))
            return
        thread = asked.get("ts", [None])[0]
        posted = [p for p in self.server.posted if p.get("thread_ts") == thread]
        # Slack gives the payload of metadata only to those who ask for all of it, and parts long lists into pages.
        known = asked.get("include_all_metadata") == ["true"]
        found = [
            {"ts": f"17000000{n:02}.0001", "text": p["text"], **({"metadata": p["metadata"]} if known else {})}
            for n, p in enumerate(posted)
        ]
        found = [{"ts": f"16{n:08}.0001", "text": p} for n, p in enumerate(self.server.others)] + found
        first = int(asked.get("cursor", ["0"])[0])
        page, rest = found[first : first + 3], found[first + 3 :]
        following = {"response_metadata": {"next_cursor": str(first + 3)}} if rest else {}
        self.answer(200, json.dumps({"ok": True, "messages": page, **following}))


@contextmanager
def bot_desk(folder, policy="resend"):
    """A desk whose one target is a Slack app."""
    with servers.http_server(Slack) as slack:
        slack.lose, slack.scope, slack.looked, slack.others = 0, True, [], []
        desk = Desk(folder, targets=BOT.format(api=slack.address, policy=policy), environ={"TOKEN": "xoxb-right"})
        desk.now = desk.now.now(desk.now.tzinfo)
        desk.write(MONDAY)
        yield desk, slack


def states(store):
    """The states of all parts."""
    with store.transaction() as db:
        return [entry.state for entry in outbox.rows(db, ["ports"])]


@pytest.mark.parametrize("policy", ["resend", "hold"])
def test_a_message_that_had_arrived_is_not_posted_again(tmp_path, opened, policy):
    """After a lost reply the message is found in the channel: it counts as sent, with its id, and is there once."""
    with bot_desk(tmp_path, policy) as (desk, slack), opened(desk) as store:
        slack.lose, slack.others = 1, ["what people say"] * 7
        assert desk.run(store, "2026-11-23T07:00").open > 0
        posted = len(slack.posted)
        desk.sleep(minutes=1)
        assert desk.run(store, "2026-11-23T07:00").open == 0
        assert posted == 1
        assert len({json.dumps(p, sort_keys=True) for p in slack.posted}) == len(slack.posted)
        assert slack.looked[0] == "conversations.history"
        assert set(states(store)) == {State.SENT}
        with store.transaction() as db:
            assert outbox.rows(db, ["ports"])[0].receipt == "1700000000.0001"


def test_a_message_that_did_not_arrive_is_posted(tmp_path, opened):
    """When the channel does not have it, the message is posted again."""
    with bot_desk(tmp_path) as (desk, slack), opened(desk) as store:
        slack.tricks.append("hang up")
        desk.run(store, "2026-11-23T07:00")
        assert slack.posted == []
        desk.sleep(minutes=1)
        assert desk.run(store, "2026-11-23T07:00").open == 0
        assert slack.looked == ["conversations.history"]
        assert len(slack.posted) == len(states(store))


@pytest.mark.parametrize(("policy", "posts"), [("resend", 2), ("hold", 1)])
def test_an_app_that_may_not_look(tmp_path, opened, policy, posts):
    """Without the scope to look, the target's wish decides, and what is missing is told."""
    with bot_desk(tmp_path, policy) as (desk, slack), opened(desk) as store:
        slack.lose, slack.scope = 1, False
        desk.run(store, "2026-11-23T07:00")
        desk.sleep(minutes=1)
        outcome = desk.run(store, "2026-11-23T07:00")
        assert sum(payload == slack.posted[0] for payload in slack.posted) == posts
        if policy == "hold":
            assert State.UNKNOWN in states(store)
            assert "missing_scope" in outcome.notes[0]
            assert "channels:history" in outcome.notes[0]
