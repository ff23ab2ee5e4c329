"""Real parts for the digest's tests: stores of both kinds, a mail server, a Slack server."""

import sys
from pathlib import Path

import postgres
import pytest
from desk import MAIL, SLACK, Desk

from briefer.digest.store import open_store

sys.path.append(str(Path(__file__).parents[1] / "channels"))
from servers import http_server, mail_server


@pytest.fixture(scope="session")
def postgres_address():
    """A PostgreSQL server for all tests."""
    if why := postgres.missing():
        pytest.skip(why)
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request):
    """The address of an empty store, of each kind."""
    if request.param == "sqlite":
        return "sqlite:///briefer.db"
    return postgres.emptied(request.getfixturevalue("postgres_address"))


@pytest.fixture
def mail():
    """A mail server."""
    with mail_server() as server:
        yield server


@pytest.fixture
def slack():
    """A server that plays Slack."""
    with http_server() as server:
        server.webhook = f"{server.address}/services/T0/B0/secret"
        yield server


ARCHIVE = """
[targets.archive]
type = "folder"
path = "out"
"""


@pytest.fixture
def desk(tmp_path, store_url):
    """A desk whose digests go to a folder, with a store of each kind."""
    return Desk(tmp_path, store_url, ARCHIVE)


@pytest.fixture
def sqlite_desk(tmp_path):
    """A desk whose store is a file."""
    return Desk(tmp_path, targets=ARCHIVE)


@pytest.fixture
def sending_desk(tmp_path, store_url, mail, slack):
    """A desk that sends to one mailbox and one Slack channel."""
    targets = MAIL.format(port=mail.port, to='"desk@example.org"', on_unknown="resend")
    targets += SLACK.format(on_unknown="resend")
    return Desk(tmp_path, store_url, targets, {"SLACK": slack.webhook})


@pytest.fixture
def opened():
    """Opens a desk's store."""
    return lambda desk: open_store(desk.config.store_url, desk.config.folder, desk.environ)
