"""The examples in the documents, run as they stand."""

import os
import subprocess
import sys
from pathlib import Path

import postgres
import pytest

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


def test_a_queue_delivers_a_slot_once(tmp_path, postgres_address):
    """Under Procrastinate, with four tasks at once on PostgreSQL, a slot that is queued three times arrives once."""
    pytest.importorskip("procrastinate", reason="procrastinate is not installed (the extra `test` has it)")
    address = postgres.emptied(postgres_address).replace("+psycopg", "")
    environ = {"PATH": os.environ["PATH"], "DATABASE_URL": address, "BRIEFER_CACHE": "off"}
    command = [sys.executable, EXAMPLES / "procrastinate_demo.py"]
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False, timeout=50)
    assert done.returncode == 0, done.stderr
    assert "queued 3 times, delivered: 1\n# Sample digest" in done.stdout
