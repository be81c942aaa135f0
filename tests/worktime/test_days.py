"""Questions in whole working days: "today", "by Friday", "within 3 working days"."""

from datetime import date, datetime, timedelta

import pytest

from kundenkreis.worktime import office_hours

from .calendars import LUNCH_BREAK, NIGHTS, berlin, office


@pytest.mark.parametrize("received", ["2026-09-10 00:00", "2026-09-10 10:00", "2026-09-10 23:59"])
def test_event_day_is_not_counted(received: str):
    assert office().working_days_after(berlin(received), 3) == berlin("2026-09-15 17:00")


def test_working_days_skip_holidays_and_closing_days():
    calendar = office("BY", closings=[date(2026, 6, 5)])

    assert calendar.working_days_after(berlin("2026-06-03 10:00"), 1) == berlin("2026-06-08 17:00")


def test_first_working_day_after_a_weekend_event_is_monday():
    assert office().working_days_after(berlin("2026-09-12 10:00"), 1) == berlin("2026-09-14 17:00")


def test_no_working_days_mean_the_end_of_the_day_itself():
    assert office().working_days_after(berlin("2026-09-10 10:00"), 0) == berlin("2026-09-10 17:00")
    assert office().working_days_after(berlin("2026-09-12 10:00"), 0) == berlin("2026-09-14 17:00")


def test_working_days_reach_over_many_years():
    thursday = berlin("2026-01-01 10:00")

    due = office().working_days_after(thursday, 522 * 5)

    assert due == berlin("2026-01-01 17:00") + timedelta(weeks=522)


def test_by_friday_means_the_end_of_fridays_last_window():
    calendar = office_hours("Europe/Berlin", LUNCH_BREAK)

    assert calendar.end_of_working_day(date(2026, 9, 11)) == berlin("2026-09-11 17:00")


def test_a_day_off_ends_with_the_next_working_day():
    assert office("BE").end_of_working_day(date(2026, 4, 3)) == berlin("2026-04-07 17:00")
    assert office("BE").end_of_day(berlin("2026-04-04 09:00")) == berlin("2026-04-07 17:00")
    assert office("BE").start_of_day(berlin("2026-04-04 09:00")) == berlin("2026-04-07 08:00")


def test_day_of_a_moment_is_the_day_in_the_calendars_zone():
    late_in_utc = datetime.fromisoformat("2026-09-09T22:30:00+00:00")

    assert office().local_day(late_in_utc) == date(2026, 9, 10)
    assert office().end_of_day(late_in_utc) == berlin("2026-09-10 17:00")
    assert office().start_of_day(late_in_utc) == berlin("2026-09-10 08:00")


def test_end_of_day_lies_in_the_past_after_closing_time():
    assert office().end_of_day(berlin("2026-09-10 19:00")) == berlin("2026-09-10 17:00")


def test_night_shift_belongs_to_the_day_on_which_it_opens():
    calendar = office_hours("Europe/Berlin", NIGHTS)

    assert calendar.end_of_working_day(date(2026, 12, 31)) == berlin("2027-01-01 06:00")
    assert calendar.start_of_day(berlin("2027-01-01 03:00")) == berlin("2027-01-01 22:00")


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 7), ("2026-10-24", 9), ("2026-09-10", 8)])
def test_length_of_a_day_includes_the_shift_past_midnight(day: str, hours: int):
    calendar = office_hours("Europe/Berlin", NIGHTS)

    assert calendar.day_length(date.fromisoformat(day)) == timedelta(hours=hours)


def test_working_day_is_a_day_with_working_time():
    calendar = office("SN")

    assert calendar.is_working_day(date(2026, 11, 17))
    assert not calendar.is_working_day(date(2026, 11, 18))
    assert not calendar.is_working_day(date(2026, 11, 21))
    assert calendar.day_length(date(2026, 11, 18)) == timedelta(0)


def test_day_whose_only_window_is_skipped_by_summer_time_is_no_working_day():
    calendar = office_hours("Europe/Berlin", {6: [("02:10", "02:40")]})

    assert not calendar.is_working_day(date(2026, 3, 29))
    assert calendar.is_working_day(date(2026, 4, 5))
