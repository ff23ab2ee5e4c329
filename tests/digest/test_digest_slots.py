"""Which slots come when: zones, both changes of the clock, missed slots, a clock that jumps."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.digest.schedule import slots
from briefer.errors import UsageError

LONDON, NEW_YORK, LORD_HOWE = (slots.zone(z) for z in ("Europe/London", "America/New_York", "Australia/Lord_Howe"))

FIRST, LAST = datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2028-01-01")


def utc(written):
    """A moment in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def keys(schedule, zone, after, until):
    """The names of the slots between two moments."""
    return [slot.key for slot in slots.between(schedule, zone, utc(after), utc(until))]


@pytest.mark.parametrize(
    ("schedule", "zone", "day", "expected"),
    [
        # the hour from one to two does not exist in London on 29 March 2026, and comes twice on 25 October
        ("30 1 * * *", LONDON, "2026-03-29", ["2026-03-29T02:00"]),
        ("30 1 * * *", LONDON, "2026-10-25", ["2026-10-25T01:30"]),
        ("0,30 1 * * *", LONDON, "2026-03-29", ["2026-03-29T02:00"]),
        ("*/30 1 * * *", LONDON, "2026-10-25",
         ["2026-10-25T01:00", "2026-10-25T01:30", "2026-10-25T01:00#2", "2026-10-25T01:30#2"]),
        ("0 7 * * *", LONDON, "2026-03-29", ["2026-03-29T07:00"]),
        ("0 7 * * *", LONDON, "2026-10-25", ["2026-10-25T07:00"]),
        ("30 2 * * *", NEW_YORK, "2026-03-08", ["2026-03-08T03:00"]),
        ("30 1 * * *", NEW_YORK, "2026-11-01", ["2026-11-01T01:30"]),
        # Lord Howe puts its clock back by half an hour, at two
        ("45 1 * * *", LORD_HOWE, "2026-04-05", ["2026-04-05T01:45"]),
        ("15 2 * * *", LORD_HOWE, "2026-10-04", ["2026-10-04T02:30"]),
    ],
)  # fmt: skip
def test_a_day_on_which_the_clock_changes(schedule, zone, day, expected):
    """A daily slot comes once on either day: after the gap when it fell into it, the first time when it came twice."""
    start = datetime.fromisoformat(day).replace(tzinfo=zone).astimezone(UTC)
    found = [
        slot.key for slot in slots.between(schedule, zone, start - timedelta(seconds=1), start + timedelta(days=1))
    ]
    assert [key for key in found if key.startswith(day)] == expected


def test_weekdays_only():
    """A schedule for weekdays skips the weekend."""
    found = keys("0 7 * * 1-5", LONDON, "2026-11-20T08:00", "2026-11-24T08:00")
    assert found == ["2026-11-23T07:00", "2026-11-24T07:00"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("2026-11-23T07:00", "2026-11-23T07:00"),
        ("2026-11-23 07:00:59", "2026-11-23T07:00"),
        ("2026-06-01T06:00Z", "2026-06-01T07:00"),
        ("2026-10-25T01:30#2", "2026-10-25T01:30#2"),
        ("2026-10-25T01:30Z", "2026-10-25T01:30#2"),
        ("2026-10-25T00:30+00:00", "2026-10-25T01:30"),
    ],
)
def test_a_slot_as_it_is_written(written, key):
    """A slot is read in the job's zone, with an offset, or as the second of two equal times."""
    assert slots.parse(written, LONDON).key == key


@pytest.mark.parametrize(
    "written", ["tomorrow", "2026-13-01T07:00", "", "2026-11-23T07:00#2", "07:00", "2026-11-23Z#2"]
)
def test_what_is_no_slot_is_told(written):
    """Anything else is told with an example."""
    with pytest.raises(UsageError):
        slots.parse(written, LONDON)


@settings(deadline=None)
@given(st.datetimes(FIRST, LAST), st.sampled_from([LONDON, NEW_YORK, LORD_HOWE]))
def test_a_name_stands_for_one_moment(at, zone):
    """The name of the slot of any moment is read back as that very minute."""
    moment = at.replace(tzinfo=UTC, second=0, microsecond=0)
    local = moment.astimezone(zone)
    slot = slots.Slot(local.replace(tzinfo=None, fold=0), local.fold)
    assert slots.parse(slot.key, zone) == slot
    assert slot.instant(zone) == moment


