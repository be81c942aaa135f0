"""Calendars and moments that the working-time tests share."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kundenkreis.worktime import Calendar, office_hours

BERLIN = ZoneInfo("Europe/Berlin")
MON_TO_FRI = {day: [("08:00", "17:00")] for day in range(5)}
LUNCH_BREAK = {day: [("08:00", "12:00"), ("13:00", "17:00")] for day in range(5)}
NIGHTS = {day: [("22:00", "06:00")] for day in range(7)}
ALWAYS = {day: [("00:00", "24:00")] for day in range(7)}


def office(state: str | None = None, closings: Iterable[date] = (), options: Iterable[str] = ()) -> Calendar:
    """Monday to Friday 08:00 to 17:00 in Germany."""
    return office_hours("Europe/Berlin", MON_TO_FRI, state, closings, options)


def berlin(text: str) -> datetime:
    """Read "2026-03-27 15:00" on the clock of Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)
