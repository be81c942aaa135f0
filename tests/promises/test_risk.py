"""The stored moment of risk and the ring on the row say the same."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenkreis.promises.calendars import calendar_of
from kundenkreis.promises.clock import clock, risk_at
from kundenkreis.promises.models import CalendarVersion
from tests.cast import WEEK, berlin

BASE = datetime(2026, 11, 16, tzinfo=UTC)


@pytest.fixture
def version(db: None) -> int:
    made = CalendarVersion.objects.create(since=BASE, zone="Europe/Berlin", state="BY", windows=WEEK)
    return made.pk


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 14 * 24 * 60), st.integers(1, 80 * 60), st.integers(0, 30 * 24 * 60))
def test_ring_turns_when_the_stored_moment_has_passed(version: int, given_minute: int, target: int, seen: int):
    calendar = calendar_of(version)
    given_at = BASE + timedelta(minutes=given_minute)
    due_at = calendar.add(given_at, timedelta(minutes=target))
    now = given_at + timedelta(minutes=seen, seconds=1)

    shown = clock(given_at, due_at, None, "open", version, now)

    moment = risk_at(given_at, due_at, calendar)
    assert (shown.state == "risk") == (moment < now <= due_at)


def test_nothing_becomes_more_urgent_overnight(version: int):
    due_at = berlin(11, 18, 9)

    moment = risk_at(berlin(11, 17, 12), due_at, calendar_of(version))

    assert moment == berlin(11, 18, 8)
