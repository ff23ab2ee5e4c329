"""Mail: text and HTML in one message, to every recipient by itself, over SMTP: one transaction each.

After the message's last line the server may have taken it whether or not we hear so: a connection lost there is a
lost reply. A mail that is sent again carries the same Message-ID, by which most mailboxes know it.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from briefer import toml_tables
from briefer.channels.delivery import LostReply, Part, Refused, Unavailable
from briefer.channels.literal import clean
from briefer.channels.targets import Line, List, Mailbox, Port, Seconds, SecretKey, TargetKind
from briefer.errors import DeliveryError
from briefer.records import Receipt


@dataclass(frozen=True, slots=True)
class EmailTarget:
    """Mailboxes, reached through one SMTP server."""

    channel_name: ClassVar[str] = "email"
    name: str
    host: Annotated[Line, Field(description="The mail server.")]
    sender: Annotated[Mailbox, Field(alias="from", description="Who sends: an address, or Name <address>.")]
    to: Annotated[
        tuple[Mailbox, ...],
        Field(min_length=1),
        List,
        Field(description="Who receives: each address gets a mail of its own."),
    ]
    port: Annotated[Port, Field(description="Its port.")] = 587
    tls: Annotated[
        Literal["starttls", "tls", "none"], Field(description="starttls, tls from the first byte, or none.")
    ] = "starttls"
    user: Annotated[Line | None, Field(description="With whom to log in; with a password.")] = None
    password: Annotated[SecretKey | None, Field(description="The user's password.")] = None
    reply_to: Annotated[Line | None, Field(description="Where answers go.")] = None
    list_id: Annotated[
        Line | None, Field(description="The List-Id, like briefs.example.org; the sender's domain when missing.")
    ] = None
    unsubscribe: Annotated[
        Line | None, Field(description="Where readers leave the list: a mailto: or https: address.")
    ] = None
    attach: Annotated[
        tuple[Literal["html", "json", "markdown", "text"], ...],
        Field(min_length=1),
        List,
        Field(description="Forms of the digest that are attached."),
    ] = ()
    timeout: Annotated[Seconds, Field(description="Seconds to wait for an answer.")] = 30.0


def _contradictions(given: Mapping[str, Any]) -> Iterator[toml_tables.Fault]:
    """A password needs its user, and is not sent in the clear."""
    if ("user" in given) != ("password" in given):
        yield None, 'needs "user" and "password" together'
    if "user" in given and given.get("tls") == "none" and given.get("host") not in ("127.0.0.1", "::1", "localhost"):
        yield "tls", 'would send the password in the clear: set tls = "starttls" or "tls"'


KIND = TargetKind(
    EmailTarget,
    _contradictions,
    variables={
        "host": "SMTP_HOST",
        "port": "SMTP_PORT",
        "tls": "SMTP_TLS",
        "user": "SMTP_USER",
        "password": "SMTP_PASSWORD",
        "from": "BRIEFER_MAIL_FROM",
        "to": "BRIEFER_MAIL_TO",
    },
    assumed={"host": "localhost", "from": "briefer@localhost"},
)


# --- sending --------------------------------------------------------------------------------------------------

_DATA = 354
_TRANSIENT = range(400, 500)


def send(part: Part, target: EmailTarget, environ: Mapping[str, str], _thread: str | None = None) -> Receipt:
    """Give one message to the server, once.

    Args:
        part: one of the parts that `email.parts` made.
        target: the server and who sends.
        environ: the environment with the target's password.

    Raises:
        Refused: the server said no, for good.
        Unavailable: it cannot be reached, or said "later"; it has not taken the message.
        LostReply: it may have taken the message.
        UsageError: the password is not set.
    """
    with _session(target, environ) as server:
        _expect(target, server.mail(parseaddr(target.sender)[1]), "refused the sender")
        _expect(target, server.rcpt(part.recipient), f"refused {part.recipient}")
        answer = _data(server, target, part.body)
        _expect(target, answer, "refused the message")
    return Receipt("email", f"{target.name} {part.recipient}", _message_id(part.body), "sent", _words(answer[1]))


@contextmanager
def _session(target: EmailTarget, environ: Mapping[str, str]) -> Iterator[smtplib.SMTP]:
    """A greeted, encrypted and authenticated session; whatever ends it early becomes a DeliveryError."""
    password = target.password.reveal(environ) if target.password else ""
    where = f"{target.host}:{target.port}"
    server: smtplib.SMTP | None = None
    try:
        server = _connect(target)
        server.ehlo_or_helo_if_needed()
        if target.user:
            server.login(target.user, password)
        yield server
        _quit(server)
    except smtplib.SMTPAuthenticationError as error:
        raise Refused(
            f"The mail server {where} refused the login of {target.user}: {_words(error.smtp_error)}.",
            hint="Check user and password; some providers want an app password.",
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Refused(f"The mail server {where} does not offer what is set: {error}.", hint=_TLS_HINT) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(target, error.smtp_code, error.smtp_error, "closed the session") from error
    except ssl.SSLError as error:
        raise Refused(
            f"The mail server {where} and we agree on no encryption: {error.reason}.", hint=_TLS_HINT
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unavailable(
            f"The mail server {where} cannot be reached or hung up: {clean(str(error)) or type(error).__name__}.",
            hint="Nothing was sent; check host and port, or try again later.",
        ) from error
    finally:
        if server:
            server.close()  # no goodbye to a server that fails: it might let us wait again


_TLS_HINT = 'Set tls to "tls" (port 465), "starttls" (port 587) or "none".'


def _connect(target: EmailTarget) -> smtplib.SMTP:
    if target.tls == "tls":
        secure = ssl.create_default_context()
        return smtplib.SMTP_SSL(target.host, target.port, timeout=target.timeout, context=secure)
    server = smtplib.SMTP(target.host, target.port, timeout=target.timeout)
    try:
        if target.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
    except BaseException:
        server.close()
        raise
    return server


def _data(server: smtplib.SMTP, target: EmailTarget, body: bytes) -> tuple[int, bytes]:
    """Send the message itself; once its end is on the way, silence no longer means that it did not arrive."""
    code, said = server.docmd("DATA")
    if code != _DATA:
        return code, said
    try:
        dotted = (b"\n" + body).replace(b"\n.", b"\n..")[1:]  # RFC 5321, 4.5.2: a dot that begins a line is doubled
        server.send(dotted + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        return server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise LostReply(
            f"The mail server {target.host}:{target.port} did not say whether it took the message"
            f" ({clean(str(error)) or type(error).__name__}).",
            hint="It may have arrived: look there before you send it again.",
        ) from error


def _expect(target: EmailTarget, answer: tuple[int, bytes], what: str) -> None:
    code, said = answer
    if code // 100 != 2:  # noqa: PLR2004 - 2xx is yes
        raise _refusal(target, code, said, what)


def _refusal(target: EmailTarget, code: int, said: bytes | str, what: str) -> DeliveryError:
    message = f"The mail server {target.host}:{target.port} {what}: {code} {_words(said)}."
    if code in _TRANSIENT:
        return Unavailable(message, hint="It asks to try again later.")
    return Refused(message, hint="Check the addresses, and whether this server may send for you.")


def _words(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return clean(text)[:300].rstrip(".")


def _message_id(body: bytes) -> str | None:
    head = body.partition(b"\r\n\r\n")[0]
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"message-id:"):
            return line.partition(b":")[2].strip().decode("ascii", "replace")
    return None


def _quit(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        return  # the server has taken the message and said so
