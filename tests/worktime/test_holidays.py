"""Public holidays of the 16 states, compared with a list of dates kept beside this file."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kundenkreis.worktime import OPTIONS, STATES

from .calendars import office

LIST = Path(__file__).parent / "data" / "holidays-de.csv"

IN_2026 = {
    **{"BW": 12, "BY": 12, "BE": 10, "BB": 12, "HB": 10, "HH": 10, "HE": 10, "MV": 11},
    **{"NI": 10, "NW": 11, "RP": 11, "SL": 12, "SN": 11, "ST": 11, "SH": 10, "TH": 11},
}


def known_holidays() -> dict[str, dict[int, set[date]]]:
    known: dict[str, dict[int, set[date]]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            year, state, days = line.split(",")
            known.setdefault(state, {})[int(year)] = {date.fromisoformat(f"{year}-{day}") for day in days.split()}
    return known


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("state", sorted(STATES))
def test_holidays_of_a_state_are_those_of_the_list(state: str):
    calendar, years = office(state), known_holidays()[state]

    named = {year: {day for day in days_of(year) if calendar.holiday_name(day)} for year in years}

    assert sorted(years) == list(range(2015, 2036))
    assert named == years


@pytest.mark.parametrize("state", sorted(STATES))
def test_number_of_whole_state_holidays_in_2026(state: str):
    assert sum(office(state).holiday_name(day) is not None for day in days_of(2026)) == IN_2026[state]


@pytest.mark.parametrize("state", sorted(STATES))
def test_weekdays_that_are_no_holidays_are_working_days(state: str):
    calendar, holidays = office(state), known_holidays()[state][2026]

    at_work = {day for day in days_of(2026) if calendar.is_working_day(day)}

    assert at_work == {day for day in days_of(2026) if day.weekday() < 5 and day not in holidays}


def test_once_only_holidays():
    assert office("BE").holiday_name(date(2025, 5, 8))
    assert not office("BB").holiday_name(date(2025, 5, 8))
    assert not office("BE").holiday_name(date(2026, 5, 8))
    assert {office(state).holiday_name(date(2017, 10, 31)) for state in STATES} == {"Reformationstag"}
    assert not office("BY").holiday_name(date(2018, 10, 31))


def test_holidays_have_names_in_both_languages():
    assert office("SN").holiday_name(date(2026, 11, 18)) == "Buß- und Bettag"
    assert office("SN").holiday_name(date(2026, 11, 18), "en") == "Repentance and Prayer Day"


def test_closing_days_and_calendars_without_a_state_have_no_holiday_names():
    assert office("NW", closings=[date(2026, 12, 24)]).holiday_name(date(2026, 12, 24)) is None
    assert office().holiday_name(date(2026, 12, 25)) is None
    assert office().is_working_day(date(2026, 12, 25))


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 12, 31)])
def test_christmas_eve_and_new_years_eve_are_working_days(day: date):
    assert all(office(state).is_working_day(day) for state in STATES)


@pytest.mark.parametrize(
    ("state", "option", "day", "name"),
    [
        ("BY", "mariae-himmelfahrt", date(2025, 8, 15), "Mariä Himmelfahrt"),
        ("BY", "augsburg", date(2025, 8, 8), "Augsburger Hohes Friedensfest"),
        ("SN", "fronleichnam", date(2026, 6, 4), "Fronleichnam"),
        ("TH", "fronleichnam", date(2026, 6, 4), "Fronleichnam"),
    ],
)
def test_an_option_adds_one_day_that_holds_in_part_of_a_state(state: str, option: str, day: date, name: str):
    plain, special = office(state), office(state, options=[option])

    assert plain.is_working_day(day)
    assert not special.is_working_day(day)
    assert special.holiday_name(day) == name
    assert [d for d in days_of(day.year) if plain.holiday_name(d) != special.holiday_name(d)] == [day]


def test_options_add_up():
    calendar = office("BY", options=OPTIONS.keys() - {"fronleichnam"})

    assert sum(calendar.holiday_name(day) is not None for day in days_of(2026)) == 14
