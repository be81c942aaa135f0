"""When a time zone changes its distance to UTC."""

from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kundenkreis.worktime.instants import DAY, SECOND, year_to_micros

_SECONDS_A_DAY = DAY // SECOND
_MARGIN = 3 * _SECONDS_A_DAY


class Period(NamedTuple):
    """A stretch of time with one offset; all three in microseconds, local = UTC + offset."""

    begins: int
    ends: int
    offset: int


@lru_cache(maxsize=1024)
def offset_periods(zone: ZoneInfo, year: int) -> tuple[Period, ...]:
    """Return the periods of one offset that together cover a year and three days on either side.

    `zoneinfo` does not list its transitions, so each day is asked, and a day
    on which the offset moved is halved down to the second. No zone has moved
    twice within two days since 1989.
    """
    first = year_to_micros(year) // SECOND - _MARGIN
    last = year_to_micros(year + 1) // SECOND + _MARGIN
    edges = [first]
    for day in range(first, last, _SECONDS_A_DAY):
        if _offset(zone, day) != _offset(zone, day + _SECONDS_A_DAY):
            edges.append(_change(zone, day, day + _SECONDS_A_DAY))
    edges.append(last)
    return tuple(
        Period(begins * SECOND, ends * SECOND, _offset(zone, begins) * SECOND) for begins, ends in pairwise(edges)
    )


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """Return the first second with the new offset, which holds at `after` and not yet at `before`."""
    old = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == old:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, second: int) -> int:
    offset = datetime.fromtimestamp(second, zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())
