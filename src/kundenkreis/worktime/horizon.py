"""How far a calendar has been worked out, and how it gets further."""

from zoneinfo import ZoneInfo

from kundenkreis.worktime.days_off import DaysOff
from kundenkreis.worktime.instants import FIRST_YEAR, LAST_YEAR, from_micros, year_to_micros
from kundenkreis.worktime.timeline import MARGIN, Timeline
from kundenkreis.worktime.week import Window
from kundenkreis.worktime.year import Stretches, cut_year

_FIRST = year_to_micros(FIRST_YEAR)
_END = year_to_micros(LAST_YEAR + 1)


class Horizon:
    """Hands out time lines that are long enough, working out years only when somebody asks for them.

    A line is replaced by a longer one and never changed. Two threads that
    replace it at once cost some work, but each gets a line that is right.
    """

    def __init__(self, zone: ZoneInfo, week: tuple[Window, ...], days_off: DaysOff) -> None:
        self._zone = zone
        self._week = week
        self._days_off = days_off
        self._years: dict[int, Stretches] = {}
        self._line: Timeline | None = None

    def covering(self, first: int, last: int) -> Timeline:
        """Return a line that answers for all moments from `first` to `last`, in microseconds.

        Moments outside 1990 to 2100 raise a ValueError.
        """
        line = self._line
        if line is not None and line.low <= first and last < line.high:
            return line
        check_range(first)
        check_range(last)
        first_year, last_year = from_micros(first - MARGIN).year, from_micros(last + MARGIN).year
        if line is not None:
            first_year, last_year = min(first_year, line.first_year), max(last_year, line.last_year)
        return self._build(first_year, last_year)

    def later(self, line: Timeline) -> Timeline:
        """Return a line with the same origin and about twice the years, or raise a ValueError at the end of time."""
        if line.last_year > LAST_YEAR:
            raise ValueError(f"The calendar has too little working time before the end of {LAST_YEAR}")
        span = line.last_year - line.first_year + 1
        return self._build(line.first_year, min(line.last_year + span, LAST_YEAR + 1))

    def _build(self, first_year: int, last_year: int) -> Timeline:
        line = Timeline(first_year, [self._year(year) for year in range(first_year, last_year + 1)])
        self._line = line
        return line

    def _year(self, year: int) -> Stretches:
        if year not in self._years:
            self._years[year] = cut_year(year, self._week, self._days_off.in_year(year), self._zone)
        return self._years[year]


def check_range(moment: int) -> int:
    """Return the moment if the calendar can answer for it, else raise a ValueError."""
    if not _FIRST <= moment < _END:
        raise ValueError(f"Working time is known for the years {FIRST_YEAR} to {LAST_YEAR} only")
    return moment
