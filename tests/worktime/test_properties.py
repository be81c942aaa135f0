"""What holds for every calendar, checked with random ones, also against a clock watched minute by minute."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from kundenkreis.worktime import office_hours

from .oracle import Oracle
from .strategies import Windows, durations, moments, places, unhurried, windows

ZONES = st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"])
STATES = st.sampled_from([None, "BE", "BY", "SN"])
MINUTES = st.integers(0, 6 * 1440).map(lambda n: timedelta(minutes=n))


@unhurried
@given(windows(), ZONES, STATES, st.tuples(moments(), moments(), moments()))
def test_work_of_two_spans_adds_up(week: Windows, zone: str, state: str | None, abc: tuple[datetime, ...]):
    calendar, (a, b, c) = office_hours(zone, week, state), abc

    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)


@unhurried
@given(windows(), ZONES, STATES, moments(), durations())
def test_work_done_until_due_is_the_work_added(
    week: Windows, zone: str, state: str | None, start: datetime, work: timedelta
):
    calendar = office_hours(zone, week, state)

    assert calendar.between(start, calendar.add(start, work)) == work


@unhurried
@given(windows(), ZONES, moments(), durations())
def test_due_is_the_earliest_such_moment(week: Windows, zone: str, start: datetime, work: timedelta):
    calendar = office_hours(zone, week)
    due = calendar.add(start, work + timedelta(microseconds=1))

    assert calendar.between(start, due - timedelta(microseconds=1)) == work


@unhurried
@given(windows(), ZONES, st.lists(moments(), min_size=2, max_size=2), durations())
def test_a_later_start_is_never_due_earlier(week: Windows, zone: str, starts: list[datetime], work: timedelta):
    calendar, (early, late) = office_hours(zone, week), sorted(starts)

    assert calendar.add(early, work) <= calendar.add(late, work)


@unhurried
@given(windows(), ZONES, moments(), st.lists(durations(), min_size=2, max_size=2))
def test_more_work_is_never_due_earlier(week: Windows, zone: str, start: datetime, works: list[timedelta]):
    calendar, (less, more) = office_hours(zone, week), sorted(works)

    assert start <= calendar.add(start, less) <= calendar.add(start, more)


@unhurried
@given(windows(), ZONES, moments())
def test_next_opening_is_open_and_nothing_is_missed_before(week: Windows, zone: str, moment: datetime):
    calendar = office_hours(zone, week)
    opening = calendar.next_open(moment)

    assert calendar.is_open(opening)
    assert calendar.is_open(moment) is (opening == moment)
    assert calendar.between(moment, opening) == timedelta(0)


@settings(max_examples=150, deadline=None)
@given(windows(step=1), places(), MINUTES, MINUTES, st.integers(0, 6))
def test_equals_a_clock_watched_minute_by_minute(
    week: Windows, place: tuple[str, datetime], wait: timedelta, span: timedelta, closed: int
):
    zone, midnight = place
    day_off = (midnight + timedelta(days=closed)).date()
    calendar = office_hours(zone, week, closings=[day_off])
    oracle = Oracle(ZoneInfo(zone), week, [day_off])
    start, end = midnight + wait, midnight + wait + span

    assert calendar.between(start, end) == oracle.between(start, end)
    assert calendar.is_open(start) is oracle.is_open(start)


@settings(max_examples=150, deadline=None)
@given(windows(step=5), places(), MINUTES, st.integers(0, 2000).map(lambda n: timedelta(minutes=n)))
def test_due_equals_that_of_a_clock_watched_minute_by_minute(
    week: Windows, place: tuple[str, datetime], wait: timedelta, work: timedelta
):
    zone, midnight = place
    start, give_up = midnight + wait, midnight + timedelta(days=7)

    expected = Oracle(ZoneInfo(zone), week).add(start, work, give_up)
    due = office_hours(zone, week).add(start, work)

    assert due == expected if expected else due > give_up
