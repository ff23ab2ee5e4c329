"""The store: all or nothing, one holder of a lock, versions, both databases alike."""

import multiprocessing
import sqlite3
import stat
from contextlib import closing, suppress
from datetime import UTC, datetime

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, update
from waiting import until

from briefer.channels.delivery import Part
from briefer.digest.store import StoreError, existing_store, open_store, outbox, runs
from briefer.digest.store.outbox import State
from briefer.digest.store.schema import STEPS, meta, migrate
from briefer.digest.values import moment
from briefer.errors import Locked, UsageError
from briefer.records import Failure

NOW = moment(datetime(2026, 11, 23, 7, tzinfo=UTC))


def a_run(slot="2026-11-23T07:00", **changes):
    """A digest as the store keeps it."""
    values = {
        "job": "ports", "slot": slot, "at": f"{slot}:00Z", "began": NOW, "ended": NOW, "state": "digest", "title": "T",
        "document": "# T", "articles": 3, "stories": 2, "quiet": 0, "claims": 5, "cost": 0.25, "notes": ("a note",),
    }  # fmt: skip
    return runs.PastRun(**{**values, **changes})


def a_part(number=1, **changes):
    """A part of a message."""
    return Part(**{"key": f"k{number}", "body": b"\x00\xff", "media_type": "text/plain", "summary": "s", **changes})


@pytest.fixture
def store(tmp_path, store_url):
    """An open, empty store."""
    with open_store(store_url, tmp_path, {}) as opened:
        yield opened


def test_what_is_written_is_read_again(store):
    """A digest comes back as it was written."""
    with store.transaction() as db:
        runs.add(db, a_run())
    with store.transaction() as db:
        assert runs.find(db, "ports", "2026-11-23T07:00") == a_run()
        assert runs.find(db, "ports", "2026-11-24T07:00") is None
        assert runs.before(db, "ports", "2026-11-24T07:00:00Z") == a_run()
        assert runs.slots(db, "ports") == {"2026-11-23T07:00": "2026-11-23T07:00:00Z"}


def test_a_transaction_that_fails_leaves_nothing(store):
    """What was written before an error is gone with it."""
    with suppress(RuntimeError), store.transaction() as db:
        runs.add(db, a_run())
        raise RuntimeError
    with store.transaction() as db:
        assert runs.listed(db, ["ports"], 10) == []


def test_a_slot_has_one_digest(store):
    """A second digest of a slot is refused by the database itself."""
    with store.transaction() as db:
        runs.add(db, a_run())
    with pytest.raises(StoreError), store.transaction() as db:
        runs.add(db, a_run())


def test_what_a_month_cost(store):
    """The digests of one month are summed, those of unknown cost left out."""
    with store.transaction() as db:
        runs.add(db, a_run())
        runs.add(db, a_run("2026-11-24T07:00", cost=0.5))
        runs.add(db, a_run("2026-11-25T07:00", cost=None))
        runs.add(db, a_run("2026-12-01T07:00", began="2026-12-01T07:00:00Z"))
    with store.transaction() as db:
        assert runs.spent(db, "ports", "2026-11") == 0.75


def test_sources_that_fail_are_counted_in_a_row(store):
    """A source's failures are counted until it can be read again, since when it failed is remembered."""
    down = [Failure("feed", "no answer")]
    for day in (23, 24, 25):
        at = f"2026-11-{day}T07:00:00Z"
        with store.transaction() as db:
            found = runs.faults(db, "ports", at, down)
            runs.note_sources(db, "ports", found)
    assert [(fault.times, fault.since) for fault in found] == [(3, "2026-11-23T07:00:00Z")]
    with store.transaction() as db:
        assert [(job, fault.times) for job, fault in runs.failing(db, ["ports"])] == [("ports", 3)]
        runs.note_sources(db, "ports", [])
        assert runs.failing(db, ["ports"]) == []


def test_parts_come_back_byte_for_byte_and_in_order(store):
    """The bytes of a part are stored as they are; parts keep their order."""
    parts = [a_part(2), a_part(1, recipient="a@example.org", reply=True)]
    with store.transaction() as db:
        outbox.fill(db, job="ports", slot="s", target="mail", parts=parts, at=NOW)
        found = outbox.rows(db, ["ports"])
    assert [entry.part for entry in found] == parts
    assert {entry.state for entry in found} == {State.PENDING}


def test_a_part_that_is_cut_keeps_its_place(store):
    """The pieces of a part stand where it stood, however often it is cut."""
    with store.transaction() as db:
        outbox.fill(db, job="ports", slot="s", target="slack", parts=[a_part(1), a_part(2), a_part(3)], at=NOW)
        middle = outbox.rows(db, ["ports"])[1]
        outbox.replace(db, middle, [a_part("2a"), a_part("2b")], NOW)
        again = outbox.rows(db, ["ports"])[2]
        outbox.replace(db, again, [a_part("2ba"), a_part("2bb")], NOW)
        keys = [entry.part.key for entry in outbox.rows(db, ["ports"])]
    assert keys == ["k1", "k2a", "k2ba", "k2bb", "k3"]


def _hold(url, folder, pipe):
    with open_store(url, folder, {}) as store, store.lock("ports"):
        pipe.send("held")
        pipe.recv()


