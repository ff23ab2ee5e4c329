"""From the outbox to real servers: everything arrives, once, and what went wrong is known."""

import email
import itertools
import json
import logging
import os
import signal
from contextlib import contextmanager
from datetime import UTC, datetime
from email.policy import default

import postgres
import pytest
from desk import MAIL, MONDAY, SLACK, TUESDAY, Desk
from servers import http_server

from briefer.app import delivering
from briefer.channels.delivery import LostReply, Outgoing, Part, Refused, Unavailable
from briefer.digest import secrecy, sending
from briefer.digest.config import TargetTable
from briefer.digest.store import outbox
from briefer.digest.store.outbox import State
from briefer.digest.values import moment
from briefer.errors import UsageError


@pytest.fixture
def desk(sending_desk):
    """A desk with a mailbox, a Slack channel and Monday's articles."""
    sending_desk.write(MONDAY)
    return sending_desk


@pytest.fixture
def store(desk, opened):
    """The desk's store."""
    with opened(desk) as store:
        yield store


def entries(store, *states):
    """What is in the outbox."""
    with store.transaction() as db:
        return outbox.rows(db, ["ports"], states=states or tuple(State))


def ids(mail):
    """The Message-IDs that arrived."""
    return [email.message_from_bytes(body, policy=default)["Message-ID"] for _, _, body in mail.messages]


def test_a_digest_arrives_everywhere(desk, store, mail, slack):
    """Mailbox and channel get the digest, and the outbox knows it."""
    outcome = desk.run(store)
    assert (outcome.sent, outcome.open, outcome.notes) == (2, 0, ())
    (sender, recipients, body) = mail.messages[0]
    message = email.message_from_bytes(body, policy=default)
    assert (sender, recipients) == ("briefer@example.org", ["desk@example.org"])
    assert message["Subject"] == "Ports: Crane collapse shuts Port Ellery quay, and 1 more"
    assert "harbour master Oriel Vance" in message.get_body(("plain",)).get_content()
    assert slack.posted[0]["text"] == message["Subject"]  # what a notification shows
    assert slack.posted[0]["blocks"][0]["text"]["text"] == "Ports: Monday 23 November 2026"
    assert {entry.state for entry in entries(store)} == {State.SENT}


def test_a_slot_that_is_run_again_sends_nothing(desk, store, mail, slack):
    """The same slot, whatever the clock says, goes out once."""
    for _ in range(3):
        desk.run(store, "2026-11-23T07:00")
        desk.sleep(days=1)
    assert (len(mail.messages), len(slack.posted)) == (1, 1)


def test_a_dead_webhook_does_not_concern_the_mailbox(desk, store, mail, slack):
    """A revoked webhook is told with Slack's word; the mail went out, and the next digest has only new articles."""
    desk.environ["SLACK"] = slack.address + "/services/T0/B0/revoked"
    outcome = desk.run(store)
    assert (outcome.sent, outcome.open) == (1, 1)
    assert "no_service" in outcome.notes[0]
    desk.write(TUESDAY)
    desk.sleep(days=1)
    document = desk.run(store).document
    assert "Solar farm" not in document
    assert (len(mail.messages), [e.state for e in entries(store, *outbox.OPEN)]) == (2, [State.FAILED] * 2)


def decide(desk, store, *, retry, drop):
    """What a person decides about messages."""
    with store.transaction() as db:
        outbox.decide(db, ["ports"], retry=retry, drop=drop, at=moment(desk.now))


def test_what_was_refused_can_be_retried(desk, store, slack):
    """When the webhook is right again, a person lets the message go out, byte for byte the same."""
    right = desk.environ["SLACK"]
    desk.environ["SLACK"] = slack.address + "/services/T0/B0/revoked"
    desk.run(store)
    (entry,) = entries(store, State.FAILED)
    desk.environ["SLACK"] = right
    decide(desk, store, retry=[entry.id], drop=[])
    outcome = desk.run(store)
    assert (outcome.state, outcome.sent, outcome.open) == ("again", 1, 0)
    assert [body for _, _, body in slack.requests] == [entry.part.body] * 2