@settings(max_examples=50, deadline=None)
@given(
    st.datetimes(FIRST, LAST),
    st.sampled_from(["0 7 * * *", "30 1 * * *", "*/30 * * * *", "15 2 * * 0", "0 0 1 * *", "45 1,13 * * *"]),
    st.sampled_from([LONDON, NEW_YORK, LORD_HOWE]),
)
def test_the_newest_slot_is_the_last_of_those_before(at, schedule, zone):
    """`latest` is what counting up from long before ends with, wherever one starts to look."""
    now = at.replace(tzinfo=UTC)
    counted = list(slots.between(schedule, zone, now - timedelta(days=35), now))
    assert slots.latest(schedule, zone, now) == counted[-1]
    moments = [slot.instant(zone) for slot in counted]
    assert all(a < b for a, b in pairwise(moments))


def test_rare_schedules_are_found():
    """A schedule that comes once in four years has its newest slot."""
    assert slots.latest("0 7 29 2 *", LONDON, utc("2026-11-22T00:00")).key == "2024-02-29T07:00"
    assert [s.key for s in slots.upcoming("0 7 29 2 *", LONDON, utc("2026-11-22T00:00"), 1)] == ["2028-02-29T07:00"]


class Job:
    """A job that remembers its slots, under a clock that the test moves."""

    def __init__(self, catch_up, schedule="0 7 * * *", zone=LONDON):
        self.catch_up, self.schedule, self.zone = catch_up, schedule, zone
        self.done = {}
        self.missed = 0

    def look(self, now):
        """Run what is due and name it."""
        found = slots.due(self.schedule, self.zone, now, self.done, self.catch_up)
        self.missed += found.missed
        for slot in found.slots:
            assert slot.key not in self.done, "a slot was run twice"
            self.done[slot.key] = slot.instant(self.zone)
        return [slot.key for slot in found.slots]


def test_a_job_begins_with_its_newest_slot():
    """A job that never ran does not make up for the past."""
    assert Job("all").look(utc("2026-11-22T12:00")) == ["2026-11-22T07:00"]


@pytest.mark.parametrize(
    ("catch_up", "expected", "missed"),
    [
        ("latest", ["2026-11-22T07:00"], 2),
        ("all", ["2026-11-20T07:00", "2026-11-21T07:00", "2026-11-22T07:00"], 0),
        ("none", [], 3),
    ],
)
def test_missed_slots(catch_up, expected, missed):
    """After three days off a job runs the newest slot, all of them, or none, as it was told."""
    job = Job(catch_up)
    job.look(utc("2026-11-19T07:05"))
    assert (job.look(utc("2026-11-22T12:00")), job.missed) == (expected, missed)


def test_without_catching_up_a_timer_may_still_be_late():
    """A slot that is minutes old is run even where missed ones are not."""
    job = Job("none")
    assert job.look(utc("2026-11-19T07:40")) == ["2026-11-19T07:00"]


def test_a_clock_that_ran_ahead_hides_no_slot():
    """After a year's jump ahead and back, the slots of the days between come as if nothing had happened."""
    job = Job("latest")
    job.look(utc("2026-11-19T07:05"))
    assert job.look(utc("2027-11-19T07:05")) == ["2027-11-19T07:00"]
    assert job.look(utc("2026-11-19T08:05")) == []
    assert job.look(utc("2026-11-20T07:05")) == ["2026-11-20T07:00"]
    assert job.look(utc("2026-11-21T07:05")) == ["2026-11-21T07:00"]


def test_a_clock_that_is_put_back_repeats_no_slot():
    """A slot that was run stays run when its hour comes again."""
    job = Job("all")
    job.look(utc("2026-11-18T07:05"))
    job.look(utc("2026-11-19T07:05"))
    assert job.look(utc("2026-11-19T06:00")) == []
    assert job.look(utc("2026-11-19T07:05")) == []


def test_all_is_bounded():
    """However long a machine was off, at most so many slots are made up for."""
    job = Job("all", "0 * * * *")
    job.look(utc("2026-11-01T00:05"))
    assert len(job.look(utc("2026-11-19T00:05"))) == slots.MOST_MISSED
