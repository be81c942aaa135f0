"""Jobs that come round by the clock."""

from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.contrib.django import app

from kundenkreis.flow import tasks
from kundenkreis.people.models import Person, Session
from kundenkreis.reports.models import Access, Snapshot
from tests.cast import Cast

NIGHTLY = "kundenkreis.flow.tasks.forget"


def test_what_is_kept_no_longer_goes_every_night():
    crons = {one.task.name: one.cron for one in app.periodic_registry.periodic_tasks.values()}

    assert crons[NIGHTLY] == "17 3 * * *"


@pytest.mark.parametrize(("age", "left"), [(timedelta(hours=20), 1), (timedelta(days=2), 0)])
def test_night_removes_results_older_than_a_day(tannhof: Cast, age: timedelta, left: int):
    Snapshot.objects.create(entry="parity", scope="company", computed_at=datetime.now(UTC) - age, data={})

    tasks.forget(0)

    assert Snapshot.objects.count() == left


@pytest.mark.parametrize(("age", "left"), [(timedelta(days=360), 1), (timedelta(days=370), 0)])
def test_night_removes_accesses_older_than_a_year(tannhof: Cast, age: timedelta, left: int):
    person: Person = tannhof.people["aylin"]
    Access.objects.create(at=datetime.now(UTC) - age, person=person, what="parity", scope="company")

    tasks.forget(0)

    assert Access.objects.count() == left


@pytest.mark.parametrize(("age", "left"), [(timedelta(hours=-1), 1), (timedelta(hours=1), 0)])
def test_night_removes_sessions_that_have_ended(tannhof: Cast, age: timedelta, left: int):
    Session.objects.create(session_key="abc", session_data="", expire_date=datetime.now(UTC) - age)

    tasks.forget(0)

    assert Session.objects.count() == left
