"""The table of channels."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefer.channels import ALIASES, CHANNELS, FORMS, Channel, channel
from briefer.errors import UsageError


@pytest.mark.parametrize("name", ["markdown", "github", "json", "text", "atom", "jsonfeed", "slack"])
def test_a_form_of_the_sample_is_its_golden_file(brief, golden, name):
    """What a reader gets changes only on purpose."""
    golden(f"brief{CHANNELS[name].extension}", CHANNELS[name].render(brief))


def test_every_form_renders_and_every_channel_either_renders_or_delivers(brief):
    """No line of the table leads nowhere."""
    for name, found in CHANNELS.items():
        assert (name in FORMS) or found.post
        if name in FORMS:
            assert found.render(brief).strip()
        else:
            with pytest.raises(UsageError):
                found.render(brief)


def test_a_new_channel_is_one_file_and_one_line(brief, tmp_path, monkeypatch):
    """A module with `render` and a line in the table is all that a new form takes."""
    (tmp_path / "shouting.py").write_text("def render(brief):\n    return brief.headline.upper()\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(CHANNELS, "shouting", Channel("shouting", ".loud", "text/plain"))
    assert channel("shouting").render(brief) == brief.headline.upper()


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