def test_what_a_person_drops_is_never_sent(desk, store, slack):
    """A dropped message stays where it is, and delivery counts as complete."""
    desk.environ["SLACK"] = slack.address + "/services/T0/B0/revoked"
    desk.run(store)
    (entry,) = entries(store, State.FAILED)
    decide(desk, store, retry=[], drop=[entry.id])
    assert (desk.run(store).open, len(slack.requests)) == (0, 1)
    with pytest.raises(UsageError, match="no message"):
        decide(desk, store, retry=[entry.id], drop=[])


def test_a_busy_server_is_asked_again_by_a_later_run(desk, store, slack):
    """A server that asks for patience gets the same bytes with the first run after that time."""
    slack.tricks.append((429, "rate_limited", [("Retry-After", "120")]))
    assert desk.run(store).open == 1
    assert desk.run(store).sent == 0
    desk.sleep(seconds=121)
    assert desk.run(store).sent == 1
    assert len({body for _, _, body in slack.requests}) == 1


def test_a_run_waits_for_a_server_if_it_may(desk, store, slack):
    """Within its patience a run waits as long as the server asks."""
    slack.tricks.append((429, "rate_limited", [("Retry-After", "1")]))
    desk.clock = lambda: datetime.now(UTC)
    assert desk.run(store, "2026-11-23T07:00", patience=45.0).open == 0
    assert len(slack.requests) == 2


def test_pauses_grow_until_a_message_is_given_up(desk, store, mail):
    """A mail server that is away is asked less and less often, and after two days no more by itself."""
    desk.edit(f"port = {mail.port}", "port = 1")
    pauses = []
    desk.run(store)
    while waiting := entries(store, State.PENDING):
        pause = (sending.instant(waiting[0].next) - desk.now).total_seconds()
        pauses.append(pause)
        desk.sleep(seconds=pause)
        desk.run(store, "2026-11-23T07:00")
    assert pauses[:4] == [5, 10, 20, 40]
    assert max(pauses) == 6 * 3600
    assert 86_400 < sum(pauses) < 3 * 86_400
    (given_up,) = entries(store, State.FAILED)
    assert given_up.attempts == sending.MOST_ATTEMPTS


@pytest.mark.parametrize(("policy", "state"), [("resend", State.PENDING), ("hold", State.UNKNOWN)])
def test_a_lost_reply(desk, store, slack, policy, state):
    """Of a message whose reply was lost nobody knows: it is sent again later, or held, as the target says."""
    desk.edit('webhook = "env:SLACK"\non_unknown = "resend"', f'webhook = "env:SLACK"\non_unknown = "{policy}"')
    slack.tricks.append("hang up")
    outcome = desk.run(store)
    (entry,) = entries(store, *outbox.OPEN)
    assert (outcome.open, entry.state) == (1, state)
    assert "may have arrived" in entry.detail
    desk.sleep(hours=1)
    assert desk.run(store, "2026-11-23T07:00").open == (0 if policy == "resend" else 1)


def test_a_mail_that_is_sent_again_is_the_same_mail(desk, store, mail):
    """A mail that may have arrived goes out again with the same Message-ID."""
    mail.answer = "hang up"
    desk.run(store)
    mail.answer = None
    desk.sleep(hours=1)
    assert desk.run(store, "2026-11-23T07:00").open == 0
    assert len(mail.messages) == 2
    assert len(set(ids(mail))) == 1


def killed(desk, opened, look):
    """Run the slot in a process of its own that dies the n-th time it looks at its clock; whether it did."""
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        return os.WIFSIGNALED(status)
    looks = itertools.count(1)
    now = desk.now

    def clock():
        if next(looks) == look:
            os.kill(os.getpid(), signal.SIGKILL)
        return now

    with opened(desk) as store:
        desk.run(store, clock=clock)
    os._exit(0)


def test_a_run_that_is_killed_is_taken_up(desk, opened, mail, slack):
    """Wherever a run dies, the next one delivers what is missing; what comes twice has the same id and bytes."""
    twice = 0
    look, died = 0, True
    while died:
        look += 1
        del mail.messages[:], slack.posted[:]
        (desk.folder / "briefer.db").unlink(missing_ok=True)
        if "postgresql" in desk.config.store_url:
            postgres.emptied(desk.config.store_url)
        died = killed(desk, opened, look)
        with opened(desk) as store:
            assert desk.run(store).open == 0
        assert len(set(ids(mail))) == 1
        assert len({json.dumps(payload) for payload in slack.posted}) == 1
        twice += len(mail.messages) + len(slack.posted) - 2
    assert look > 8
    assert twice == 2  # the two moments between a server's answer and the commit


