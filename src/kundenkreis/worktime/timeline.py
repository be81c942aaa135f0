"""Working time of a run of years on one line: where a moment stands on it, and which moment a place is."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from kundenkreis.worktime.bulk import Bulk
from kundenkreis.worktime.instants import DAY, IntArray, year_to_micros
from kundenkreis.worktime.year import Stretches, join

MARGIN = 2 * DAY
"""A window reaches less than two days (overnight, and up to 14 hours of offset) beyond its year in UTC."""


class WorkingDay(NamedTuple):
    """First opening and last closing of a local day and the work in between, in microseconds."""

    opens: int
    closes: int
    work: int


class Timeline:
    """The open stretches of consecutive years. Never changes, so threads may share it.

    Work is counted from an origin before the first stretch: `before` of a
    stretch is the work that lies before it, `lag` is what to subtract from a
    moment inside it to get its work. Answers hold for moments in [low, high).
    """

    def __init__(self, first_year: int, years: Sequence[Stretches]) -> None:
        self.first_year = first_year
        self.last_year = first_year + len(years) - 1
        self.low = year_to_micros(first_year) + MARGIN
        self.high = year_to_micros(self.last_year + 1) - MARGIN
        stretches = join(years)
        # An empty stretch before everything spares the searches a case of its own.
        origin = year_to_micros(first_year) - MARGIN
        self._opens = np.concatenate(([origin], stretches.opens))
        self._closes = np.concatenate(([origin], stretches.closes))
        self._work_after = np.cumsum(self._closes - self._opens)
        self._before = self._work_after - (self._closes - self._opens)
        self._as_lists()
        self.total = int(self._work_after[-1])
        self.days, self._day_rows = _by_day(stretches)

    def _as_lists(self) -> None:
        """Keep Python integers for the scalar searches; reading them from an array costs ten times as much."""
        self.opens: list[int] = self._opens.tolist()
        self.closes: list[int] = self._closes.tolist()
        self.before: list[int] = self._before.tolist()
        self.lag: list[int] = (self._opens - self._before).tolist()

    @cached_property
    def bulk(self) -> Bulk:
        """The same line for whole arrays; made on first use, because few calendars need it."""
        return Bulk(self._opens, self._closes, self._before)

    def work_at(self, moment: int) -> int:
        """Return the work from the origin to a moment."""
        at = bisect_right(self.opens, moment) - 1
        return min(moment, self.closes[at]) - self.lag[at]

    def moment_at(self, work: int) -> int:
        """Return the earliest moment at which that much work (above 0, at most `total`) is done."""
        return work + self.lag[bisect_left(self.before, work) - 1]

    def next_open(self, moment: int) -> int | None:
        """Return the moment itself if it is open, else the next opening; None if it lies beyond this line."""
        at = bisect_right(self.opens, moment)
        if moment < self.closes[at - 1]:
            return moment
        return self.opens[at] if at < len(self.opens) else None

    def day(self, index: int) -> WorkingDay:
        """Return the working day at a place in `days`."""
        return self._day_rows[index]


def _by_day(stretches: Stretches) -> tuple[list[int], list[WorkingDay]]:
    """Return the local days (ordinals, ascending) on which work takes place, and their bounds."""
    order = np.argsort(stretches.days, kind="stable")
    days, first = np.unique(stretches.days[order], return_index=True)
    if not days.size:
        return [], []
    opens, closes = stretches.opens[order], stretches.closes[order]
    columns: tuple[IntArray, ...] = (
        np.minimum.reduceat(opens, first),
        np.maximum.reduceat(closes, first),
        np.add.reduceat(closes - opens, first),
    )
    return days.tolist(), [WorkingDay(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]
