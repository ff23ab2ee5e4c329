"""Real servers on this machine that play the services we deliver to, with their limits and their words."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller

MOST_TOGETHER = 11_300  #: characters of all blocks together, from which on Slack was seen to refuse


class _Slack(BaseHTTPRequestHandler):
    def do_POST(self):
        """Take a message as Slack's webhook (/services/…) or Web API (/api/…) does, or misbehave as the test asked."""
        server = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.requests.append((self.path, dict(self.headers), body))
        trick = server.tricks.pop(0) if server.tricks else None
        if trick == "hang up":
            self.close_connection = True
            return
        if trick == "hang":
            server.released.wait(45)
            return
        if trick:
            self.answer(*trick)
        elif self.path.startswith("/api/"):
            self.web_api(json.loads(body))
        elif self.path != "/services/T0/B0/secret":
            self.answer(404, "no_service")
        else:
            word = refusal(json.loads(body), server.most)
            if not word:
                server.posted.append(json.loads(body))
            self.answer(400 if word else 200, word or "ok")

    def web_api(self, payload):
        """chat.postMessage: always 200, the verdict in the JSON."""
        word = refusal(payload, self.server.most)
        if self.headers["Authorization"] != "Bearer xoxb-right":
            word = "invalid_auth"
        elif payload.get("channel") != "C1":
            word = "channel_not_found"
        said = (
            {"ok": False, "error": word} if word else {"ok": True, "ts": f"17000000{len(self.server.posted):02}.0001"}
        )
        if not word:
            self.server.posted.append(payload)
        self.answer(200, json.dumps(said))

    def answer(self, status, text, headers=()):
        """Answer and be done."""
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        """Keep the tests quiet."""


def refusal(payload, most=MOST_TOGETHER):
    """Slack's word against a payload, or None: its documented limits, and the one that was only observed."""
    blocks = payload["blocks"]
    headers = [b["text"]["text"] for b in blocks if b["type"] == "header"]
    if len(blocks) > 50 or any(not 0 < len(h.encode("utf-16-le")) // 2 <= 150 for h in headers):
        return "invalid_blocks"
    if len(payload["text"]) > 40_000:
        return "msg_too_long"
    return "msg_blocks_too_long" if shown(blocks) > most else None


def shown(value):
    """The characters in all texts of a payload's blocks, in UTF-16 units."""
    if isinstance(value, list):
        return sum(map(shown, value))
    if not isinstance(value, dict):
        return 0
    own = len(value["text"].encode("utf-16-le")) // 2 if isinstance(value.get("text"), str) else 0
    return own + sum(shown(inner) for key, inner in value.items() if isinstance(inner, list | dict))


@contextmanager
def http_server(handler=_Slack):
    """A server on a free port: `.address`, `.requests`, `.posted`, `.tricks` (answers to give first), `.most`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.address = f"http://127.0.0.1:{server.server_port}"
    server.requests, server.posted, server.tricks, server.most = [], [], [], MOST_TOGETHER
    server.released = threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        thread.join(10)
        server.server_close()


class _Mailbox:
    """What aiosmtpd asks about every message."""

    def __init__(self):
        self.messages = []
        self.answer = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002, N802
        """Refuse one mailbox, put another off, take the rest."""
        if address.startswith("nobody@"):
            return "550 5.1.1 No such user here"
        if address.startswith("later@"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802
        """Take the message; then answer, or hang up as the test asked."""
        self.messages.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        if self.answer == "hang up":
            server.transport.abort()
        if self.answer == "hang":
            await asyncio.sleep(45)  # ended when the client leaves
        return self.answer or "250 2.0.0 Taken"


@contextmanager
def mail_server(**options):
    """An SMTP server on a free port: `.port`, `.messages`, `.answer`."""
    mailbox = _Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    mailbox.port = port
    try:
        yield mailbox
    finally:
        controller.stop()
