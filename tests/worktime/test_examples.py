"""The worked examples of the domain rules: Monday to Friday 08:00 to 17:00 in Berlin unless said."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kundenkreis.worktime import office_hours

from .calendars import ALWAYS, LUNCH_BREAK, berlin, office

EXAMPLES = [
    ("BE", "2026-03-27 15:00", 8, "2026-03-30 14:00"),
    ("BY", "2026-04-02 16:00", 4, "2026-04-07 11:00"),
    ("BE", "2026-06-03 16:00", 2, "2026-06-04 09:00"),
    ("BY", "2026-06-03 16:00", 2, "2026-06-05 09:00"),
    ("NW", "2026-11-17 16:00", 2, "2026-11-18 09:00"),
    ("SN", "2026-11-17 16:00", 2, "2026-11-19 09:00"),
    ("BY", "2027-03-05 16:00", 2, "2027-03-08 09:00"),
    ("BE", "2027-03-05 16:00", 2, "2027-03-09 09:00"),
    ("HE", "2026-09-11 18:30", 1, "2026-09-14 09:00"),
    ("HE", "2026-09-11 06:00", 1, "2026-09-11 09:00"),
    ("HE", "2026-09-11 08:00", 9, "2026-09-11 17:00"),
    ("NW", "2026-12-23 15:00", 4, "2026-12-24 10:00"),
]


@pytest.mark.parametrize(("state", "start", "hours", "due"), EXAMPLES)
def test_work_is_due_inside_office_hours(state: str, start: str, hours: int, due: str):
    assert office(state).add(berlin(start), timedelta(hours=hours)) == berlin(due)


def test_due_is_given_in_utc():
    start = datetime(2026, 3, 27, 14, 0, tzinfo=UTC)

    due = office("BE").add(start, timedelta(hours=8))

    assert due.isoformat() == "2026-03-30T12:00:00+00:00"


def test_lunch_break_does_not_count():
    calendar = office_hours("Europe/Berlin", LUNCH_BREAK)

    assert calendar.add(berlin("2026-09-07 11:30"), timedelta(hours=2)) == berlin("2026-09-07 14:30")


def test_closing_days_between_the_years_do_not_count():
    closings = [date(2026, 12, day) for day in range(24, 32)]

    due = office("NW", closings).add(berlin("2026-12-23 15:00"), timedelta(hours=4))

    assert due == berlin("2027-01-04 10:00")


def test_a_day_around_the_clock_ends_an_hour_later_when_summer_time_begins():
    calendar = office_hours("Europe/Berlin", ALWAYS)

    assert calendar.add(berlin("2026-03-28 12:00"), timedelta(hours=24)) == berlin("2026-03-29 13:00")


def test_due_moves_by_the_working_time_of_a_pause():
    calendar = office()
    due = calendar.add(berlin("2026-09-10 10:00"), timedelta(hours=16))
    assert due == berlin("2026-09-11 17:00")

    pause = calendar.between(berlin("2026-09-10 15:00"), berlin("2026-09-14 10:00"))

    assert pause == timedelta(hours=13)
    assert calendar.add(due, pause) == berlin("2026-09-15 12:00")


def test_adding_nothing_moves_nothing_even_outside_hours():
    saturday = berlin("2026-09-12 11:00")

    assert office().add(saturday, timedelta(0)) == saturday
    assert office().add(saturday, timedelta(0)).tzinfo is UTC


def test_adding_nothing_at_closing_time_stays_at_closing_time():
    closing = berlin("2026-09-11 17:00")

    assert office().add(closing, timedelta(0)) == closing


def test_a_microsecond_counts():
    due = office().add(berlin("2026-09-11 17:00"), timedelta(microseconds=1))

    assert due == berlin("2026-09-14 08:00") + timedelta(microseconds=1)


def test_work_between_is_negative_when_the_end_comes_first():
    friday, monday = berlin("2026-09-11 16:00"), berlin("2026-09-14 09:00")

    assert office().between(friday, monday) == timedelta(hours=2)
    assert office().between(monday, friday) == timedelta(hours=-2)


def test_the_zone_of_the_input_does_not_matter():
    tokyo = datetime.fromisoformat("2026-09-11T15:00:00+09:00")

    assert office().add(tokyo, timedelta(hours=1)) == berlin("2026-09-11 09:00")


def test_repeated_hour_is_told_apart_by_fold():
    calendar = office_hours("Europe/Berlin", ALWAYS)
    first = berlin("2026-10-25 02:30")

    assert calendar.between(first, first.replace(fold=1)) == timedelta(hours=1)
