"""A mail server and a Slack-like server in a process of their own, which write down all that arrives.

For the benchmarks that kill or race runs: whatever happens to those, what was received stays known. Not run by itself.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "channels"))


@dataclass(frozen=True)
class Arrival:
    """One message that a server took."""

    target: str  #: mail or slack
    id: str  #: Message-ID, or the payload itself
    text: str


@dataclass(frozen=True)
class Receivers:
    """Where the servers are, and what they took."""

    port: int
    webhook: str
    log: Path

    def arrivals(self) -> list[Arrival]:
        """Everything that arrived, in order."""
        if not self.log.exists():
            return []
        return [Arrival(**json.loads(line)) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def targets(self, **options: str) -> str:
        """The targets of a configuration that sends here."""
        more = "".join(f'{name} = "{value}"\n' for name, value in options.items())
        return f"""
[targets.mail]
type = "email"
host = "127.0.0.1"
port = {self.port}
tls = "none"
from = "briefer@example.org"
to = ["desk@example.org"]
{more}
[targets.slack]
type = "slack"
webhook = "env:SLACK"
{more}"""


@contextmanager
def receivers(folder: Path) -> Iterator[Receivers]:
    """Both servers, in a process that was forked before any thread began."""
    log = folder / "received.jsonl"
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(log, theirs), daemon=True)
    process.start()
    try:
        port, webhook = ours.recv()
        yield Receivers(port, webhook, log)
    finally:
        process.kill()
        process.join()


def _serve(log: Path, pipe: Any) -> None:
    import email  # noqa: PLC0415 - only this process needs them
    import threading  # noqa: PLC0415 - the same
    from email.policy import default  # noqa: PLC0415 - the same

    from servers import http_server, mail_server  # noqa: PLC0415 - the tests' servers, found just now

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lock = threading.Lock()
    with log.open("a", encoding="utf-8") as file, mail_server() as mail, http_server() as slack:

        def write(target: str, identity: str, text: str) -> None:
            with lock:
                file.write(json.dumps({"target": target, "id": identity, "text": text}) + "\n")
                file.flush()

        class Mails(list[Any]):
            def append(self, taken: Any) -> None:
                message = email.message_from_bytes(taken[2], policy=default)
                part = message.get_body(("plain",))
                write("mail", str(message["Message-ID"]), str(part.get_content()) if part else "")

        class Posts(list[Any]):
            def append(self, payload: Any) -> None:
                text = json.dumps(payload, ensure_ascii=False)
                write("slack", text, text)

        mail.messages, slack.posted = Mails(), Posts()
        slack.handle_error = lambda *_: None  # a client that was killed hears no answer
        pipe.send((mail.port, f"{slack.address}/services/T0/B0/secret"))
        os.pause() if hasattr(os, "pause") else signal.pause()
