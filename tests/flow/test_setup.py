"""A company of one's own is set up from a table, as a whole or not at all."""

import tomllib
from typing import Any

import pytest

from kundenkreis.cases.models import RequestType
from kundenkreis.console.init import READY_TYPES
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.settings.plan import read_plan, seconds
from kundenkreis.flow.settings.setup import set_up
from kundenkreis.flow.settings.shapes import PlanError
from kundenkreis.ledger.models import Fact
from kundenkreis.people.models import Person
from kundenkreis.promises.calendars import calendar_of, current
from kundenkreis.teams.models import Company, Team
from tests.cast import NOW, berlin


def table(**more: Any) -> dict[str, Any]:
    return {
        "company": {"name": "Beispiel GmbH", "state": "BY"},
        "hours": {"mon": ["08:00-12:00", "13:00-17:00"], "tue": "08:00-17:00", "closings": ["2026-12-24"]},
        "teams": [{"name": "Kundenteam"}],
        "people": [{"name": "Anna Muster", "email": "anna@example.org", "teams": ["Kundenteam"], "roles": ["admin"]}],
        "request_types": [
            {"name": "Auskunft", "team": "Kundenteam", "targets": {"urgent": {"first_answer": "30 min"}}}
        ],
        **more,
    }


@pytest.mark.django_db
def test_a_table_becomes_a_company_with_hours_teams_people_and_types():
    done = set_up(read_plan(table()), now=NOW)

    assert (done.teams, done.people, done.request_types) == (1, 1, 1)
    assert calendar_of(current(None)).next_open(berlin(11, 23, 12, 30)) == berlin(11, 23, 13)
    assert RequestType.objects.get().targets.get(urgency=4).first_answer == 1800
    assert Person.objects.get().memberships.get().team == Team.objects.get()
    assert Fact.objects.filter(kind="setting.changed").count() == 5


@pytest.mark.django_db
def test_a_second_company_is_refused():
    set_up(read_plan(table()), now=NOW)

    with pytest.raises(Refused):
        set_up(read_plan(table()), now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"company": {"name": "X", "state": "XX"}}, "sixteen|sechzehn"),
        ({"people": [{"name": "Anna", "email": "no address"}]}, "Anna"),
        ({"people": [{"name": "Anna", "teams": ["Nobody"]}]}, "Nobody"),
        ({"request_types": [{"name": "A", "team": "Kundenteam", "targets": {"low": {"solution": "soon"}}}]}, "soon"),
        ({"hours": {"mon": "8 to 5"}}, "mon"),
        ({"hours": {}}, "."),
        ({"teams": [{"name": "Kundenteam"}, {"name": "Kundenteam"}]}, "name|Namen"),
        ({"colour": 1}, "colour"),
    ],
)
def test_what_cannot_be_done_is_named_and_nothing_is_set_up(more: dict[str, Any], says: str):
    with pytest.raises(PlanError, match=says):
        set_up(read_plan(table(**more)), now=NOW)

    assert not Company.objects.exists()


@pytest.mark.django_db
def test_the_ready_types_can_be_set_up():
    types = tomllib.loads(READY_TYPES.read_text(encoding="utf-8"))["request_types"]
    for item in types:
        item |= {"team": "Kundenteam"} if item.get("team") else {}
        item |= {"readers": ["anna@example.org"]} if item.get("confidential") else {}

    assert set_up(read_plan(table(request_types=types)), now=NOW).request_types == 5


def test_lengths_of_working_time_are_read():
    assert [seconds(text, "here") for text in ("30 min", "1,5 h", "2d")] == [1800, 5400, 57600]
