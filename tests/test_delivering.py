"""Sending from the command line: what is taken, what is refused, and what a dry run tells."""

import pytest
import tolvane
from click.testing import CliRunner

from briefer import briefing, channels, cli
from briefer.app import delivering
from briefer.errors import UsageError
from briefer.records import Wishes
from briefer.writers import ExtractiveWriter

BRIEF = briefing.brief(tolvane.story(), ExtractiveWriter(), Wishes(), briefing.Making("2026-11-22T07:00:00Z", "0.1.0"))


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0", b"caf\xe9 au lait", b"# A brief\n\0\n", b"PK\x03\x04\xff"]
)
def test_what_is_no_text_is_refused(content, tmp_path):
    """A picture or a file in another encoding is never sent as a page of nonsense."""
    (tmp_path / "brief").write_bytes(content)
    with pytest.raises(UsageError) as caught:
        delivering.outgoing_of(str(tmp_path / "brief"))
    assert "JSON" in caught.value.hint
    assert "Markdown" in caught.value.hint


@pytest.mark.parametrize("form", ["html", "atom"])
def test_markup_is_refused(form, tmp_path):
    """The source of a page or a feed is no brief to send."""
    (tmp_path / "brief").write_text(channels.channel(form).render(BRIEF), encoding="utf-8")
    with pytest.raises(UsageError, match="HTML"):
        delivering.outgoing_of(str(tmp_path / "brief"))


@pytest.mark.parametrize("form", ["json", "markdown", "github"])
def test_json_and_markdown_are_taken(form, tmp_path):
    """The forms that can be sent are read with their headline."""
    (tmp_path / "brief").write_text(channels.channel(form).render(BRIEF), encoding="utf-8")
    assert delivering.outgoing_of(str(tmp_path / "brief")).title == BRIEF.headline


@pytest.mark.parametrize("name", ["folder:", "folder: "])
def test_a_folder_needs_a_name(name):
    """An empty path is a slip, not the working folder."""
    with pytest.raises(UsageError, match="No folder is named"):
        delivering.deliver(delivering.outgoing_briefs([BRIEF]), [name], None, {}, dry_run=True)


@pytest.mark.parametrize(
    ("name", "environ", "unset"),
    [
        ("slack", {}, "SLACK_WEBHOOK_URL"),
        ("webhook", {}, "BRIEFER_WEBHOOK_URL"),
        ("email", {"BRIEFER_MAIL_TO": "desk@x.example"}, "SMTP_HOST"),
    ],
)
def test_a_dry_run_needs_no_secret(name, environ, unset):
    """It says what would go where, and which variable a real run would need; a real run still insists on it."""
    outgoing = delivering.outgoing_briefs([BRIEF])
    lines, complete = delivering.deliver(outgoing, [name], None, environ, dry_run=True)
    assert complete
    assert "bytes" in lines[0]
    assert unset in lines[-1]
    with pytest.raises(UsageError):
        delivering.deliver(outgoing, [name], None, environ)


def test_a_dry_run_to_mail_needs_to_know_to_whom():
    """Where something would go is not made up."""
    with pytest.raises(UsageError, match="to"):
        delivering.deliver(delivering.outgoing_briefs([BRIEF]), ["email"], None, {}, dry_run=True)


def test_the_command_refuses_in_words(tmp_path):
    """`send` of a page ends with 2 and names what it takes."""
    (tmp_path / "brief.html").write_text("<!doctype html><p>No", encoding="utf-8")
    done = CliRunner().invoke(cli.main, ["send", str(tmp_path / "brief.html"), "--to", "stdout"])
    assert done.exit_code == 2
    assert "--format json" in done.output


def test_a_digests_configuration_names_targets_with_its_own_keys(tmp_path):
    """`--config digest.toml` takes a target whose table also says what the digest's outbox shall do."""
    config = tmp_path / "digest.toml"
    config.write_text(
        f'[targets.archive]\ntype = "folder"\npath = "{tmp_path / "out"}"\non_unknown = "hold"\n', encoding="utf-8"
    )
    lines, complete = delivering.deliver(delivering.outgoing_briefs([BRIEF]), ["archive"], config, {})
    assert complete
    assert lines == ("briefer: archive: sent",)
