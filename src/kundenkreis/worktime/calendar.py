"""The calendar of a team: a clock that runs inside its windows and stands still outside."""

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from kundenkreis.worktime.arrays import Moments, align, read_moments, read_seconds
from kundenkreis.worktime.days_off import DaysOff
from kundenkreis.worktime.horizon import Horizon, check_range
from kundenkreis.worktime.instants import SECOND, day_to_micros, duration_to_micros, from_micros, to_micros
from kundenkreis.worktime.timeline import Timeline, WorkingDay
from kundenkreis.worktime.week import Window


class Calendar:
    """Working time of one team; `office_hours` builds one.

    Moments are aware datetimes of any zone, answers are in UTC. The arithmetic
    holds for the years 1990 to 2100; beyond them, for a naive datetime, and
    where closing days leave no working time before the end of 2100, it raises
    a ValueError. A calendar never changes and may be shared between threads; it works
    out a year on first use (a millisecond or two) and remembers it.
    """

    def __init__(self, zone: ZoneInfo, week: tuple[Window, ...], days_off: DaysOff) -> None:
        self.zone = zone
        self._days_off = days_off
        self._horizon = Horizon(zone, week, days_off)

    def add(self, start: datetime, work: timedelta) -> datetime:
        """Return the earliest moment by which so much work is done.

        Nine hours from Friday 08:00 end on Friday 17:00, not on Monday 08:00.
        Adding nothing returns the moment it was given, open or not. Negative
        work is a ValueError.
        """
        moment = to_micros(start)
        amount = duration_to_micros(work)
        if amount < 0:
            raise ValueError(f"Work cannot be negative: {work}")
        line = self._horizon.covering(moment, moment)
        if not amount:
            return from_micros(moment)
        target = line.work_at(moment) + amount
        line = self._reaching(line, target)
        return from_micros(check_range(line.moment_at(target)))

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the work between two moments, negative when the end lies before the start."""
        first, last = to_micros(start), to_micros(end)
        line = self._horizon.covering(min(first, last), max(first, last))
        return timedelta(microseconds=line.work_at(last) - line.work_at(first))

    def is_open(self, moment: datetime) -> bool:
        """Say whether the clock runs. It does at opening time and no longer at closing time."""
        micros = to_micros(moment)
        return self._horizon.covering(micros, micros).next_open(micros) == micros

    def next_open(self, moment: datetime) -> datetime:
        """Return the moment itself if it is open, else the next opening."""
        micros = to_micros(moment)
        line = self._horizon.covering(micros, micros)
        while (opening := line.next_open(micros)) is None:
            line = self._horizon.later(line)
        return from_micros(check_range(opening))

    def add_many(self, starts: Moments, seconds: npt.ArrayLike) -> Moments:
        """Do `add` for arrays: UTC `datetime64` and whole seconds, of one shape or one broadcast to the other.

        Returns `datetime64[us]`. A missing moment (NaT), fractions and negative
        seconds are a ValueError.
        """
        shape, moments, work = align(read_moments(starts), read_seconds(seconds))
        if not moments.size:
            return np.empty(shape, dtype="datetime64[us]")
        line = self._horizon.covering(int(moments.min()), int(moments.max()))
        targets = line.bulk.work_at(moments)
        targets += work
        line = self._reaching(line, int(targets.max()))
        due = line.bulk.moment_at(targets)
        if not work.all():
            np.copyto(due, moments, where=work == 0)
        check_range(int(due.max()))
        return due.view("datetime64[us]").reshape(shape)

    def between_many(self, starts: Moments, ends: Moments) -> npt.NDArray[np.int64]:
        """Do `between` for arrays of UTC `datetime64` of one shape, or one broadcast to the other.

        Returns whole seconds as `between(...) // timedelta(seconds=1)` does:
        fractions are rounded down.
        """
        shape, first, last = align(read_moments(starts), read_moments(ends))
        if not first.size:
            return np.empty(shape, dtype=np.int64)
        line = self._horizon.covering(int(min(first.min(), last.min())), int(max(first.max(), last.max())))
        work = line.bulk.work_at(last)
        work -= line.bulk.work_at(first)
        work //= SECOND
        return work.reshape(shape)

    def start_of_day(self, moment: datetime) -> datetime:
        """Return the first opening of the local day of a moment, or of the next working day if that one is off."""
        return from_micros(self._working_day(self.local_day(moment)).opens)

    def end_of_day(self, moment: datetime) -> datetime:
        """Return the end of the last window of the local day of a moment, or of the next working day if that is off.

        On a working day after closing time this lies in the past.
        """
        return self.end_of_working_day(self.local_day(moment))

    def end_of_working_day(self, day: date) -> datetime:
        """Return when the last window of a day ends ("by Friday"), or of the next working day if that one is off.

        A window that runs past midnight belongs to the day on which it opens.
        """
        return from_micros(self._working_day(day).closes)

    def working_days_after(self, moment: datetime, days: int) -> datetime:
        """Return the end of the n-th working day after the local day of a moment, which itself is not counted.

        "3 working days" from any time on a Thursday end on Tuesday at closing
        time. No days mean the end of the day itself. Negative: ValueError.
        """
        if days < 0:
            raise ValueError(f"The number of working days cannot be negative: {days}")
        return from_micros(self._working_day(self.local_day(moment), after=days).closes)

    def is_working_day(self, day: date) -> bool:
        """Say whether a window opens on that local day."""
        return bool(self.day_length(day))

    def day_length(self, day: date) -> timedelta:
        """Return the work of a local day, a shift that runs past midnight included."""
        line = self._covering_day(day)
        at = bisect_left(line.days, day.toordinal())
        found = at < len(line.days) and line.days[at] == day.toordinal()
        return timedelta(microseconds=line.day(at).work if found else 0)

    def holiday_name(self, day: date, language: str = "de") -> str | None:
        """Return the name of a public holiday in German ("de") or English ("en"); closing days have none."""
        return self._days_off.holidays(day.year, language).get(day)

    def local_day(self, moment: datetime) -> date:
        """Return the day that the calendar's own wall clock shows at a moment."""
        return from_micros(to_micros(moment)).astimezone(self.zone).date()

    def _working_day(self, day: date, after: int = 0) -> WorkingDay:
        """Return the first working day from a day on, or the n-th after it."""
        line = self._covering_day(day)
        while True:
            ordinal = day.toordinal()
            at = bisect_right(line.days, ordinal) + after - 1 if after else bisect_left(line.days, ordinal)
            if at < len(line.days):
                return line.day(at)
            line = self._horizon.later(line)

    def _covering_day(self, day: date) -> Timeline:
        midnight = day_to_micros(day.toordinal())
        return self._horizon.covering(midnight, midnight)

    def _reaching(self, line: Timeline, work: int) -> Timeline:
        """Return the line, or a longer one with the same origin, on which so much work gets done."""
        while work > line.total:
            line = self._horizon.later(line)
        return line
