"""Three years of slots in three zones, under a clock that jumps: does each slot get exactly one digest?

A timer looks every hour. Every nine days the clock is wrong for a while: ahead or behind, by minutes or by days.
The expected slots are counted independently, minute by minute, from the wall clock alone.

    python benchmarks/slots.py
"""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

from briefer.digest.schedule import slots

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe")
SCHEDULES = ("0 7 * * *", "30 1 * * *", "15 2 * * *")
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
STEP = timedelta(hours=1)
#: How wrong the clock is, and for how long.
JUMPS = (
    (timedelta(hours=2), timedelta(hours=5)),
    (timedelta(hours=-2), timedelta(hours=5)),
    (timedelta(days=2), timedelta(hours=3)),
    (timedelta(days=-2), timedelta(hours=3)),
    (timedelta(minutes=40), timedelta(days=1)),
)


def wrong_by(now: datetime, jumps: list[tuple[datetime, timedelta, timedelta]]) -> timedelta:
    """How far the machine's clock is from the true time."""
    return next((error for start, error, lasts in jumps if start <= now < start + lasts), timedelta())


def told(zone_name: str, schedule: str, jumps: list[tuple[datetime, timedelta, timedelta]]) -> Counter[str]:
    """How many digests each slot gets."""
    zone = slots.zone(zone_name)
    done: dict[str, datetime] = {}
    counts: Counter[str] = Counter()
    now = BEGIN
    while now < END:
        shown = now + wrong_by(now, jumps)
        recent = dict(list(done.items())[-200:])
        for slot in slots.due(schedule, zone, shown, recent, "latest").slots:
            counts[slot.key] += 1
            done[slot.key] = slot.instant(zone)
        now += STEP
    return counts


def days(zone_name: str) -> list[str]:
    """Every day of the three years in a zone: a daily schedule has one slot on each."""
    zone = slots.zone(zone_name)
    first, last = BEGIN.astimezone(zone).date(), END.astimezone(zone).date()
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days)]


def main() -> None:
    """Print one line for each zone and schedule."""
    chance = random.Random(7)  # the same jumps in every run
    starts = [BEGIN + timedelta(days=9 * n, minutes=chance.randrange(1440)) for n in range(1, 121)]
    jumps = [(start, *chance.choice(JUMPS)) for start in starts]
    print(f"{'zone':22}{'schedule':13}{'slots':>7}{'once':>7}{'never':>7}{'twice':>7}{'seconds':>9}")
    bad = 0
    for zone in ZONES:
        for schedule in SCHEDULES:
            began = time.perf_counter()
            counts = told(zone, schedule, jumps)
            per_day = Counter(key[:10] for key in counts.elements())
            # The first day's slot may lie before the first look, the last two days' before a clock that ran ahead.
            wanted = days(zone)[1:-1]
            once = sum(per_day[day] == 1 for day in wanted)
            never = sum(per_day[day] == 0 for day in wanted)
            twice = sum(per_day[day] > 1 for day in wanted)
            bad += never + twice
            seconds = time.perf_counter() - began
            print(f"{zone:22}{schedule:13}{len(wanted):7}{once:7}{never:7}{twice:7}{seconds:9.1f}")
    verdict = "ok" if not bad else "BAD"
    print(f"\n{len(jumps)} jumps of the clock; {bad} slots without exactly one digest (limit 0): {verdict}")


if __name__ == "__main__":
    main()
