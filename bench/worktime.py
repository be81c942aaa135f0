"""How fast working time is computed, on one core: `python bench/worktime.py`.

The promise is at least 5,000,000 additions a second for random starts over
three years, and under 10 microseconds for a single one.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import numpy as np

from kundenkreis.worktime import Calendar, office_hours

ROWS = 2_000_000
ROUNDS = 5
CALENDARS = {
    "Mon-Fri 08-17, BY": ({day: [("08:00", "17:00")] for day in range(5)}, "BY"),
    "Mon-Fri 08-12, 13-17, SN": ({day: [("08:00", "12:00"), ("13:00", "17:00")] for day in range(5)}, "SN"),
    "every night 22-06": ({day: [("22:00", "06:00")] for day in range(7)}, None),
    "around the clock": ({day: [("00:00", "24:00")] for day in range(7)}, None),
}
START = datetime(2026, 4, 2, 14, tzinfo=UTC)


def best_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the time of the fastest round, which other load on the machine disturbs least."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def first_answer(name: str, year: int) -> datetime:
    """Build a calendar and ask it about a year that nobody has asked for yet."""
    windows, state = CALENDARS[name]
    return office_hours("Europe/Berlin", windows, state).add(START.replace(year=year), timedelta(hours=4))


def measure_single(calendar: Calendar) -> tuple[float, float]:
    """Return the microseconds of one warm `add` and one warm `between`."""
    work, end, times = timedelta(hours=40), START + timedelta(days=20), 20_000
    add = best_seconds(lambda: [calendar.add(START, work) for _ in range(times)])
    between = best_seconds(lambda: [calendar.between(START, end) for _ in range(times)])
    return add / times * 1e6, between / times * 1e6


def measure_many(calendar: Calendar) -> tuple[float, float]:
    """Return millions of additions and of differences a second, random over three years."""
    random = np.random.default_rng(2)
    three_years = 3 * 365 * 86_400 * 1_000_000
    starts = np.datetime64("2024-01-01", "us") + random.integers(0, three_years, ROWS).astype("timedelta64[us]")
    seconds = random.integers(0, 40 * 3600, ROWS)
    ends = calendar.add_many(starts, seconds)
    add = best_seconds(lambda: calendar.add_many(starts, seconds))
    between = best_seconds(lambda: calendar.between_many(starts, ends))
    return ROWS / add / 1e6, ROWS / between / 1e6


def main() -> None:
    """Print one line a calendar."""
    fresh_years = count(2027)
    loading = best_seconds(lambda: first_answer("Mon-Fri 08-17, BY", 2026), rounds=1)
    print(f"very first answer, with loading the holidays: {loading:.2f} s")
    print(f"{'':26}{'first':>9}{'add':>9}{'between':>9}{'add_many':>13}{'between_many':>14}")
    for name, (windows, state) in CALENDARS.items():
        first = best_seconds(lambda name=name: first_answer(name, next(fresh_years))) * 1e3
        calendar = office_hours("Europe/Berlin", windows, state)
        add, between = measure_single(calendar)
        add_many, between_many = measure_many(calendar)
        print(f"{name:26}{first:6.2f} ms{add:6.2f} us{between:6.2f} us{add_many:9.1f} M/s{between_many:10.1f} M/s")


if __name__ == "__main__":
    main()
