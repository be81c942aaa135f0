"""The headings of the queue stand in the same order as the places below them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from kundenkreis.queue.groups import Group, days_of, group_of
from kundenkreis.queue.order import in_fair_order
from kundenkreis.worktime import office_hours
from tests.cast import NOW, berlin
from tests.queue.places import START, Standing, standings

BERLIN = ZoneInfo("Europe/Berlin")
BAVARIA = office_hours("Europe/Berlin", {day: [("08:00", "17:00")] for day in range(5)}, state="BY")
TUESDAY = days_of(NOW, BERLIN, BAVARIA)


@pytest.mark.parametrize(
    ("due", "group"),
    [
        (NOW - timedelta(seconds=1), Group.BROKEN),
        (NOW, Group.TODAY),
        (berlin(11, 17, 23, 59), Group.TODAY),
        (berlin(11, 18, 0), Group.TOMORROW),
        (berlin(11, 19, 0), Group.WEEK),
        (berlin(11, 22, 23, 59), Group.WEEK),
        (berlin(11, 23, 0), Group.LATER),
        (datetime(9999, 1, 1, tzinfo=UTC), Group.LATER),
    ],
)
def test_group_by_due(due: datetime, group: Group):
    assert group_of(Standing(1, due), TUESDAY) is group


def test_what_rests_is_not_late():
    assert group_of(Standing(1, NOW - timedelta(days=3), parked=True), TUESDAY) is Group.RESTING


def test_on_sunday_nothing_is_left_of_the_week():
    sunday = days_of(berlin(11, 22, 10), BERLIN)

    assert group_of(Standing(1, berlin(11, 23, 12)), sunday) is Group.TOMORROW
    assert group_of(Standing(1, berlin(11, 24, 0)), sunday) is Group.LATER


@pytest.mark.parametrize(
    ("now", "next_day"),
    [
        (berlin(11, 19, 18), date(2026, 11, 20)),
        (berlin(11, 20, 18), date(2026, 11, 23)),
        (berlin(11, 21, 9), date(2026, 11, 23)),
        (berlin(12, 24, 12), date(2026, 12, 28)),
        (berlin(1, 5, 12, year=2026), date(2026, 1, 7)),
    ],
)
def test_what_comes_next_is_the_next_working_day(now: datetime, next_day: date):
    days = days_of(now, BERLIN, BAVARIA)

    assert days.next_day == next_day
    assert group_of(Standing(1, days.tomorrow - timedelta(hours=8)), days) is Group.TOMORROW
    assert group_of(Standing(1, days.tomorrow), days) in (Group.WEEK, Group.LATER)


def test_on_friday_evening_a_promise_for_saturday_comes_next_as_well():
    days = days_of(berlin(11, 20, 18), BERLIN, BAVARIA)

    assert group_of(Standing(1, berlin(11, 21, 12)), days) is Group.TOMORROW
    assert group_of(Standing(1, berlin(11, 24, 8)), days) is Group.LATER
    assert not days.is_next_day_tomorrow


def test_a_team_without_working_days_has_a_tomorrow():
    days_off = [date(2026, 11, 18) + timedelta(days=day) for day in range(60)]
    closed = office_hours("Europe/Berlin", {day: [("08:00", "17:00")] for day in range(5)}, closings=days_off)

    days = days_of(NOW, BERLIN, closed)

    assert days.next_day == date(2026, 11, 18)


def test_days_end_on_the_wall_clock_when_clocks_change():
    saturday = days_of(berlin(10, 24, 12), BERLIN)

    assert saturday.tomorrow - saturday.today == timedelta(hours=25)


@given(standings())
def test_groups_follow_the_fair_order(places: list[Standing]):
    days = days_of(START + timedelta(minutes=2), BERLIN, BAVARIA)

    groups = [list(Group).index(group_of(place, days)) for place in in_fair_order(places)]

    assert groups == sorted(groups)
