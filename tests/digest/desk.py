"""A desk: a folder with a configuration and articles, a clock that the test moves, and the built-in writer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from briefer import __version__, briefing
from briefer.digest import config
from briefer.digest.job import Tools, run
from briefer.digest.schedule import slots
from briefer.digest.values import moment
from briefer.records import Wishes
from briefer.writers import ExtractiveWriter

ZONE = slots.zone("Europe/London")

CONFIG = """
[store]
url = "{store}"

[jobs.ports]
title = "Ports"
schedule = "0 7 * * *"
timezone = "Europe/London"
sources = ["in/"]
targets = [{targets}]
"""

MAIL = """
[targets.mail]
type = "email"
host = "127.0.0.1"
port = {port}
tls = "none"
from = "briefer@example.org"
to = [{to}]
on_unknown = "{on_unknown}"
"""

SLACK = """
[targets.slack]
type = "slack"
webhook = "env:SLACK"
on_unknown = "{on_unknown}"
"""

#: One story in three articles of three publishers; each line is one file.
MONDAY = {
    "courier.txt": "Crane collapse shuts Port Ellery quay\n\nA crane collapsed at the northern quay of Port Ellery on"
    " Sunday and killed three workers, the harbour master Oriel Vance said. Wexmoor, which runs the terminal, stopped"
    " all loading at the northern quay. Forty ships are waiting outside the harbour, according to the pilots' office."
    " The crane was last inspected in May.\n",
    "herald.txt": "Three dead as harbour crane falls\n\nThree workers died when a crane collapsed at Port Ellery's"
    " northern quay on Sunday, harbour master Oriel Vance said. Wexmoor has stopped all loading at the northern quay."
    " The company said it would pay the families' costs. An inquiry will begin on Wednesday.\n",
    "bulletin.txt": "Solar farm opens in Tarn Valley\n\nThe solar farm in Tarn Valley delivered its first power on"
    " Saturday. It has 40,000 panels and was built by Helion Fields in eleven months. The mayor of Tarn Valley, Ines"
    " Corvo, called it the largest building site that the valley had ever seen.\n",
}

TUESDAY = {
    "courier-2.txt": "Port Ellery toll rises to five\n\nFive workers were killed when a crane collapsed at the northern"
    " quay of Port Ellery on Sunday, harbour master Oriel Vance said on Monday. Wexmoor has stopped all loading at the"
    " northern quay. The mayor of Port Ellery, Tamsin Roe, asked the government for a public inquiry into the crane's"
    " maintenance.\n",
}


class Desk:
    """A folder in which digests are made.

    Args:
        folder: the folder.
        store: the store's address.
        targets: tables of [targets.…].
        environ: the environment.
    """

    def __init__(self, folder, store="sqlite:///briefer.db", targets="", environ=None):
        self.folder = folder
        names = [line[9:-1] for line in targets.splitlines() if line.startswith("[targets.")]
        text = CONFIG.format(store=store, targets=", ".join(f'"{name}"' for name in names)) + targets
        (folder / "in").mkdir(exist_ok=True)
        self.path = folder / "digest.toml"
        self.path.write_text(text, encoding="utf-8")
        self.environ = environ or {}
        self.now = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)

    @property
    def config(self):
        """The configuration, read anew."""
        return config.load(self.path)

    @property
    def job(self):
        """Its one job."""
        return self.config.job("ports")

    def write(self, files, folder="in"):
        """Put articles into the folder."""
        (self.folder / folder).mkdir(exist_ok=True)
        for name, text in files.items():
            (self.folder / folder / name).write_text(text, encoding="utf-8")

    def edit(self, old, new):
        """Change the configuration."""
        text = self.path.read_text(encoding="utf-8")
        assert old in text
        self.path.write_text(text.replace(old, new), encoding="utf-8")

    def tools(self, **changes):
        """What a run needs."""
        return Tools(**{"press": self.press, "environ": self.environ, "clock": self.clock, "patience": 0.0, **changes})

    def clock(self):
        """The desk's own time."""
        return self.now

    def press(self, _job, _left):
        """The built-in writer."""
        making = briefing.Making(moment(self.now), __version__)
        return lambda story, told: briefing.brief(story, ExtractiveWriter(), Wishes(told=told), making)

    def run(self, store, slot=None, **changes):
        """Run a slot; the clock's newest when none is named."""
        named = slots.parse(slot, ZONE) if slot else slots.latest(self.job.schedule, ZONE, self.now)
        return run(self.config, self.job, named, store, self.tools(**changes))

    def sleep(self, **time):
        """Let time pass."""
        self.now += timedelta(**time)