@pytest.mark.parametrize(("policy", "then"), [("resend", "it is sent again unless"), ("hold", "it is held")])
def test_a_message_in_doubt_is_reported(desk, store, slack, policy, then):
    """Of a message that a run died over the next run tells what becomes of it, once."""
    desk.edit('webhook = "env:SLACK"\non_unknown = "resend"', f'webhook = "env:SLACK"\non_unknown = "{policy}"')
    leave_in_doubt(desk, store, slack)
    (note,) = desk.run(store).notes
    assert note.startswith("slack, 1 of 1: ")
    assert "a run ended while it was sent: it may have arrived; " + then in note
    assert desk.run(store).notes == ()


def leave_in_doubt(desk, store, slack):
    """Leave the Slack message as a run does that dies while it posts."""
    slack.tricks.append((429, "rate_limited", [("Retry-After", "9")]))
    desk.run(store)
    with store.transaction() as db:
        (entry,) = outbox.rows(db, ["ports"], states=[State.PENDING])
        outbox.mark(db, entry, State.SENDING, entry.updated, next=entry.updated)


def test_after_a_crash_a_target_may_hold(desk, store, slack):
    """A message that a run died over is held where its target wants a person to decide."""
    desk.edit('webhook = "env:SLACK"\non_unknown = "resend"', 'webhook = "env:SLACK"\non_unknown = "hold"')
    leave_in_doubt(desk, store, slack)
    assert desk.run(store).open == 1
    (entry,) = entries(store, State.UNKNOWN)
    assert "it may have arrived" in entry.detail
    decide(desk, store, retry=[entry.id], drop=[])
    assert desk.run(store).open == 0


def test_one_mailbox_does_not_stop_another(tmp_path, opened, mail):
    """A refused mailbox is told; the others get their mail, each once."""
    to = '"a@example.org", "nobody@example.org", "b@example.org"'
    desk = Desk(tmp_path, targets=MAIL.format(port=mail.port, to=to, on_unknown="resend"))
    desk.write(MONDAY)
    with opened(desk) as store:
        outcome = desk.run(store)
    assert (outcome.sent, outcome.open) == (2, 1)
    assert sorted(recipients[0] for _, recipients, _ in mail.messages) == ["a@example.org", "b@example.org"]


def test_a_server_that_is_away_is_not_asked_for_every_mailbox(tmp_path, opened):
    """After two mails that a server could not take, the others wait as well."""
    to = ", ".join(f'"{name}@example.org"' for name in "abcdefgh")
    desk = Desk(tmp_path, targets=MAIL.format(port=1, to=to, on_unknown="resend"))
    desk.write(MONDAY)
    with opened(desk) as store:
        desk.run(store)
        assert sorted(entry.attempts for entry in entries(store)) == [0, 0, 0, 0, 0, 0, 1, 1]


def test_a_message_that_is_too_long_is_cut(desk, store, slack):
    """What Slack finds too long goes out in two, and the outbox has both."""
    slack.most = 500
    outcome = desk.run(store)
    assert outcome.open == 0
    assert len(slack.posted) > 1
    assert {entry.state for entry in entries(store)} == {State.SENT}


def test_a_secret_that_is_not_set_waits_for_a_person(desk, store):
    """A missing secret is named; when it is set, the message goes out."""
    secret = desk.environ.pop("SLACK")
    outcome = desk.run(store)
    assert "SLACK is not set" in outcome.notes[0]
    desk.environ["SLACK"] = secret
    desk.sleep(hours=1)
    assert desk.run(store, "2026-11-23T07:00").open == 0


def test_a_target_that_is_gone_is_told(desk, store, slack):
    """A message for a target that was taken out of the configuration is told, and can be dropped."""
    slack.tricks.append((429, "rate_limited", [("Retry-After", "9")]))
    desk.run(store)
    desk.edit('targets = ["mail", "slack"]', 'targets = ["mail"]')
    desk.edit(SLACK.format(on_unknown="resend"), "")
    desk.sleep(minutes=1)
    assert "There is no [targets.slack]" in desk.run(store, "2026-11-23T07:00").notes[0]


