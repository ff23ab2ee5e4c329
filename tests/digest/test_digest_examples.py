"""The examples in the documents, run as they stand."""

import os
import subprocess
import sys
from pathlib import Path

import postgres
import pytest
from desk import MAIL, MONDAY, Desk

from briefer.digest import config

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"


def test_the_example_configuration_can_be_used():
    """The configuration that the documents show is read without a fault."""
    assert list(config.load(EXAMPLES / "digest.toml").jobs) == ["ai", "ports"]


def test_the_configurations_in_the_document_can_be_used():
    """Every configuration in the digest's document is read without a fault."""
    blocks = (ROOT / "docs" / "digest.md").read_text(encoding="utf-8").split("```toml\n")[1:]
    assert blocks
    for block in blocks:
        config.parse(block.partition("```")[0], Path("digest.toml"))


#: Applies the queue's schema, queues one slot three times, works until nothing is left, then looks what is due.
WORK = """
import procrastinate_digest as example

def work():
    example.app.run_worker(wait=False, concurrency=4, install_signal_handlers=False, listen_notify=False)

with example.app.open():
    example.app.schema_manager.apply_schema()
    for _ in range(3):
        example.slot.defer(job="ports", at="2026-11-23T07:00")
work()
with example.app.open():
    example.due.defer(timestamp=0)
work()
"""


def test_a_queue_delivers_a_slot_once(tmp_path, postgres_address, mail):
    """Under Procrastinate, with four tasks at once on PostgreSQL, a slot that is queued three times arrives once."""
    pytest.importorskip("procrastinate", reason="procrastinate is not installed (the extra `test` has it)")
    desk = Desk(tmp_path, "env:DIGEST_STORE", MAIL.format(port=mail.port, to='"desk@example.org"', on_unknown="resend"))
    desk.write(MONDAY)
    address = postgres.emptied(postgres_address)
    environ = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(EXAMPLES),
        "DATABASE_URL": address.replace("+psycopg", ""),
        "DIGEST_STORE": address,
        "DIGEST_CONFIG": str(desk.path),
        "BRIEFER_CACHE": "off",
    }
    done = subprocess.run(
        [sys.executable, "-c", WORK], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False, timeout=50
    )
    assert done.returncode == 0, done.stderr
    # Which slot comes first is the queue's affair, for it also looks what is due; the articles are told once.
    assert len(mail.messages) == 1
    assert b"crane" in mail.messages[0][2]
