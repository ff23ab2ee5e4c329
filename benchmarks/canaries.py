"""A canary in every credential, logging at its loudest, every fault of a server: does a secret ever get out?

The digest runs as a command with DEBUG logging switched on for all libraries, against servers on this machine that
take, refuse, hang up, redirect and echo what they were sent. Then everything that a person or another service can see
is searched for each canary: standard output and error, the store, the outbox, the archive, the caches, the lock files,
the messages that other targets got, and the lists that the commands print.

    python benchmarks/canaries.py
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kills import article

CANARIES = {
    "SLACK": "T0/B0/canary-slack-webhook",
    "TOKEN": "xoxb-canary-slack-token",
    "MAIL_PASSWORD": "canary-mail-password",
    "HOOK": "canary-hook-address",
    "HOOK_SECRET": "canary-hook-signature",
    "OPENAI_API_KEY": "sk-canary-model-key",
    "STORE_PASSWORD": "canary-store-password",
}
#: What a server does with a request: its status, or a trick.
FAULTS = ("ok", 400, 401, 403, 404, 429, 500, 503, "redirect", "hang up", "echo")
OF_MODELS = ("ok", 400, 401, 404, "redirect", "echo")  # those that a model's edge does not try again
RUN = """
import logging, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
from briefer.cli import main
main()
"""
CONFIG = """
[store]
url = "{store}"

[jobs.news]
schedule = "0 7 * * *"
sources = ["in/", "{base}/feed.xml"]
allow_private = true
writer = "{writer}"
targets = ["slack", "bot", "mail", "hook", "archive"]

[targets.slack]
type = "slack"
webhook = "env:SLACK_URL"

[targets.bot]
type = "slack"
token = "env:TOKEN"
channel = "C1"
api = "{base}/api"

[targets.mail]
type = "email"
host = "127.0.0.1"
port = {mail}
tls = "none"
user = "briefer"
password = "env:MAIL_PASSWORD"
from = "briefer@example.org"
to = ["desk@example.org"]

[targets.hook]
type = "webhook"
secret_url = "env:HOOK_URL"
secret = "env:HOOK_SECRET"

[targets.archive]
type = "folder"
path = "out"
"""


@dataclass
class Seen:
    """What the servers were sent in the bodies of messages."""

    bodies: list[bytes] = field(default_factory=list)
    fault: str | int = "ok"


class Server(BaseHTTPRequestHandler):
    """Plays every HTTP service, with the fault of the hour."""

    def do_POST(self) -> None:
        """Take, refuse, redirect, hang up or echo."""
        seen: Seen = self.server.seen  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        seen.bodies.append(body)
        if seen.fault == "hang up":
            self.close_connection = True
        elif seen.fault == "redirect":
            self.answer(307, "", [("Location", f"http://127.0.0.1:9{self.path}")])
        elif seen.fault == "echo":
            self.answer(400, f"{self.path} {dict(self.headers)} {body.decode(errors='replace')}")
        elif seen.fault == "ok":
            self.answer(200, json.dumps({"ok": True, "ts": "1.1"}) if "/api/" in self.path else "ok")
        else:
            self.answer(int(seen.fault), f"refused {self.path} {self.headers.get('Authorization', '')}")

    def do_GET(self) -> None:
        """There is no feed."""
        self.answer(404, "no feed here")

    def answer(self, status: int, text: str, headers: list[tuple[str, str]] | None = None) -> None:
        """Answer and be done."""
        self.send_response(status)
        for name, value in headers or ():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def http() -> Iterator[tuple[str, Seen]]:
    """The HTTP server: its address, and what it sees."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.seen = Seen()  # type: ignore[attr-defined]
    server.handle_error = lambda *_: None  # type: ignore[method-assign, assignment]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", server.seen  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


