"""When a digest is due: pure arithmetic on a cron expression, a time zone and a clock that is handed in.

A slot is named by what the wall clock of its zone shows, and by which of the two when that hour comes twice. The name,
not the moment, is what a digest is made once for: the clock of a machine may jump, the name stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from briefer.errors import UsageError

CatchUp = Literal["latest", "all", "none"]

#: How late a slot may begin where missed ones are not made up for: cron and timers are minutes late, not hours.
GRACE = timedelta(hours=1)
#: How many missed slots are made up for at most.
MOST_MISSED = 30
# Spans in which the newest slot is looked for, so that a rare schedule costs no more than a frequent one.
_LOOK_BACK = tuple(timedelta(days=d) for d in (0.25, 2, 14, 70, 800, 3700))
_TWICE = "#2"
#: A moment to read a schedule with, when only its fields matter.
ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Slot:
    """One scheduled moment of a job."""

    wall: datetime  #: without a zone, to the minute
    fold: Literal[0, 1] = 0  #: 1 for the second of two equal wall times, when the clock is put back

    @property
    def key(self) -> str:
        """The slot's name: "2026-11-23T07:00", with "#2" behind it for the second of two equal wall times."""
        return f"{self.wall:%Y-%m-%dT%H:%M}{_TWICE if self.fold else ''}"

    def instant(self, zone: tzinfo) -> datetime:
        """The moment in UTC."""
        return self.wall.replace(tzinfo=zone, fold=self.fold).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done now."""

    slots: tuple[Slot, ...]  #: oldest first
    missed: int = 0  #: slots that passed without a digest and are not made up for


def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name.

    Raises:
        UsageError: there is none.
    """
    if fault := zone_fault(name):
        raise UsageError(f"The time zone {fault}.")
    return ZoneInfo(name)


