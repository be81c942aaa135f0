"""No statistics per person, anywhere (DOMAIN 10.2): not in SQL, not in the ORM, not in what an evaluation returns."""

import ast
import json
import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from kundenkreis.people.models import Person
from kundenkreis.reports.parity import evaluate
from kundenkreis.reports.population import Scope
from kundenkreis.reports.rules import Level
from kundenkreis.reports.windows import Window
from tests.architecture.sources import python_sources
from tests.cast import NOW, berlin, cast
from tests.reports.history import stratum, write

# Columns that say who did the work, and the requester as well.
WHO = ("taken_by", "author", "given_by", "owner", "actor", "uploaded_by", "person", "requester", "pressed_by")
GROUPED_SQL = re.compile(r"\b(group|partition)\s+by\b", re.IGNORECASE)
WHO_IN_SQL = re.compile(rf"\b({'|'.join(WHO)})(_id)?\b(?!_)", re.IGNORECASE)
GROUPING_METHODS = {"values", "values_list"}
COUNTING_METHODS = {"annotate", "aggregate"}
BUILT_IN_COUNTING = {"Count", "Avg", "Sum", "Min", "Max", "StdDev", "Variance"}

ALLOWED = {
    "reports/population.py": "the requester as the cluster of an interval; see the test of what comes out",
}


def person_statistics(source: str) -> list[str]:
    """Return every place in a module that counts or measures by person."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _sql_by_person(node.value):
            found.append(f"line {node.lineno}: SQL grouped by a person")
        if isinstance(node, ast.Call) and _query_by_person(node):
            found.append(f"line {node.lineno}: query grouped by a person")
    return found


def _sql_by_person(text: str) -> bool:
    return bool(GROUPED_SQL.search(text) and re.search(r"\bselect\b", text, re.I) and WHO_IN_SQL.search(text))


def _query_by_person(call: ast.Call) -> bool:
    """Whether this call counts (`annotate`, `aggregate`) after a `values` of a person, or counts a person's things."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr in COUNTING_METHODS):
        return False
    if not any(isinstance(node, ast.Name) and node.id in BUILT_IN_COUNTING for node in ast.walk(call)):
        return False
    chain = list(ast.walk(call.func.value))
    grouped = (node for node in chain if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    by_values = any(
        node.func.attr in GROUPING_METHODS and any(_names_a_person(argument) for argument in node.args)
        for node in grouped
        if isinstance(node.func, ast.Attribute)
    )
    of_persons = any(isinstance(node, ast.Name) and node.id in {"Person", "Membership"} for node in chain)
    return by_values or (of_persons and call.func.attr == "annotate" and not _by_team(chain))


def _names_a_person(argument: ast.expr) -> bool:
    text = argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""
    return any(part.removesuffix("_id") in WHO for part in text.split("__"))


def _by_team(chain: list[ast.AST]) -> bool:
    return any(isinstance(node, ast.Constant) and node.value in ("team", "team_id") for node in chain)


@pytest.mark.parametrize(
    "source",
    [
        'SQL = "select taken_by_id, count(*) from cases_case group by taken_by_id"',
        'SQL = """select avg(settled_at - given_at) over (partition by given_by_id) from promises_promise"""',
        'SQL = "select m.author_id, count(*) from cases_message m group by 1"',
        'Case.objects.values("taken_by").annotate(n=Count("id"))',
        'Message.objects.filter(by="team").values_list("author__name_key").annotate(n=Count("pk")).order_by("-n")',
        'Fact.objects.values("actor_id").annotate(first=Min("at"))',
        'Person.objects.annotate(solved=Count("taken_cases"))',
        'Promise.objects.values("case__person").annotate(kept=Avg("moves"))',
    ],
)
def test_check_finds_what_counts_by_person(source):
    assert person_statistics(source)


@pytest.mark.parametrize(
    "source",
    [
        'SQL = "select team_id, count(*) from cases_case group by team_id"',
        'Case.objects.values("team").annotate(n=Count("id"))',
        'Membership.objects.values_list("team_id").annotate(size=Count("id"))',
        'Person.objects.filter(pk=1).values_list("given_name")',
        'SQL = "select p.name from people_person p order by p.name_key"',
    ],
)
def test_check_leaves_the_rest_alone(source):
    assert person_statistics(source) == []


def test_nothing_in_the_product_counts_by_person():
    found = {path: places for path, text in python_sources() if (places := person_statistics(text))}

    assert {path: places for path, places in found.items() if path not in ALLOWED} == {}
    assert set(ALLOWED) <= set(found), "an exception is no longer needed"


def test_there_is_no_level_below_the_team():
    assert {level.value for level in Level} == {"company", "team"}


@pytest.mark.django_db
def test_an_evaluation_names_nobody():
    made = cast()
    with connection.cursor() as cursor:
        cursor.execute("select setval(pg_get_serial_sequence('people_person', 'id'), 7310000)")
    write(made, stratum((8, 12), (11, 12), berlin(10, 14, 12), "auskunft", 2))
    window = Window(date(2026, 9, 1), date(2026, 11, 17))

    text = json.dumps(evaluate(Scope(None, window, ZoneInfo("Europe/Berlin"), NOW)))

    assert Person.objects.filter(pk__gt=7310000, family_name__startswith="asker").count() == 24
    assert "73100" not in text
    assert "asker" not in text
    assert "person" not in text
