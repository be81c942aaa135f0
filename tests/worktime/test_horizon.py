"""A calendar works out years only when they are asked for, back to 1990 and on to 2100."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kundenkreis.worktime import office_hours

from .calendars import MON_TO_FRI, berlin, office

EVERY_DAY = {day: [("08:00", "16:00")] for day in range(7)}


def test_first_and_last_moment_have_answers():
    calendar = office("BE")
    first = datetime(1990, 1, 1, tzinfo=UTC)
    last = datetime(2100, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)

    assert calendar.next_open(first) == berlin("1990-01-01 08:00")
    assert calendar.between(last, last) == timedelta(0)
    assert calendar.end_of_working_day(date(2100, 12, 31)) == berlin("2100-12-31 17:00")


def test_a_long_span_has_the_working_time_of_all_its_days():
    calendar = office_hours("UTC", EVERY_DAY)
    first, last = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 12, 31, 16, tzinfo=UTC)
    days = (last.date() - first.date()).days + 1

    assert calendar.between(first, last) == days * timedelta(hours=8)
    assert calendar.add(first, days * timedelta(hours=8)) == last


def test_answers_do_not_depend_on_what_was_asked_before():
    moments = [berlin(f"{year}-03-30 10:00") for year in (2026, 2031, 2019, 2026, 2024)]
    warm = office("BY")

    answers = [warm.add(moment, timedelta(hours=5000)) for moment in moments]

    assert answers == [office("BY").add(moment, timedelta(hours=5000)) for moment in moments]


@pytest.mark.parametrize("hours", [1, 40, 1_000_000])
def test_work_that_ends_after_the_last_year_is_refused(hours: int):
    with pytest.raises(ValueError, match="2100"):
        office("BE").add(berlin("2100-12-31 17:00"), timedelta(hours=hours))


def test_a_calendar_that_never_opens_again_says_so():
    monday_only = {0: [("08:00", "17:00")]}
    first = date(2090, 1, 2)
    closings = [first + timedelta(days=7 * week) for week in range(700)]
    calendar = office_hours("Europe/Berlin", monday_only, closings=closings)

    for ask in (calendar.next_open, calendar.start_of_day, calendar.end_of_day):
        with pytest.raises(ValueError, match="too little working time before the end of 2100"):
            ask(berlin("2090-01-01 10:00"))


def test_a_closed_year_is_stepped_over():
    closings = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    calendar = office_hours("Europe/Berlin", MON_TO_FRI, closings=closings)

    assert calendar.next_open(berlin("2026-06-01 10:00")) == berlin("2027-01-01 08:00")
    assert calendar.end_of_working_day(date(2026, 6, 1)) == berlin("2027-01-01 17:00")
    assert calendar.between(berlin("2026-01-05"), berlin("2026-12-20")) == timedelta(0)
