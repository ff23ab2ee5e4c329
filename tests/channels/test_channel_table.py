"""The table of channels."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefer.channels import ALIASES, CHANNELS, channel
from briefer.errors import UsageError


def test_every_channel_renders_the_sample_as_its_golden_file(brief, golden):
    """What a reader gets changes only on purpose."""
    for name in ("markdown", "text", "json"):
        golden(f"brief{CHANNELS[name].extension}", CHANNELS[name].render(brief))


def test_an_unknown_name_is_answered_with_the_known_ones():
    """Whoever mistypes a channel learns the right names."""
    with pytest.raises(UsageError) as caught:
        channel("pigeon")
    assert "markdown" in caught.value.hint


def test_aliases_lead_to_channels():
    """No short name leads nowhere."""
    assert all(name in CHANNELS for name in ALIASES.values())


def test_importing_the_table_imports_no_renderer():
    """Looking at the table costs nothing: neither Markdown nor HTTP is loaded."""
    code = "import sys, briefer.channels; print([m for m in sys.modules if m in ('markdown_it', 'httpx2', 'smtplib')])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