def entry(number, **changes):
    """A part in the outbox."""
    values = {"recipient": "", "state": State.PENDING, "target": "slack"} | changes
    part = Part(f"k{number}", b"", "text/plain", "", recipient=values.pop("recipient"))
    return outbox.Entry(
        number, "ports", "s", values["target"], number, part, values["state"], 0, "", None, "", "", "", False
    )


def test_which_parts_may_go_out_next():
    """Of each target the first part; of mails every one; nothing behind a part that is held or was refused."""
    waiting = [
        entry(1), entry(2), entry(3, target="hook", state=State.UNKNOWN), entry(4, target="hook"),
        entry(5, target="mail", recipient="a@x", state=State.FAILED), entry(6, target="mail", recipient="b@x"),
        entry(7, target="mail", recipient="c@x"),
    ]  # fmt: skip
    assert [head.id for head in sending._heads(waiting)] == [1, 6, 7]


@pytest.mark.parametrize(
    ("error", "hold", "state"),
    [
        (Refused("no"), False, State.FAILED),
        (Unavailable("later"), False, State.PENDING),
        (Unavailable("later", wait=400.0), False, State.PENDING),
        (LostReply("?"), False, State.PENDING),
        (LostReply("?"), True, State.UNKNOWN),
        (UsageError("not set"), False, State.PENDING),
        (ValueError("a fault of ours"), False, State.PENDING),
    ],
)
def test_what_becomes_of_a_failure(error, hold, state):
    """Refused is final, later is later, unknown is what the target wants, and our own faults lose no message."""
    assert sending._after(error, 1, hold=hold)[0] is state


TABLE = TargetTable("slack", {"type": "slack", "webhook": "env:HOOK", "token": "env:TOKEN", "user": "env:NONE"})
HIDDEN = secrecy.of_target(TABLE, {"HOOK": "https://hooks.example/services/T0/canary1", "TOKEN": "canary2"})


@pytest.mark.parametrize(
    "said",
    [
        "cannot reach https://hooks.example/services/T0/canary1",
        "no such path /services/T0/canary1",
        "canary1?",
        "Bearer canary2",
    ],
)
def test_a_secret_is_never_told(said):
    """Whatever a server or a library says, the secrets of a target and the parts of a secret address are hidden."""
    assert "canary" not in secrecy.without(said, HIDDEN)


def test_what_is_missing_is_known():
    """The variables that a target names and that are not set are listed."""
    assert secrecy.missing(TABLE, {"HOOK": "x", "TOKEN": " "}) == ["TOKEN", "NONE"]


@contextmanager
def logged():
    """All that any library logs, at any level; the record factory is put back afterwards."""
    root, told = logging.getLogger(), []
    handler, level, before = logging.Handler(), root.level, logging.getLogRecordFactory()
    handler.emit = lambda record: told.append(record.getMessage())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield told
    finally:
        logging.setLogRecordFactory(before)
        root.setLevel(level)
        root.removeHandler(handler)


def test_a_secret_is_never_logged():
    """What a library logs of a request does not show the address of a webhook, at any level; all else stays."""
    logger = logging.getLogger("briefer-test")
    with logged() as told:
        secrecy.silence(HIDDEN)
        logger.warning("POST %s took %d s", "https://hooks.example/services/T0/canary1", 3)
        logger.warning("GET %s", "https://example.org/")
    assert told == ["POST [hidden] took 3 s", "GET https://example.org/"]


def test_a_brief_sent_by_hand_tells_no_secret():
    """`briefer send` hides the webhook's address in what is logged, and in the words of a server that repeats it."""
    outgoing = Outgoing("# Quay shut\n\n- A crane fell. *single source*\n", "key", "2026-11-23T07:00:00Z")
    with http_server() as slack, logged() as told:
        slack.tricks.append((404, "nothing at /services/T0/B0/canary"))
        environ = {"SLACK_WEBHOOK_URL": f"{slack.address}/services/T0/B0/canary"}
        lines, complete = delivering.deliver(outgoing, ["slack"], None, environ)
    assert not complete
    assert "[hidden]" in lines[0]
    assert any("[hidden]" in words for words in told)
    assert "canary" not in "".join([*lines, *told])
