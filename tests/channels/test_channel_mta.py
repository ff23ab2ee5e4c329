"""Mail through a whole mail server, from submission to mailbox: OpenSMTPD, where it is installed and we are root."""

from __future__ import annotations

import email
import email.policy
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest
from briefs import sample
from waiting import until

from briefer import channels
from briefer.channels import outgoing
from briefer.channels.email import EmailTarget
from briefer.channels.email import message as mail

SMTPD = shutil.which("smtpd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SMTPD or os.geteuid() != 0, reason="needs OpenSMTPD (Debian: opensmtpd) and root"),
]

CONFIGURATION = """
listen on 127.0.0.1 port {port} hostname mx.desk.example
action "keep" maildir "{folder}/mail" virtual {{ "@x.example" = "nobody" }}
match from any for domain "x.example" action "keep"
"""


@pytest.fixture
def server():
    """A server that delivers for x.example into a folder: its port and the folder."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    shutil.chown(folder / "mail", "nobody")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "smtpd.conf").write_text(CONFIGURATION.format(port=port, folder=folder), encoding="utf-8")
    command = [SMTPD, "-d", "-f", folder / "smtpd.conf"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: socket.create_connection(("127.0.0.1", port), 1).close() is None, tried=OSError)
        yield port, folder / "mail"
    finally:
        running.terminate()
        running.wait(10)
        shutil.rmtree(folder)


def test_a_mail_server_delivers_the_message_as_it_was_made(server):
    """What lies in the mailbox is our message, byte for byte, below the lines that the server adds."""
    port, mailbox = server
    to = ("desk@x.example", "desk@elsewhere.example")
    target = EmailTarget("desk", host="127.0.0.1", port=port, tls="none", sender="Brief <briefer@desk.example>", to=to)
    sent = outgoing.from_briefs([sample()])
    taken, refused = channels.send(channels.parts(sent, target), target, {})
    assert (taken.state, refused.state) == ("sent", "failed")
    assert "550" in refused.detail
    until(lambda: list(mailbox.glob("new/*")))
    (path,) = mailbox.glob("new/*")
    stored = path.read_bytes().replace(b"\r\n", b"\n")
    assert stored.endswith(mail.message(sent, target).replace(b"\r\n", b"\n"))
    read = email.message_from_bytes(stored, policy=email.policy.default)
    assert (read["Subject"], read["Message-ID"]) == (sample().headline, taken.id)
