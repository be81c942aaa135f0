"""One year of working time as stretches of UTC."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from kundenkreis.worktime.instants import DAY, MINUTE, IntArray, day_to_micros
from kundenkreis.worktime.week import Window
from kundenkreis.worktime.zone import offset_periods


class Stretches(NamedTuple):
    """Open stretches [opens, closes) in microseconds, each with the local day it belongs to (`date.toordinal`).

    Three arrays of shape (n,), ascending by `opens`. Stretches may touch.
    """

    opens: IntArray
    closes: IntArray
    days: IntArray


def cut_year(year: int, week: Sequence[Window], days_off: Iterable[date], zone: ZoneInfo) -> Stretches:
    """Return the stretches of all windows that open on a local day of the year.

    A moment is open when its wall clock stands inside a window. So the local
    windows are shifted by the offset of each period and cut at its edges: an
    hour that the clock skips in March counts nothing, one that it repeats in
    October counts twice.
    """
    windows = _local_windows(year, week, days_off)
    pieces = []
    for period in offset_periods(zone, year):
        opens = np.maximum(windows.opens - period.offset, period.begins)
        closes = np.minimum(windows.closes - period.offset, period.ends)
        kept = opens < closes
        pieces.append(Stretches(opens[kept], closes[kept], windows.days[kept]))
    return join(pieces)


def join(pieces: Sequence[Stretches]) -> Stretches:
    """Return several lots of stretches as one, ascending.

    Later lots begin later, except where a zone turned its clock back over
    the turn of a year (São Tomé 2019); hence the sort.
    """
    opens, closes, days = (np.concatenate(part) for part in zip(*pieces, strict=True))
    order = np.argsort(opens, kind="stable")
    return Stretches(opens[order], closes[order], days[order])


def _local_windows(year: int, week: Sequence[Window], days_off: Iterable[date]) -> Stretches:
    """Return the windows of the year on the wall clock, as if the zone were UTC."""
    first = date(year, 1, 1).toordinal()
    days = np.arange(first, date(year + 1, 1, 1).toordinal(), dtype=np.int64)
    at_work = ~np.isin(days, [day.toordinal() for day in days_off])
    weekdays, opens, closes = np.array(week, dtype=np.int64).T
    # Day 1 of the proleptic calendar is a Monday.
    which_day, which_window = np.nonzero(at_work[:, None] & ((days[:, None] - 1) % 7 == weekdays))
    midnights = day_to_micros(first) + which_day * DAY
    return Stretches(
        midnights + opens[which_window] * MINUTE, midnights + closes[which_window] * MINUTE, days[which_day]
    )
