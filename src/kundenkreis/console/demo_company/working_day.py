"""Moments around now, counted in working time."""

from datetime import datetime, timedelta

from kundenkreis.worktime import Calendar

_SHORTEST_DAY = timedelta(hours=6)
_HOLIDAYS = timedelta(days=14)


def before(calendar: Calendar, moment: datetime, work: timedelta) -> datetime:
    """Return a moment from which so much working time lies before `moment`: `add`, backwards."""
    late, early = moment, moment - _HOLIDAYS - work / _SHORTEST_DAY * timedelta(days=2)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if calendar.between(middle, moment) < work:
            late = middle
        else:
            early = middle
    return early


def rest_of_day(calendar: Calendar, now: datetime) -> tuple[datetime, timedelta]:
    """Return from when on there is work to do today, or on the next working day, and how much of it is left."""
    opens = calendar.next_open(now)
    return opens, calendar.between(opens, calendar.end_of_day(opens))


def due_today(calendar: Calendar, now: datetime, share: float) -> datetime:
    """Return when something is due that has a share of today's working time left, at a round time of the clock."""
    opens, left = rest_of_day(calendar, now)
    due = calendar.add(opens, left * share)
    minutes = next((minutes for minutes, least in ((30, 4), (5, 0.75)) if left >= timedelta(hours=least)), 0)
    return round_up(due, minutes) if minutes else due


def round_up(moment: datetime, minutes: int) -> datetime:
    """Return the next moment at which the clock shows a multiple of so many minutes, as people say it."""
    since = timedelta(minutes=moment.minute % minutes, seconds=moment.second, microseconds=moment.microsecond)
    return moment - since + timedelta(minutes=minutes)
