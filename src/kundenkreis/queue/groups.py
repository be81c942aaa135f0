"""The headings of the queue: what is late, what is due today, and so on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from kundenkreis.queue.order import Placed


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
    """Where the groups end for one reader: instants, each the first that no longer belongs to the group."""

    now: datetime
    today: datetime
    tomorrow: datetime
    week: datetime


def days_of(now: datetime, zone: ZoneInfo) -> Days:
    """Return the ends of today, tomorrow and this week (Monday to Sunday) in the reader's zone."""
    today = now.astimezone(zone).date()
    return Days(
        now=now,
        today=_midnight(today + timedelta(days=1), zone),
        tomorrow=_midnight(today + timedelta(days=2), zone),
        week=_midnight(today + timedelta(days=max(2, 7 - today.weekday())), zone),
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def group_of(place: Placed, days: Days) -> Group:
    """Return the heading under which a place stands."""
    if place.parked:
        return Group.RESTING
    ends = (days.now, days.today, days.tomorrow, days.week)
    groups = (Group.BROKEN, Group.TODAY, Group.TOMORROW, Group.WEEK)
    return next((g for g, end in zip(groups, ends, strict=True) if place.due_at < end), Group.LATER)
