"""The table of channels."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


PAPER = """
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from briefer.channels.delivery import Part, part_key
from briefer.channels.targets import Line, TargetKind
from briefer.records import Receipt

@dataclass(frozen=True)
class PaperTarget:
    channel_name: ClassVar[str] = "paper"
    name: str
    tray: Line

KIND = TargetKind(PaperTarget, behind="tray")

def parts(outgoing, target):
    return (Part(part_key(outgoing, target.name, 1), outgoing.markdown.encode(), "text/markdown", "a sheet"),)

def send(part, target, environ, thread=None):
    Path(target.tray).write_bytes(part.body)
    return Receipt("paper", target.name, None, "sent")
"""

SENT = """
from briefer.channels import CHANNELS, Channel
CHANNELS["paper"] = Channel("paper", post="paper")
from briefer.app import delivering
from briefer.channels.outgoing import Outgoing
from briefer.channels.target_config import from_table
print(from_table("desk", {"type": "paper", "tray": "a"}))
print(delivering.deliver(Outgoing("# Quay shut", "key", "2026-03-11T07:00:00Z"), ["paper:sheet"], None, {}))
"""


def test_a_new_channel_that_delivers_is_one_module_and_one_line(tmp_path):
    """Its target, keys, rendering and sending stand in one place; no other file has to know it."""
    (tmp_path / "paper.py").write_text(PAPER, encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    done = subprocess.run(
        [sys.executable, "-c", SENT],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["PaperTarget(name='desk', tray='a')", "(('briefer: paper:sheet: sent',), True)"]
    assert (tmp_path / "sheet").read_text(encoding="utf-8") == "# Quay shut"


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
