"""A real HTTP server on 127.0.0.1 that plays an OpenAI-compatible model.

    with ModelServer(draft) as server:                  # always the same answer: text, or a dict that becomes JSON
        … server.url … server.requests …
    with ModelServer([Raw(status=503), draft]) as server:   # one after another; the last is given again and again
    with ModelServer(lambda asked: "…") as server:      # made from what was asked (`Asked.system`, `Asked.user`)

`Raw` answers are faults: any status, headers, body, pace. `FAULTS` names more than thirty of them.
Both protocols are spoken: `/v1/chat/completions` and `/v1/responses`; `/v1/models` lists "test-model".
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]  #: names in lower case
    body: dict[str, Any]

    @property
    def system(self) -> str:
        """The instructions."""
        return self.body.get("instructions") or "".join(
            m["content"] for m in self.body.get("messages", []) if m["role"] == "system"
        )

    @property
    def user(self) -> str:
        """The data."""
        return self.body.get("input") or "".join(
            m["content"] for m in self.body.get("messages", []) if m["role"] == "user"
        )

    @property
    def purpose(self) -> str:
        """The name of the schema asked for: brief, repair, merge, judge; "" where none was sent."""
        chat = (self.body.get("response_format") or {}).get("json_schema") or {}
        responses = (self.body.get("text") or {}).get("format") or {}
        return chat.get("name") or responses.get("name") or ""

    @property
    def output_limit(self) -> int:
        """The most tokens that may come back."""
        names = ("max_tokens", "max_completion_tokens", "max_output_tokens")
        return next(self.body[n] for n in names if n in self.body)


@dataclass(frozen=True)
class Raw:
    """An answer byte for byte."""

    body: bytes | Mapping[str, Any] = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    before: float = 0.0  #: seconds of silence before the first byte
    drip: float = 0.0  #: seconds between two bytes of the body
    drip_headers: float = 0.0  #: the same, from the first byte on
    cut_after: int | None = None  #: bytes of the body after which the connection ends
    reset: bool = False  #: the connection is reset instead of an answer
    raw_status_line: str = ""  #: instead of all that HTTP asks for


@dataclass(frozen=True)
class Says:
    """A model's answer with its particulars."""

    text: Any
    finish: str = "stop"
    refusal: str | None = None
    usage: Mapping[str, Any] | str | None = "counted"  #: "counted": as four characters a token; None: left out
    extra: Mapping[str, Any] = field(default_factory=dict)


#: An answer without fault: a brief that says nothing.
OK = '{"headline": "", "claims": [], "disagreements": []}'

Answer = str | Raw | Says | Mapping[str, Any]
Answers = Answer | Sequence[Answer] | Callable[[Asked], Answer]


class ModelServer:
    """The server, as a context manager; it stops by itself.

    Args:
        answers: what it says.
        on_request: called with each request before it is answered.
    """

    def __init__(self, answers: Answers, *, on_request: Callable[[Asked], None] | None = None) -> None:
        self._answers = answers
        self._on_request = on_request
        self._lock = threading.Lock()
        self.requests: list[Asked] = []  #: every POST, in order of arrival
        self.finished = 0  #: answers that were sent to their end, before the client had left
        self.stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.model = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, asked: Asked) -> Answer:
        """What to say to a request; also takes note of it."""
        with self._lock:
            self.requests.append(asked)
            number = len(self.requests) - 1
        if self._on_request:
            self._on_request(asked)
        if callable(self._answers):
            return self._answers(asked)
        if isinstance(self._answers, (str, Raw, Says, Mapping)):
            return self._answers
        return self._answers[min(number, len(self._answers) - 1)]


