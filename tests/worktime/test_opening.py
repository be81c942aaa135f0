"""When a calendar is open, and when it opens next."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kundenkreis.worktime import office_hours

from .calendars import ALWAYS, LUNCH_BREAK, NIGHTS, berlin, office


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-09-11 07:59", False),
        ("2026-09-11 08:00", True),
        ("2026-09-11 16:59", True),
        ("2026-09-11 17:00", False),
        ("2026-09-12 10:00", False),
        ("2026-10-03 10:00", False),
    ],
)
def test_open_from_opening_to_just_before_closing(moment: str, is_open: bool):
    assert office("HE").is_open(berlin(moment)) is is_open


def test_next_opening_is_the_moment_itself_inside_hours():
    assert office().next_open(berlin("2026-09-11 09:17")) == berlin("2026-09-11 09:17")


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-09-11 12:00", "2026-09-11 13:00"),
        ("2026-09-11 17:00", "2026-09-14 08:00"),
        ("2026-12-31 17:00", "2027-01-04 08:00"),
    ],
)
def test_next_opening_skips_lunch_nights_weekends_and_holidays(moment: str, opening: str):
    calendar = office_hours("Europe/Berlin", LUNCH_BREAK, "BE")

    assert calendar.next_open(berlin(moment)) == berlin(opening)


def test_night_of_new_year_belongs_to_the_old_year():
    calendar = office_hours("Europe/Berlin", NIGHTS)

    assert calendar.is_open(berlin("2027-01-01 03:00"))
    assert calendar.between(berlin("2026-12-31 22:00"), berlin("2027-01-01 06:00")) == timedelta(hours=8)


def test_night_shift_runs_into_a_holiday_and_does_not_begin_on_one():
    calendar = office_hours("Europe/Berlin", NIGHTS, "BE")

    assert calendar.is_open(berlin("2026-05-01 03:00"))
    assert not calendar.is_open(berlin("2026-05-01 23:00"))
    assert calendar.next_open(berlin("2026-05-01 06:00")) == berlin("2026-05-02 22:00")


def test_night_window_loses_an_hour_in_march_and_gains_one_in_october():
    calendar = office_hours("Europe/Berlin", NIGHTS)

    assert calendar.between(berlin("2026-03-28 22:00"), berlin("2026-03-29 06:00")) == timedelta(hours=7)
    assert calendar.between(berlin("2026-10-24 22:00"), berlin("2026-10-25 06:00")) == timedelta(hours=9)


def test_window_inside_the_skipped_hour_does_not_take_place():
    calendar = office_hours("Europe/Berlin", {6: [("02:10", "02:40")]})

    assert calendar.next_open(berlin("2026-03-28 12:00")) == berlin("2026-04-05 02:10")


def test_window_inside_the_repeated_hour_takes_place_twice():
    calendar = office_hours("Europe/Berlin", {6: [("02:10", "02:40")]})

    assert calendar.between(berlin("2026-10-25 00:00"), berlin("2026-10-25 12:00")) == timedelta(hours=1)


def test_around_the_clock_is_always_open():
    calendar = office_hours("Europe/Berlin", ALWAYS)

    assert calendar.is_open(berlin("2026-10-25 02:30"))
    assert calendar.between(berlin("2026-01-01"), berlin("2027-01-01")) == timedelta(days=365)


def test_clock_turned_back_over_midnight_repeats_the_end_of_the_day_before():
    """St John's went from Sunday 00:01 back to Saturday 23:01."""
    calendar = office_hours("America/St_Johns", ALWAYS)

    assert calendar.day_length(date(2007, 11, 3)) == timedelta(hours=24, minutes=59)
    assert calendar.day_length(date(2007, 11, 4)) == timedelta(hours=24, minutes=1)
    assert calendar.end_of_working_day(date(2007, 11, 3)) == datetime(2007, 11, 4, 3, 30, tzinfo=UTC)


def test_clock_turned_back_on_new_years_day_mixes_the_windows_of_two_years():
    """Sao Tome went from 1 January 2019 02:00 back to 01:00: until 01:30, from 01:30, and both again."""
    calendar = office_hours("Africa/Sao_Tome", {0: [("22:00", "01:30")], 1: [("01:30", "03:00")]})
    evening = datetime(2018, 12, 31, 21, tzinfo=UTC)

    assert [calendar.is_open(evening + timedelta(minutes=15 * n)) for n in range(25)] == [True] * 24 + [False]
    assert calendar.add(evening, timedelta(hours=6)) == evening + timedelta(hours=6)
    assert calendar.day_length(date(2018, 12, 31)) == timedelta(hours=4)
    assert calendar.end_of_working_day(date(2018, 12, 31)) == datetime(2019, 1, 1, 1, 30, tzinfo=UTC)