class Mailbox:
    """Takes mails from whoever logs in, or refuses the login."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        """Take a mail."""
        self.seen.bodies.append(envelope.original_content)  # type: ignore[attr-defined]
        return "250 OK"


@contextmanager
def mail(seen: Seen) -> Iterator[int]:
    """The mail server, which lets in one password, and none while there is a fault: its port."""
    import socket  # noqa: PLC0415 - only here

    from aiosmtpd.controller import Controller  # noqa: PLC0415 - the tests' extra
    from aiosmtpd.smtp import AuthResult  # noqa: PLC0415 - the same

    def login(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
        right = getattr(data, "password", b"") == CANARIES["MAIL_PASSWORD"].encode()
        return AuthResult(success=right and seen.fault == "ok", handled=False)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")  # that a login without TLS is no good idea is known here
    controller = Controller(
        Mailbox(seen), hostname="127.0.0.1", port=port, authenticator=login, auth_required=True, auth_require_tls=False
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def environ(base: str, folder: Path) -> dict[str, str]:
    """The environment of a run: a canary in every credential."""
    secret = CANARIES | {
        "SLACK_URL": f"{base}/services/{CANARIES['SLACK']}",
        "HOOK_URL": f"{base}/{CANARIES['HOOK']}",
        "STORE": f"postgresql+psycopg://briefer:{CANARIES['STORE_PASSWORD']}@127.0.0.1:9/briefer",
        "OPENAI_BASE_URL": f"{base}/v1",
        "OPENAI_LOG": "debug",
    }
    return {"PATH": os.environ["PATH"], "HOME": str(folder), **secret}


def command(folder: Path, variables: dict[str, str], *words: str) -> bytes:
    """What a command prints, on both streams."""
    line = [sys.executable, "-c", RUN, *words]
    done = subprocess.run(line, cwd=folder, env=variables, capture_output=True, check=False, timeout=120)
    return done.stdout + done.stderr


def leaks(where: str, body: bytes) -> list[str]:
    """Which canaries stand in something that others can see."""
    forms = ((name, canary.encode()) for name, canary in CANARIES.items())
    return [f"{name} in {where}" for name, canary in forms if canary in body]


def searched(folder: Path, printed: bytes, seen: Seen) -> list[str]:
    """Every leak of one run."""
    found = leaks("output", printed)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        found += leaks(str(path.relative_to(folder)), path.read_bytes())
    for body in seen.bodies:
        found += leaks("a message", body)
    return found


def main() -> None:
    """Print one line for each fault."""
    total = 0
    print(f"{'fault':12}{'writer':14}{'output kB':>10}{'messages':>10}{'leaks':>7}")
    with http() as (base, seen), mail(seen) as port:
        for fault, writer in [*((fault, "extractive") for fault in FAULTS), *((f, "canary-model") for f in OF_MODELS)]:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                seen.bodies.clear()
                seen.fault = fault
                found, size = one(folder, base, port, writer, seen)
                print(f"{fault!s:12}{writer:14}{size / 1000:10.0f}{len(seen.bodies):10}{len(found):7}")
                for leak in sorted(set(found)):
                    print(f"  {leak}")
                total += len(found)
    print(f"{len(CANARIES)} canaries, {len(FAULTS)} faults: {total} leaks (limit 0)", "ok" if not total else "BAD")


def one(folder: Path, base: str, port: int, writer: str, seen: Seen) -> tuple[list[str], int]:
    """One run with one fault, and all that looks at it afterwards: the leaks, and how much was printed."""
    (folder / "in").mkdir()
    for number in range(2):
        (folder / "in" / f"{number}.txt").write_text(article(number), encoding="utf-8")
    config = CONFIG.format(store="sqlite:///briefer.db", base=base, mail=port, writer=writer)
    (folder / "digest.toml").write_text(config, encoding="utf-8")
    (folder / "pg.toml").write_text(config.replace("sqlite:///briefer.db", "env:STORE"), encoding="utf-8")
    variables = environ(base, folder)
    slot = ("--slot", "2026-11-23T07:00", "--patience", "0")
    printed = b"".join(
        command(folder, variables, *words)
        for words in (
            ("digest", "run", "digest.toml", *slot),
            ("digest", "run", "pg.toml", *slot),
            ("digest", "check", "digest.toml"),
            ("digest", "list", "digest.toml", "-f", "json"),
            ("digest", "outbox", "digest.toml", "--all", "-f", "json"),
            ("schedule", "show", "digest.toml", "--github"),
        )
    )
    return searched(folder, printed, seen), len(printed)


if __name__ == "__main__":
    main()
