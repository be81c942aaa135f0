"""Every evaluation is an entry of the catalogue, complete, and there is no way around it (DOMAIN 10.3)."""

import ast
from dataclasses import replace

import pytest

from kundenkreis.reports.catalogue import ENTRIES, Entry
from tests.architecture.sources import python_sources

# Modules of the room that compute. Only the catalogue calls them.
COMPUTING = {"columns", "population", "hands", "strata", "trend", "parity", "present"}
ASKED_BY = {"parity": {"catalogue"}}


def incomplete(entry: Entry) -> list[str]:
    """Return what an entry does not say, or may not say."""
    said = {
        "title": str(entry.title).strip(),
        "purpose": str(entry.purpose).strip(),
        "fields": all(str(field).strip() for field in entry.fields) and bool(entry.fields),
        "levels": bool(entry.levels),
        "minimum group": 5 <= entry.minimum_group <= 10,
        "audience": bool(entry.audience),
        "retention": str(entry.retention).strip(),
        "agreement": str(entry.agreement).strip(),
    }
    return [name for name, value in said.items() if not value]


def ways_around(path: str, source: str) -> list[str]:
    """Return the imports by which a module could evaluate without asking the catalogue."""
    own = path.removeprefix("reports/").removesuffix(".py") if path.startswith("reports/") else None
    found = []
    for node in ast.walk(ast.parse(source)):
        for module in _imported(node):
            if own in COMPUTING and module != "parity":
                continue
            if module in COMPUTING and own not in ASKED_BY.get(module, set()) and not _only_a_shape(own, node):
                found.append(f"line {node.lineno}: imports reports.{module}")  # type: ignore[attr-defined]
    return found


def _imported(node: ast.AST) -> list[str]:
    """Return the modules of the reports room that a node imports; the room's models hold results."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module:
        names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    else:
        return []
    return [name.split(".")[2] for name in names if name.startswith("kundenkreis.reports.")]


def _only_a_shape(own: str | None, node: ast.AST) -> bool:
    """Whether the catalogue itself takes the scope it hands on to a computation."""
    return own == "catalogue" and isinstance(node, ast.ImportFrom) and [a.name for a in node.names] == ["Scope"]


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.name)
def test_entry_says_everything_that_was_agreed(entry):
    assert incomplete(entry) == []


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"purpose": " "}, "purpose"),
        ({"fields": ()}, "fields"),
        ({"levels": frozenset()}, "levels"),
        ({"minimum_group": 4}, "minimum group"),
        ({"minimum_group": 11}, "minimum group"),
        ({"audience": frozenset()}, "audience"),
        ({"retention": ""}, "retention"),
        ({"agreement": ""}, "agreement"),
    ],
)
def test_check_finds_an_incomplete_entry(change, missing):
    assert incomplete(replace(ENTRIES["parity"], **change)) == [missing]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("web/parity/pages.py", "from kundenkreis.reports.parity import evaluate"),
        ("web/parity/pages.py", "import kundenkreis.reports.population as rows"),
        ("console/reports.py", "from kundenkreis.reports import hands"),
        ("flow/tasks.py", "from kundenkreis.reports.population import Scope, promises_due"),
        ("reports/queries.py", "from kundenkreis.reports.parity import evaluate"),
        ("reports/queries.py", "from kundenkreis.reports.trend import trend_of"),
        ("reports/catalogue.py", "from kundenkreis.reports.population import promises_due"),
    ],
)
def test_check_finds_a_way_around(path, source):
    assert ways_around(path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("web/parity/pages.py", "from kundenkreis.reports.queries import parity"),
        ("reports/parity.py", "from kundenkreis.reports.population import promises_due"),
        ("reports/catalogue.py", "from kundenkreis.reports.parity import evaluate"),
        ("reports/catalogue.py", "from kundenkreis.reports.population import Scope"),
        ("web/parity/pages.py", "from kundenkreis.measures import parity"),
    ],
)
def test_check_leaves_the_rest_alone(path, source):
    assert ways_around(path, source) == []


def test_there_is_no_way_around_the_catalogue():
    found = {path: ways for path, text in python_sources() if (ways := ways_around(path, text))}

    assert found == {}
