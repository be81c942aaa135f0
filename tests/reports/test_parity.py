"""The worked examples of DOMAIN, section 3, from rows of the database to the verdict."""

import math
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.reports.parity import evaluate
from kundenkreis.reports.population import Scope
from kundenkreis.reports.shapes import ParityData
from kundenkreis.reports.windows import Window
from tests.cast import NOW, Cast, berlin, cast
from tests.reports.history import Owed, stratum, write

pytestmark = pytest.mark.django_db

DUE = berlin(10, 14, 12)
AUTUMN = Window(date(2026, 9, 1), date(2026, 11, 17))


@pytest.fixture
def made() -> Cast:
    return cast()


def _evaluate(team: int | None = None) -> ParityData:
    return evaluate(Scope(team, AUTUMN, ZoneInfo("Europe/Berlin"), NOW))


def test_second_example_reads_as_in_the_display_line(made):
    write(
        made,
        stratum((120, 150), (45, 50), DUE, "auskunft", 2)
        + stratum((42, 60), (96, 120), DUE, "auskunft", 3)
        + stratum((18, 30), (49, 70), DUE, "rechnung", 2),
    )

    data = _evaluate()

    parity = data["parity"]
    assert parity["index"] == pytest.approx(90.0, abs=0.005)
    assert parity["standard_error"] == pytest.approx(4.143, abs=0.0005)
    assert parity["ci95"] == pytest.approx([81.88, 98.12], abs=0.005)
    assert parity["ci90"] == pytest.approx([83.19, 96.81], abs=0.005)
    assert (parity["internal"]["total"], parity["external"]["total"]) == (240, 240)
    assert parity["comparability"] == 1.0
    assert data["verdict"]["headline"] == "internal_disadvantaged"
    assert data["needed_per_class"] is None


def test_first_example_is_open_although_the_crude_rates_differ(made):
    write(made, stratum((144, 160), (36, 40), DUE, "auskunft", 2) + stratum((24, 40), (96, 160), DUE, "auskunft", 3))

    data = _evaluate()

    assert data["parity"]["index"] == pytest.approx(100.0, abs=1e-9)
    assert data["verdict"]["headline"] == "open"
    assert data["difference"] is not None
    assert data["difference"][0] == pytest.approx(18.0)


def test_open_says_how_many_promises_a_proof_would_take(made):
    write(made, stratum((45, 50), (45, 50), DUE, "auskunft", 2))

    assert _evaluate()["needed_per_class"] == 617
    assert _evaluate(made.teams["sued"].pk)["needed_per_class"] == 155


def test_margin_is_wider_for_a_team(made):
    write(made, stratum((20, 20), (20, 20), DUE, "auskunft", 2))

    assert _evaluate()["margin"] == 5
    assert _evaluate(made.teams["sued"].pk)["margin"] == 10


def test_promises_of_one_requester_are_held_together(made):
    kept = {True: [(1, 1), (1, 0), (0, 0), (1, 1), (1, 1)], False: [(1, 1), (1, 1), (1, 0), (1, 1), (1, 1)]}
    write(
        made,
        [
            Owed(internal, DUE, "kept" if one else "broken", asker=f"asker {number}")
            for internal, askers in kept.items()
            for number, pair in enumerate(askers)
            for one in pair
        ],
    )

    data = _evaluate()

    assert data["parity"]["internal"]["requesters"] == 5
    assert data["parity"]["index"] == pytest.approx(80.0)
    # u_g per requester: half of her promises' differences from .7 and .9; SE = sqrt(10/9 * sum of squares).
    internal = [0.6, -0.4, -1.4, 0.6, 0.6]
    external = [0.2, 0.2, -0.8, 0.2, 0.2]
    spread = math.sqrt(10 / 9 * sum((u / 10) ** 2 for u in internal + external)) * 100
    floor = math.sqrt(_floor(7, 10) + _floor(9, 10)) * 100
    assert data["parity"]["standard_error"] == pytest.approx(max(spread, floor))


def _floor(good: int, total: int) -> float:
    pulled = (good + 0.5) / (total + 1)
    return pulled * (1 - pulled) / (total + 1)


def test_waiting_ratio_counts_working_time_and_what_is_known_of_unanswered_requests(made):
    """The worked example of W with tau = 8 hours, every wait begun on a Friday 12:00 so that weekends lie between."""
    friday = berlin(10, 9, 12)
    hours = {
        True: [(1, 1), (2, 1), (4, 1), (6, 0), (8, 1), (9, 0)],
        False: [(1, 1), (1, 1), (2, 1), (3, 1), (5, 0), (6, 1)],
    }
    write(
        made,
        [
            Owed(
                internal,
                DUE,
                "broken" if answered else "withdrawn",
                kind="first_answer",
                given_at=friday,
                settled_at=_after(friday, wait),
                target=9600,
            )
            for internal, waits in hours.items()
            for wait, answered in waits
        ],
    )

    waiting = _evaluate()["waiting"]

    assert waiting["ratio"] == pytest.approx(1.6316, abs=0.00005)
    assert waiting["ci95"] == pytest.approx([0.806, 3.301], abs=0.0005)
    assert waiting["internal_mean"] == pytest.approx(5.1667 * 3600, abs=0.5)
    assert waiting["external_mean"] == pytest.approx(3.1667 * 3600, abs=0.5)


def _after(friday: object, hours: int) -> object:
    """Five working hours are left on the Friday; the rest falls on Monday from 08:00 on."""
    assert isinstance(friday, type(DUE))
    return friday + timedelta(hours=hours) if hours <= 5 else berlin(10, 12, 8) + timedelta(hours=hours - 5)


def test_who_is_refused_quickly_is_named_in_the_verdict(made):
    rows = [Owed(True, DUE, outcome="granted" if n < 10 else "refused") for n in range(40)]
    rows += [Owed(False, DUE, outcome="granted" if n < 35 else "refused") for n in range(40)]
    write(made, rows)

    data = _evaluate()

    assert data["parity"]["index"] == 100
    assert data["verdict"]["internal_refused_more"] is True
    assert data["outcome"]["index"] == pytest.approx(100 - 62.5)