def wrapped(says: Says, asked: Asked) -> dict[str, Any]:
    """An answer in the envelope of the protocol in which it was asked for."""
    responses = asked.path.endswith("/responses")
    text = says.text if isinstance(says.text, (str, list, type(None))) else json.dumps(says.text, ensure_ascii=False)
    read, written = (len(asked.system) + len(asked.user)) // 4 + 1, len(str(text)) // 4 + 1
    written = min(written, asked.output_limit)
    names = ("input_tokens", "output_tokens") if responses else ("prompt_tokens", "completion_tokens")
    usage = dict(zip(names, (read, written), strict=True)) if says.usage == "counted" else says.usage
    body: dict[str, Any] = {"id": "x", "model": str(asked.body.get("model")) + "-served"}
    if responses:
        kind = {"type": "refusal", "refusal": says.refusal} if says.refusal else {"type": "output_text", "text": text}
        body["output"] = [{"type": "reasoning", "summary": []}, {"type": "message", "content": [kind]}]
        reason = {"length": "max_output_tokens"}.get(says.finish, says.finish)
        body["status"] = "completed" if says.finish == "stop" else "incomplete"
        body["incomplete_details"] = None if says.finish == "stop" else {"reason": reason}
    else:
        message = {"role": "assistant", "content": text, "refusal": says.refusal}
        body["choices"] = [{"index": 0, "finish_reason": says.finish, "message": message}]
    if usage is not None:
        body["usage"] = usage
    return body | dict(says.extra)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    model: ModelServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the game."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        listed = {"object": "list", "data": [{"id": "test-model", "object": "model"}]}
        self._send(Raw(listed) if self.path.endswith("/models") else Raw(b"", 404))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        answer = self.server.model.answer(asked)
        if not isinstance(answer, Raw):
            answer = Raw(wrapped(answer if isinstance(answer, Says) else Says(answer), asked))
        self._send(answer)

    def _send(self, raw: Raw) -> None:
        body = raw.body if isinstance(raw.body, bytes) else json.dumps(raw.body).encode()
        self._wait(raw.before)
        if raw.reset:
            # With linger 0 a close sends RST instead of FIN.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        if raw.raw_status_line:
            self.wfile.write(raw.raw_status_line.encode())
            self.close_connection = True
            return
        lines = {"Content-Type": "application/json", "Content-Length": str(len(body)), **raw.headers}
        head = f"HTTP/1.1 {raw.status} Whatever\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n"
        with contextlib.suppress(OSError):
            self._drip(head.encode(), raw.drip_headers)
            self._drip(body[: raw.cut_after], raw.drip)
            self.server.model.finished += 1
        self.close_connection = raw.cut_after is not None or self.close_connection

    def _drip(self, data: bytes, pace: float) -> None:
        for piece in (data,) if not pace else (data[i : i + 1] for i in range(len(data))):
            self.wfile.write(piece)
            self.wfile.flush()
            self._wait(pace)

    def _wait(self, seconds: float) -> None:
        if seconds and self.server.model.stopping.wait(seconds):
            raise ConnectionAbortedError


def faults() -> dict[str, tuple[list[Answer], dict[str, Any]]]:
    """The faults of `tests/cases/llm/faults.toml`: for each name what the server says in turn, and what is expected."""
    cases = tomllib.loads((Path(__file__).parent / "cases" / "llm" / "faults.toml").read_text(encoding="utf-8"))
    return {name: (_in_turn(case), case) for name, case in cases.items()}


def _in_turn(case: Mapping[str, Any]) -> list[Answer]:
    if "text" in case:
        usage = case.get("usage", "counted")
        text = None if case["text"] == "null" else case["text"]
        first: Answer = Says(text, case.get("finish", "stop"), case.get("refusal"), None if usage == "none" else usage)
    else:
        names = ("status", "headers", "before", "drip", "drip_headers", "cut_after", "reset", "raw_status_line")
        unit, times = case.get("body_of", (case.get("body", ""), 1))
        body = case.get("json", unit.encode() * times)
        first = Raw(body, **{name: case[name] for name in names if name in case})
    return [first, OK] if case.get("then") == "ok" else [first]