@pytest.fixture
def holder(tmp_path, store_url):
    """Another process that holds the job's lock."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_hold, args=(store_url, tmp_path, theirs))
    process.start()
    theirs.close()
    assert ours.recv() == "held"
    yield process
    process.kill()
    process.join(10)
    ours.close()


def test_a_lock_has_one_holder(store, holder):
    """While another process holds a job, nobody else gets it; another job is free."""
    with pytest.raises(Locked), store.lock("ports"):
        pass
    with store.lock("rail"):
        pass
    assert holder.is_alive()


def test_a_lock_dies_with_its_process(store, holder):
    """A holder that is killed has let go of the lock."""
    holder.kill()
    holder.join(10)

    def taken():
        with store.lock("ports"):
            return True

    assert until(taken, tried=Locked)  # PostgreSQL notices a moment later


def test_a_lock_can_be_taken_again(store):
    """A job that was let go can be taken again by the same run."""
    for _ in range(2):
        with store.lock("ports"):
            pass


def test_a_store_is_opened_again(tmp_path, store_url):
    """What one process wrote, the next one finds; the installation stays the same."""
    names = set()
    for _ in range(2):
        with open_store(store_url, tmp_path, {}) as store, store.transaction() as db:
            names.add(runs.installation(db))
    assert len(names) == 1


def test_a_step_of_a_newer_version_is_taken_once(tmp_path, store_url):
    """A store of an earlier version goes through the steps that it lacks, and keeps what it has."""
    extra = Table("extra", MetaData(), Column("n", Integer))

    def second(db):
        extra.create(db)
        db.execute(insert(extra).values(n=1))

    with open_store(store_url, tmp_path, {}) as store:
        with store.transaction() as db:
            runs.add(db, a_run())
        for _ in range(2):
            with store.transaction() as db:
                migrate(db, [*STEPS, second])
        with store.transaction() as db:
            assert db.execute(select(extra.c.n)).scalars().all() == [1]
            assert runs.find(db, "ports", a_run().slot) == a_run()


def test_a_step_that_fails_leaves_the_version_as_it_was(tmp_path, store_url):
    """A migration that breaks off changes nothing."""

    def broken(db):
        Table("extra", MetaData(), Column("n", Integer)).create(db)
        raise RuntimeError

    with open_store(store_url, tmp_path, {}) as store:
        with pytest.raises(RuntimeError), store.transaction() as db:
            migrate(db, [*STEPS, broken])
        with store.transaction() as db:
            assert db.execute(select(meta.c.value).where(meta.c.name == "version")).scalar() == str(len(STEPS))
            assert not db.dialect.has_table(db, "extra")


def test_a_store_of_a_newer_briefer_is_left_alone(tmp_path, store_url):
    """A store whose version is unknown is not touched, and the person is told."""
    with open_store(store_url, tmp_path, {}) as store, store.transaction() as db:
        db.execute(update(meta).where(meta.c.name == "version").values(value="99"))
    with pytest.raises(UsageError, match="newer briefer"), open_store(store_url, tmp_path, {}):
        pass


def test_the_file_is_its_owners_alone(tmp_path):
    """A store holds what articles say: nobody else may read it."""
    with open_store("sqlite:///briefer.db", tmp_path, {}):
        assert stat.S_IMODE((tmp_path / "briefer.db").stat().st_mode) == 0o600


def test_sqlite_is_set_for_safety(tmp_path):
    """Every commit is on the disk, and a transaction has the write lock from its start."""
    with open_store("sqlite:///briefer.db", tmp_path, {}) as store, store.transaction() as db:
        pragmas = [db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "journal_mode")]
        assert pragmas == [2, "delete"]
        other = sqlite3.connect(tmp_path / "briefer.db", timeout=0, isolation_level=None)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_the_address_can_be_a_secret(tmp_path):
    """The whole address may stand in the environment; where it is missing, that is told."""
    with open_store("env:STORE", tmp_path, {"STORE": "sqlite:///other.db"}):
        assert (tmp_path / "other.db").is_file()
    with pytest.raises(UsageError, match="STORE"), open_store("env:STORE", tmp_path, {}):
        pass


@pytest.mark.parametrize("url", ["nonsense", "oracle://x/y", "sqlite:///missing/briefer.db"])
def test_an_address_that_leads_nowhere_is_told(tmp_path, url):
    """A bad address is an error in words."""
    with pytest.raises(UsageError), open_store(url, tmp_path, {}):
        pass


def test_a_file_that_is_no_store_is_told_and_kept(tmp_path):
    """A file that is something else is not overwritten."""
    (tmp_path / "briefer.db").write_bytes(b"not a database, but long enough to be read as one" * 100)
    before = (tmp_path / "briefer.db").read_bytes()
    with pytest.raises(StoreError, match="not a database"), open_store("sqlite:///briefer.db", tmp_path, {}):
        pass
    assert (tmp_path / "briefer.db").read_bytes() == before


def test_a_password_is_not_shown(tmp_path):
    """An error of the database names its address without the password."""
    pytest.importorskip("psycopg")
    url = "postgresql+psycopg://briefer:hunter2@127.0.0.1:1/x"
    with pytest.raises(StoreError) as caught, open_store(url, tmp_path, {}):
        pass
    assert "hunter2" not in caught.value.message + caught.value.hint


def test_looking_into_a_store_makes_none(tmp_path):
    """A look at what a store holds leaves no file where there was none."""
    with existing_store("sqlite:///briefer.db", tmp_path, {}) as store, store.transaction() as db:
        assert runs.listed(db, ["ports"], 1) == []
    assert list(tmp_path.iterdir()) == []
