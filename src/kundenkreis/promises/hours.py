"""The working hours of a day, for drawing it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from kundenkreis.promises.calendars import calendar_of
from kundenkreis.promises.models import CalendarVersion


def hours_of(version_id: int, day: date) -> list[tuple[float, float]]:
    """Return the windows of a local day as hours after midnight (8.5 is 8:30); none if it is no working day.

    A window that runs past midnight ends behind 24.
    """
    if not calendar_of(version_id).is_working_day(day):
        return []
    pairs = [(_hour(opens), _hour(closes)) for opens, closes in _week(version_id).get(str(day.weekday()), ())]
    return sorted((opens, closes if closes > opens else closes + 24) for opens, closes in pairs)


@lru_cache(maxsize=256)
def _week(version_id: int) -> Mapping[str, Sequence[Sequence[str]]]:
    """Return the windows of a version; its row never changes."""
    windows: Mapping[str, Sequence[Sequence[str]]] = CalendarVersion.objects.get(pk=version_id).windows
    return windows


def _hour(clock: str) -> float:
    hours, minutes = clock.split(":")
    return int(hours) + int(minutes) / 60
