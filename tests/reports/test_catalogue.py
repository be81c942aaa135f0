"""What is not in the catalogue cannot run, and whoever looks is written down."""

import threading
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from kundenkreis.reports import actions, queries
from kundenkreis.reports.catalogue import ENTRIES, Question, Withheld, run
from kundenkreis.reports.models import Access, Snapshot
from kundenkreis.reports.windows import Window
from tests.cast import NOW, Cast, berlin, cast
from tests.reports.history import enlarge, stratum, write

pytestmark = pytest.mark.django_db

WINDOW = Window(date(2026, 9, 1), date(2026, 11, 17))


@pytest.fixture
def made() -> Cast:
    made = cast()
    for team in made.teams.values():
        enlarge(team, 5)
    return made


def test_what_is_not_in_the_catalogue_does_not_run(made):
    with pytest.raises(Withheld) as refusal:
        run("speed_by_person", made.viewer("management"), Question(None, WINDOW), NOW)

    assert refusal.value.reason == "unknown"
    assert not Access.objects.exists()


@pytest.mark.parametrize(
    ("who", "company", "own", "other"),
    [
        ("aylin", True, True, False),
        ("coach", True, True, False),
        ("mareike", True, False, True),
        ("management", True, True, True),
        ("works_council", False, False, False),
        ("hr", False, False, False),
        ("admin", False, False, False),
        ("uwe", False, False, False),
        ("sandra", False, False, False),
    ],
)
def test_members_and_coaches_see_their_team_and_the_company_management_sees_all(made, who, company, own, other):
    scopes = [None, made.teams["sued"].pk, made.teams["buchhaltung"].pk]

    assert [_runs(made, who, scope) for scope in scopes] == [company, own, other]


def _runs(made: Cast, who: str, team: int | None) -> bool:
    try:
        run("parity", made.viewer(who), Question(team, WINDOW), NOW)
    except Withheld:
        return False
    return True


def test_a_team_of_fewer_than_five_is_not_seen_on_its_own_by_anybody(made):
    made.teams["sued"].memberships.filter(part="member").first().delete()

    for viewer in (made.viewer("aylin"), made.viewer("management"), None):
        with pytest.raises(Withheld) as refusal:
            run("parity", viewer, Question(made.teams["sued"].pk, WINDOW), NOW)
        assert refusal.value.reason == "group"


def test_rows_of_small_teams_count_in_the_companys_sum_only(made):
    write(
        made,
        stratum((10, 20), (20, 20), berlin(10, 14, 12), "auskunft", 2)
        + stratum((20, 20), (20, 20), berlin(10, 14, 12), "rechnung", 2),
    )
    made.teams["sued"].memberships.filter(part="member").first().delete()
    enlarge(made.teams["buchhaltung"], 9)

    data = queries.parity(None, Question(None, WINDOW), NOW)

    assert data["parity"]["internal"]["total"] == 40
    assert data["types"] == []
    assert data["strata"] == []


def test_looking_is_written_down_with_what_and_which_scope(made):
    run("parity", made.viewer("aylin"), Question(made.teams["sued"].pk, WINDOW), NOW)

    line = queries.accesses(10)[0]
    assert (line.name, line.what, line.at) == ("Aylin Demir", "parity", NOW)
    assert line.scope == f"team {made.teams['sued'].pk} 2026-09-01/2026-11-17"


def test_result_stays_for_a_quarter_of_an_hour_and_says_when_it_was_made(made):
    question, viewer = Question(None, WINDOW), made.viewer("aylin")
    first = queries.parity(viewer, question, NOW)
    write(made, stratum((5, 5), (5, 5), berlin(10, 14, 12), "auskunft", 2))

    after_14 = queries.parity(viewer, question, NOW + timedelta(minutes=14))
    after_16 = queries.parity(viewer, question, NOW + timedelta(minutes=16))

    assert after_14 == first
    assert after_14["computed_at"] == NOW.isoformat()
    assert after_16["parity"]["internal"]["total"] == 5
    assert after_16["computed_at"] == (NOW + timedelta(minutes=16)).isoformat()
    assert Access.objects.count() == 3


def test_afresh_computes_at_once(made):
    question = Question(None, WINDOW)
    queries.parity(None, question, NOW)
    write(made, stratum((5, 5), (5, 5), berlin(10, 14, 12), "auskunft", 2))

    assert queries.parity(None, question, NOW, afresh=True)["parity"]["internal"]["total"] == 5
    assert not Access.objects.exists()


def test_stored_result_equals_the_computed_one(made):
    write(made, stratum((9, 12), (11, 12), berlin(10, 14, 12), "auskunft", 2))
    question = Question(None, WINDOW)

    computed = queries.parity(None, question, NOW)

    assert queries.parity(None, question, NOW) == computed


def test_line_on_today_is_for_teams_large_enough(made):
    write(made, stratum((30, 40), (38, 40), berlin(10, 14, 12), "auskunft", 2))
    sued = made.teams["sued"].pk

    line = queries.parity_line(sued, NOW)

    assert line is not None
    assert (line["team"], line["first"], line["last"]) == (sued, "2025-11-18", "2026-11-17")
    made.teams["sued"].memberships.filter(part="member").first().delete()
    assert queries.parity_line(sued, NOW) is None
    assert not Access.objects.exists()


def test_results_are_forgotten_after_a_day_and_accesses_after_a_year(made):
    question = Question(None, WINDOW)
    run("parity", made.viewer("aylin"), question, NOW)

    assert actions.forget(NOW + timedelta(hours=23)) == (0, 0)
    assert actions.forget(NOW + timedelta(days=2)) == (1, 0)
    assert actions.forget(NOW + timedelta(days=366)) == (0, 1)
    assert not Snapshot.objects.exists()


def test_small_groups_of_requesters_are_counted_nowhere(made):
    due = berlin(10, 14, 12)
    write(
        made,
        stratum((10, 10), (9, 10), due, "auskunft", 1)
        + stratum((3, 4), (8, 8), due, "auskunft", 2)
        + stratum((6, 6), (6, 6), due, "auskunft", 3),
    )

    rows = queries.parity(None, Question(None, WINDOW), NOW)["strata"]

    assert [(row["urgency"], row["shown"], row["internal_due"]) for row in rows] == [
        (1, True, 10),
        (3, False, None),
        (2, False, None),
    ]


def test_a_class_of_fewer_than_five_requesters_is_not_spoken_of(made):
    write(made, stratum((3, 4), (18, 20), berlin(10, 14, 12), "auskunft", 2))

    data = queries.parity(None, Question(None, WINDOW), NOW)

    assert data["parity"]["internal"] == {
        "total": None,
        "good": None,
        "requesters": None,
        "share": None,
        "interval": None,
    }
    assert data["parity"]["index"] is None
    assert data["difference"] is None
    assert data["withdrawn"]["internal"] is None
    assert data["verdict"]["headline"] == "too_little_data"


@pytest.mark.django_db(transaction=True)
def test_whoever_asks_the_same_at_the_same_time_takes_the_first_result(made, monkeypatch):
    asked = []
    entry = ENTRIES["parity"]

    def slow(scope, withheld):
        asked.append(scope)
        time.sleep(0.4)
        return {"made": len(asked)}

    monkeypatch.setitem(ENTRIES, "parity", replace(entry, compute=slow))
    found = []

    def ask():
        found.append(run("parity", None, Question(None, WINDOW), NOW))
        connection.close()

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert found == [{"made": 1}] * 3