def zone_fault(name: str) -> str | None:
    """What is wrong with the name of a time zone, or None."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # ZoneInfoNotFoundError is a LookupError
        return f"{name!r} is not known; write it like Europe/London"
    return None


def schedule_fault(schedule: str) -> str | None:
    """What is wrong with a cron expression, or None."""
    words = f'{schedule!r} is no schedule: write five cron fields, like "0 7 * * 1-5"'
    if len(schedule.split()) != 5:  # noqa: PLR2004 - minute, hour, day, month, weekday; cronsim would take seconds too
        return words
    try:
        next(CronSim(schedule, ANY_TIME))
    except CronSimError as error:
        return f"{words} ({error})"
    except StopIteration:
        return f"{schedule!r} is a schedule that never comes"
    return None


def parse(written: str, zone: tzinfo) -> Slot:
    """A slot as a person or a scheduler writes it.

    Args:
        written: "2026-11-23T07:00" in the job's zone (with "#2" for the second of two), or with an offset or "Z".
        zone: the job's.

    Raises:
        UsageError: it is no such time.
    """
    bare, twice = written.removesuffix(_TWICE), written.endswith(_TWICE)
    try:
        given = datetime.fromisoformat(bare)
    except ValueError:
        given = None
    if given is None or (given.tzinfo and twice):
        raise UsageError(f"{written!r} is no slot.", hint="Write it like 2026-11-23T07:00.")
    if given.tzinfo:
        return _slot(given.astimezone(zone))
    slot = Slot(given.replace(second=0, microsecond=0), 1 if twice else 0)
    if twice and slot.instant(zone) == Slot(slot.wall).instant(zone):
        raise UsageError(f"{written!r} is no slot: that hour comes only once.")
    return slot


def between(schedule: str, zone: tzinfo, after: datetime, until: datetime) -> Iterator[Slot]:
    """Every slot after one moment, up to and including another, in order.

    Args:
        schedule: five cron fields.
        zone: of the schedule.
        after: an aware moment.
        until: an aware moment.
    """
    # cronsim starts where the wall clock is, which in an hour that comes twice may be behind or ahead.
    seen: set[Slot] = set()
    for moment in CronSim(schedule, (after - timedelta(hours=3)).astimezone(zone)):
        at = moment.astimezone(UTC)
        if at > until + timedelta(hours=3):
            return
        slot = _slot(moment)
        if after < at <= until and slot not in seen:
            seen.add(slot)
            yield slot


def upcoming(schedule: str, zone: tzinfo, now: datetime, count: int) -> tuple[Slot, ...]:
    """The next slots after *now*.

    Args:
        schedule: five cron fields.
        zone: of the schedule.
        now: an aware moment.
        count: how many.
    """
    for span in _LOOK_BACK:
        found = tuple(between(schedule, zone, now, now + span))
        if len(found) >= count:
            return found[:count]
    return found


def latest(schedule: str, zone: tzinfo, now: datetime) -> Slot | None:
    """The newest slot that has come, or None where none came in the last ten years.

    Args:
        schedule: five cron fields.
        zone: of the schedule.
        now: an aware moment.
    """
    return next(iter(_newest(schedule, zone, now, 1)), None)


def due(schedule: str, zone: tzinfo, now: datetime, done: Mapping[str, datetime], catch_up: CatchUp) -> Due:
    """Which slots are to be run now.

    A job that never ran starts with its newest slot. What was done under a clock that ran ahead does not hide the
    slots that come when the clock is right again: only slots before *now* count as passed.

    Args:
        schedule: five cron fields.
        zone: of the schedule.
        now: an aware moment.
        done: the slots that have their digest, with their moments; the last few hundred are enough.
        catch_up: what becomes of missed slots.
    """
    newest = latest(schedule, zone, now)
    if newest is None or (newest.key in done and catch_up != "all"):
        return Due(())  # a look that finds nothing is made every few minutes, so it costs little
    passed = sorted(moment for moment in done.values() if moment <= now)
    recent = _newest(schedule, zone, now, MOST_MISSED + 1)
    since, most = (0, MOST_MISSED) if catch_up == "all" else (-1, 1)
    missing = recent[:1]
    if passed:
        missing = [slot for slot in recent if slot.instant(zone) > passed[since] and slot.key not in done]
    wanted, missed = missing[:most], missing[most:]
    if catch_up == "none":
        late = [slot for slot in wanted if now - slot.instant(zone) > GRACE]
        wanted, missed = [slot for slot in wanted if slot not in late], late + missed
    return Due(tuple(reversed(wanted)), len(missed))


def _newest(schedule: str, zone: tzinfo, now: datetime, count: int) -> list[Slot]:
    """The newest slots that have come, newest first."""
    found: list[Slot] = []
    for span in _LOOK_BACK:
        found = list(between(schedule, zone, now - span, now))
        if len(found) >= count:
            break
    return found[: -count - 1 : -1]


def _slot(moment: datetime) -> Slot:
    """The slot of a moment in its zone."""
    return Slot(moment.replace(tzinfo=None, fold=0, second=0, microsecond=0), 1 if moment.fold else 0)


# --- the cron of other systems -----------------------------------------------------------------------------------

# What cronsim knows and Kubernetes and GitHub do not: the last day, the last or nth weekday, and 7 for Sunday.
_FOREIGN_DAY, _FOREIGN_WEEKDAY = set("L"), set("L#7")
_QUARTERS = (0, 15, 30, 45)
_TOO_MANY = 20  # minutes an hour; from there on every minute is simpler


def minutes(schedules: Iterable[str]) -> tuple[int, ...]:
    """The minutes of every hour at which a slot can come in whatever zone, and every quarter of an hour."""
    # Zones differ by quarters of an hour, so a minute of theirs is one of four of ours.
    own = {(m + q) % 60 for one in schedules for m in CronSim(one, ANY_TIME).minutes for q in _QUARTERS}
    found = tuple(sorted(own | set(_QUARTERS)))
    return found if len(found) <= _TOO_MANY else tuple(range(60))


def plain(schedule: str) -> str:
    """A schedule in the cron that every service knows, which comes at every slot, and may come on more days.

    Args:
        schedule: five cron fields, as cronsim knows them. L, LW, 5L and 5#2 become all days that they can fall on, and
            7 becomes 0, for a run on a day that is not meant finds no slot due.
    """
    read, fields = CronSim(schedule, ANY_TIME), schedule.split()
    if _FOREIGN_DAY & set(fields[2].upper()):
        may_be = {CronSim.LAST: range(28, 32), CronSim.LAST_WEEKDAY: range(26, 32)}
        days = {day for one in read.days for day in may_be.get(one, (one,))}
        fields[2] = ",".join(map(str, sorted(days)))
    if _FOREIGN_WEEKDAY & set(fields[4].upper()):
        weekdays = {(one[0] if isinstance(one, tuple) else one) % 7 for one in read.weekdays}
        fields[4] = ",".join(map(str, sorted(weekdays)))
    return " ".join(fields)
