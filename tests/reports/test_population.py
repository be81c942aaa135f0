"""Which promises and cases count, by the rules of DOMAIN, section 3."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.people.models import Organisation
from kundenkreis.reports.parity import evaluate
from kundenkreis.reports.population import Scope
from kundenkreis.reports.shapes import ParityData
from kundenkreis.reports.windows import Window
from tests.cast import NOW, Cast, berlin, cast
from tests.reports.history import Owed, write

pytestmark = pytest.mark.django_db

NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30))
IN_TIME = berlin(11, 10, 12)


@pytest.fixture
def made() -> Cast:
    return cast()


def _evaluate(made: Cast, window: Window = NOVEMBER, team: str = "") -> ParityData:
    return evaluate(Scope(made.teams[team].pk if team else None, window, ZoneInfo("Europe/Berlin"), NOW))


def _some(internal: bool, count: int = 6, **more: object) -> list[Owed]:
    return [Owed(**{"internal": internal, "due_at": IN_TIME, **more}) for _ in range(count)]  # type: ignore[arg-type]


def _counts(data: ParityData) -> tuple[int | None, int | None, int | None, int | None]:
    inside, outside = data["parity"]["internal"], data["parity"]["external"]
    return inside["good"], inside["total"], outside["good"], outside["total"]


def test_kept_and_broken_promises_are_counted_by_class(made):
    write(made, _some(True, 6) + _some(True, 2, verdict="broken") + _some(False, 7))

    assert _counts(_evaluate(made)) == (6, 8, 7, 7)


def test_what_is_overdue_and_open_counts_as_broken(made):
    write(made, _some(True, 6) + _some(True, 1, verdict="open") + _some(False, 6))

    assert _counts(_evaluate(made)) == (6, 7, 6, 6)


def test_what_is_not_due_yet_does_not_count_even_if_it_is_done(made):
    tomorrow = NOW + timedelta(days=1)
    write(made, _some(True) + _some(False) + _some(True, 3, due_at=tomorrow, verdict="kept", settled_at=NOW))

    assert _counts(_evaluate(made)) == (6, 6, 6, 6)


def test_what_stands_still_has_no_due_date_and_does_not_count(made):
    write(made, _some(True) + _some(False) + _some(False, 2, verdict="open", paused_since=berlin(11, 9, 9)))

    assert _counts(_evaluate(made)) == (6, 6, 6, 6)


def test_withdrawn_is_out_of_the_rate_and_shown_as_a_count(made):
    write(made, _some(True) + _some(False) + _some(False, 2, verdict="withdrawn"))

    data = _evaluate(made)

    assert _counts(data) == (6, 6, 6, 6)
    assert data["withdrawn"] == {"internal": 0, "external": 2}


def test_moved_with_agreement_is_judged_by_the_new_date_and_counted(made):
    write(made, _some(True) + _some(False) + _some(True, 3, moves=1))

    data = _evaluate(made)

    assert _counts(data) == (9, 9, 6, 6)
    assert data["moved"] == {"internal": 3, "external": 0}


def test_confidential_requests_are_left_out(made):
    write(made, _some(True) + _some(False) + _some(True, 4, type="papiere", is_confidential=True, outcome="refused"))

    data = _evaluate(made)

    assert _counts(data) == (6, 6, 6, 6)
    assert data["outcome"]["internal"]["total"] == 0


def test_window_is_days_on_the_companys_wall_clock(made):
    first, last = berlin(11, 1, 0), berlin(11, 10, 23, 59)
    before, after = first - timedelta(seconds=1), berlin(11, 11, 0)
    write(made, [Owed(True, due) for due in (first, last, before, after)] + _some(True, 4) + _some(False))

    data = _evaluate(made, Window(date(2026, 11, 1), date(2026, 11, 10)))

    assert data["parity"]["internal"]["total"] == 6


def test_team_scope_holds_only_what_the_team_owes(made):
    write(made, _some(True) + _some(False) + _some(True, 5, type="rechnung") + _some(False, 5, type="rechnung"))

    assert _counts(_evaluate(made, team="buchhaltung")) == (5, 5, 5, 5)
    assert _counts(_evaluate(made)) == (11, 11, 11, 11)


def test_class_is_the_one_frozen_in_the_case(made):
    write(made, _some(True) + _some(False))
    Organisation.objects.update(customer_class="external", kind="customer")

    assert _counts(_evaluate(made)) == (6, 6, 6, 6)


def test_outcome_counts_ended_cases_by_how_they_ended(made):
    write(
        made,
        _some(True, 4, outcome="granted")
        + _some(True, 3, outcome="refused")
        + _some(True, 1, outcome="none")
        + _some(False, 6, outcome="granted"),
    )

    outcome = _evaluate(made)["outcome"]

    assert (outcome["internal"]["good"], outcome["internal"]["total"]) == (4, 8)
    assert (outcome["external"]["good"], outcome["external"]["total"]) == (6, 6)
    assert outcome["index"] == 50


def test_nothing_due_says_when_something_was_due_last(made):
    write(made, _some(True, due_at=berlin(3, 4, 12, year=2024)))

    data = _evaluate(made)

    assert data["verdict"]["headline"] == "too_little_data"
    assert data["parity"]["index"] is None
    assert data["latest_due"] == berlin(3, 4, 12, year=2024).isoformat()
