"""Nothing sorts, filters, times, routes or decides by the class of a customer; only reports compare it."""

import ast
import re

import pytest

from tests.architecture.sources import PACKAGE, python_sources

CLASS = "customer_class"
# Rooms that may hold the word at all. `promises`, `queue`, `replies`, `mail` and the calculations may not.
KNOWING = ("people/", "cases/", "reports/", "flow/intake.py", "flow/newcomers.py", "console/", "web/")
# The class is compared here, and nowhere else.
COMPARING = ("reports/",)
# An imported organisation is made of the kind that the log's class says; nothing is decided about its cases.
SETTING = ("people/models.py", "flow/newcomers.py", "console/imports/", "console/demo_company/")
DECIDING_CALLS = {"filter", "exclude", "order_by", "get", "aggregate", "annotate", "distinct", "When", "Q", "sorted"}
# In SQL the class may stand in the list of columns that are read, never in a condition or an order.
DECIDING_SQL = re.compile(
    rf"\b(where|and|or|on|having|when|order\s+by|group\s+by|partition\s+by)\b(?:(?!\b(?:from|select|join)\b)[^;])*?\b{CLASS}\b",
    re.IGNORECASE | re.DOTALL,
)
SHOWN = re.compile(rf"{{{{\s*[\w.]+\.{CLASS}\|kind(\([^)]*\))?\s*}}}}")


def decisions(source: str) -> list[str]:
    """Return every place of a module at which something depends on the customer class."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare | ast.If | ast.IfExp | ast.Match | ast.Subscript) and _speaks(_deciding(node)):
            found.append(f"line {node.lineno}: decides by the class")
        if isinstance(node, ast.Call) and _name(node.func) in DECIDING_CALLS and _speaks_in_call(node):
            found.append(f"line {node.lineno}: finds or sorts by the class")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and DECIDING_SQL.search(node.value):
            found.append(f"line {node.lineno}: SQL decides by the class")
    return found


def _deciding(node: ast.AST) -> ast.AST:
    if isinstance(node, ast.If | ast.IfExp):
        return node.test
    if isinstance(node, ast.Match):
        return node.subject
    return node.slice if isinstance(node, ast.Subscript) else node


def _speaks(node: ast.AST) -> bool:
    return any(_name(part) == CLASS for part in ast.walk(node))


def _speaks_in_call(call: ast.Call) -> bool:
    words = [keyword.arg or "" for keyword in call.keywords]
    texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    by_key = [keyword.value for keyword in call.keywords if keyword.arg == "key"]
    return any(CLASS in word for word in (*words, *texts)) or any(map(_speaks, by_key))


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def template_decisions(text: str) -> int:
    """Return how often a template does anything with the class but show its mark."""
    return text.count(CLASS) - len(SHOWN.findall(text))


def test_only_reports_compare_the_customer_class():
    wrong = {
        path: decisions(source)
        for path, source in python_sources()
        if not path.startswith((*COMPARING, *SETTING)) and decisions(source)
    }
    assert wrong == {}


def test_rooms_that_order_and_time_do_not_know_the_word():
    knowing = [path for path, source in python_sources() if CLASS in source and not path.startswith(KNOWING)]
    assert knowing == []


def test_templates_show_the_mark_and_nothing_else():
    wrong = {
        path.name: template_decisions(path.read_text(encoding="utf-8"))
        for path in PACKAGE.rglob("templates/**/*.html")
        if path.name != "marks.html" and template_decisions(path.read_text(encoding="utf-8"))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "violation",
    [
        "if case.customer_class == 'external':\n    due -= HOUR",
        "x = 1 if case.customer_class else 2",
        "Case.objects.filter(customer_class='internal')",
        "Place.objects.order_by('case__customer_class', 'due_at')",
        "sorted(cases, key=lambda c: (c.customer_class, c.due_at))",
        "TARGETS[case.customer_class]",
        "match case.customer_class:\n    case 'internal': pass",
        "SQL = 'select id from cases_case order by customer_class, due_at'",
        "SQL = \"select id from cases_case where team_id = 1 and customer_class = 'internal'\"",
        "SQL = \"select case when c.customer_class = 'external' then 1 else 2 end from cases_case c\"",
    ],
)
def test_a_violation_is_found(violation: str):
    assert decisions(violation)


@pytest.mark.parametrize(
    "harmless",
    [
        "case.customer_class = account.organisation.customer_class",
        "SQL = 'select c.id, c.customer_class, c.subject from cases_case c where c.team_id = 1 order by c.id'",
        "row = Row(customer_class=case.customer_class)",
    ],
)
def test_reading_and_freezing_is_no_violation(harmless: str):
    assert decisions(harmless) == []


def test_a_template_that_decides_is_found():
    assert template_decisions("{% if case.customer_class == 'external' %}vip{% endif %}") == 1
    assert template_decisions('<tr class="{{ case.customer_class }}">') == 1
    assert template_decisions("{{ case.customer_class|kind }}") == 0
