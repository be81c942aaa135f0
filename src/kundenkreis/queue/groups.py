"""The headings of the queue: what is late, what is due today, what by the end of the next working day, and so on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from kundenkreis.queue.order import Placed
from kundenkreis.worktime import Calendar

DAY = timedelta(days=1)
# So many days the next working day is looked for; company holidays are shorter.
FARTHEST = 31


class Group(Enum):
    """The groups in the order in which they stand in the fair order."""

    BROKEN = "broken"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    LATER = "later"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class Days:
    """Where the groups end for one reader: instants, each the first that no longer belongs to the group.

    `next_day` is the day that the group TOMORROW is named after, and its last one.
    """

    now: datetime
    today: datetime
    tomorrow: datetime
    week: datetime
    next_day: date
    is_next_day_tomorrow: bool


def days_of(now: datetime, zone: ZoneInfo, calendar: Calendar | None = None) -> Days:
    """Return the ends of today, the next working day and this week (Monday to Sunday) in the reader's zone.

    On a Friday evening the team comes back on Monday: what is due by then is
    what comes next. Without a calendar every day counts as a working day.
    """
    today = now.astimezone(zone).date()
    next_day = _next_working_day(today, calendar)
    tomorrow = _midnight(next_day + DAY, zone)
    return Days(
        now=now,
        today=_midnight(today + DAY, zone),
        tomorrow=tomorrow,
        week=max(tomorrow, _midnight(today + timedelta(days=7 - today.weekday()), zone)),
        next_day=next_day,
        is_next_day_tomorrow=next_day == today + DAY,
    )


def _next_working_day(today: date, calendar: Calendar | None) -> date:
    """Return the first working day after today; tomorrow, if none comes within the farthest look ahead."""
    following = (today + timedelta(days=ahead) for ahead in range(1, FARTHEST + 1))
    found = (day for day in following if calendar is None or calendar.is_working_day(day))
    return next(found, today + DAY)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def group_of(place: Placed, days: Days) -> Group:
    """Return the heading under which a place stands."""
    if place.parked:
        return Group.RESTING
    ends = (days.now, days.today, days.tomorrow, days.week)
    groups = (Group.BROKEN, Group.TODAY, Group.TOMORROW, Group.WEEK)
    return next((g for g, end in zip(groups, ends, strict=True) if place.due_at < end), Group.LATER)
