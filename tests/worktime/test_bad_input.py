"""Every wrong input is refused with a sentence that names it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kundenkreis.worktime import office_hours

from .calendars import MON_TO_FRI, berlin, office

NAIVE = datetime(2026, 9, 11, 10)


@pytest.mark.parametrize(
    ("windows", "message"),
    [
        ({}, "would never open"),
        ({0: [], 1: []}, "would never open"),
        ({7: [("08:00", "17:00")]}, "0 (Monday) to 6 (Sunday), not 7"),
        ({"0": [("08:00", "17:00")]}, "0 (Monday) to 6 (Sunday), not '0'"),
        ({0: [("8", "17:00")]}, 'between "00:00" and "24:00": \'8\''),
        ({0: [("08:00", "24:01")]}, "'24:01'"),
        ({0: [("08:60", "17:00")]}, "'08:60'"),
        ({0: [(8, 17)]}, 'between "00:00" and "24:00": 8'),
        ({0: [("08:00",)]}, "A window is a pair"),
        ({0: ["08"]}, "A window is a pair"),
        ({0: [("08:00", "08:00")]}, "Monday 08:00-08:00 is empty"),
        ({1: [("24:00", "06:00")]}, "Tuesday 24:00-06:00 opens at 24:00"),
        ({2: [("08:00", "12:00"), ("11:00", "17:00")]}, "Wednesday 08:00-12:00 and Wednesday 11:00-17:00 overlap"),
        ({2: [("08:00", "12:00"), ("08:00", "12:00")]}, "overlap"),
        ({3: [("22:00", "06:00")], 4: [("05:00", "09:00")]}, "Thursday 22:00-06:00 and Friday 05:00-09:00 overlap"),
        ({6: [("22:00", "06:00")], 0: [("05:00", "09:00")]}, "Sunday 22:00-06:00 and Monday 05:00-09:00 overlap"),
    ],
)
def test_windows(windows: Any, message: str):
    with pytest.raises(ValueError, match=re.escape(message)):
        office_hours("Europe/Berlin", windows)


def test_windows_may_touch():
    calendar = office_hours("Europe/Berlin", {0: [("08:00", "12:00"), ("12:00", "24:00")], 1: [("00:00", "8:00")]})

    assert calendar.between(berlin("2026-09-07 08:00"), berlin("2026-09-08 08:00")) == timedelta(hours=24)


@pytest.mark.parametrize("zone", ["Europe/Bärlin", "Europe", "", "../etc/passwd", "/etc/localtime", "Europe/Berlin\0"])
def test_zone(zone: str):
    with pytest.raises(ValueError, match="Unknown time zone"):
        office_hours(zone, MON_TO_FRI)


@pytest.mark.parametrize(
    ("state", "options", "message"),
    [
        ("XX", (), "Unknown state 'XX'; known are BB, BE, BW"),
        ("by", (), "Unknown state 'by'"),
        ("BY", ("carnival",), "Unknown option 'carnival'; known are augsburg, fronleichnam, mariae-himmelfahrt"),
        ("BY", ("fronleichnam",), "The option 'fronleichnam' belongs to SN and TH, not to BY"),
        (None, ("augsburg",), "The option 'augsburg' belongs to BY, not to None"),
        ("BY", "augsburg", "Options are a list of names"),
    ],
)
def test_state_and_options(state: str | None, options: Any, message: str):
    with pytest.raises(ValueError, match=re.escape(message)):
        office(state, options=options)


@pytest.mark.parametrize("closing", ["2026-12-24", datetime(2026, 12, 24), None])
def test_closing_days(closing: Any):
    with pytest.raises(ValueError, match="Closing days are dates"):
        office(closings=[closing])


@pytest.mark.parametrize(
    "ask",
    [
        lambda calendar: calendar.add(NAIVE, timedelta(hours=1)),
        lambda calendar: calendar.between(NAIVE, berlin("2026-09-11 10:00")),
        lambda calendar: calendar.between(berlin("2026-09-11 10:00"), NAIVE),
        lambda calendar: calendar.is_open(NAIVE),
        lambda calendar: calendar.next_open(NAIVE),
        lambda calendar: calendar.start_of_day(NAIVE),
        lambda calendar: calendar.end_of_day(NAIVE),
        lambda calendar: calendar.working_days_after(NAIVE, 1),
    ],
)
def test_naive_moments(ask: Callable[[Any], object]):
    with pytest.raises(ValueError, match="needs a time zone, this one has none: 2026-09-11T10:00:00"):
        ask(office())


def test_negative_work():
    with pytest.raises(ValueError, match="Work cannot be negative"):
        office().add(berlin("2026-09-11 10:00"), timedelta(hours=-1))
    with pytest.raises(ValueError, match="number of working days cannot be negative: -1"):
        office().working_days_after(berlin("2026-09-11 10:00"), -1)


def test_holiday_names_in_an_unknown_language():
    with pytest.raises(ValueError, match="not in 'fr'"):
        office("BY").holiday_name(date(2026, 1, 1), "fr")


@pytest.mark.parametrize("moment", [datetime.min, datetime(1989, 12, 31, 23), datetime(2101, 1, 1), datetime.max])
def test_moments_beyond_the_known_years(moment: datetime):
    with pytest.raises(ValueError, match="for the years 1990 to 2100 only"):
        office("BE").next_open(moment.replace(tzinfo=UTC))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_beyond_the_known_years(day: date):
    with pytest.raises(ValueError, match="for the years 1990 to 2100 only"):
        office("BE").end_of_working_day(day)
