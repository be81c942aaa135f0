"""Whatever is thrown at an address, the answer is a page of ours that says what to do, and nothing typed is lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kundenkreis.web
from kundenkreis.base import reference
from kundenkreis.cases.forms import Kind
from tests.cast import Cast
from tests.naughty import JUNK
from tests.web.access import LINES
from tests.web.portal import Hands, hands, tannhof
from tests.web.scene import open_scene, undone
from tests.web.throwing import BY_NAME, Hall, Target, check, coded, once

__all__ = ["hands", "tannhof"]

AREAS = sorted({line.name.partition(".")[0] for line in LINES})
RELAXED = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
# Any text means something there: it is searched for, or stands in a form that is still to be filled in.
FREE = re.compile(r"q|name|words|text|subject|needed_by|reason|whom|key|day|clock|files|f-.*")
NONSENSE = ["x", "²", "-1", "\x00", "9" * 5000]
SOURCES = Path(kundenkreis.web.__file__).parent
READS = [
    re.compile(r'(?:request\.(?:GET|POST|FILES)|(?<!\.)(?:typed|data|query))\.(?:get|getlist)\(\s*"([\w-]+)"'),
    re.compile(r'(?:number|numbers|choice)\((?:request\.\w+|query|data), "([\w-]+)"'),
    re.compile(r'"([\w-]+)" (?:not )?in (?:request\.(?:GET|POST|FILES)|typed)\b'),
]


@pytest.fixture
def hall(tannhof: Cast, hands: Hands) -> Hall:
    """A company in which every address leads somewhere, and whose form asks questions of every kind."""
    asked = tannhof.types["auskunft"]
    asked.form = [{"name": kind.replace("_", ""), "kind": kind, "label": kind, **_choices(kind)} for kind in Kind]
    asked.save()
    reference.forget()
    return Hall(open_scene(tannhof))


def _choices(kind: Kind) -> dict[str, list[str]]:
    return {"choices": ["a", "b"]} if kind in (Kind.CHOICE, Kind.CHOICES) else {}


@pytest.mark.parametrize("area", AREAS)
def test_junk_is_answered_with_a_page_and_nothing_typed_is_lost(hall: Hall, area: str):
    for target in hall.targets(area):
        if target.names:
            throw_at(target)


def throw_at(target: Target) -> None:
    inputs = st.dictionaries(st.sampled_from(target.names), st.lists(JUNK, max_size=2), min_size=1, max_size=4)

    @RELAXED
    @given(inputs, st.booleans(), st.booleans(), st.booleans())
    def throw(junk: dict[str, list[str]], rest: bool, also_behind: bool, by_htmx: bool) -> None:
        typed = {**(once(target.filled) if rest else {}), **junk}
        with undone():
            answered = target.send(typed, coded(junk) if also_behind else "", by_htmx=by_htmx)
            check(target, answered, typed if target.line.method == "POST" else {}, by_htmx=by_htmx)

    throw()


def test_everything_that_is_read_anywhere_is_thrown_at(hall: Hall):
    thrown_at = {name for target in hall.targets() for name in target.names}

    assert set(_read_in_sources()) - thrown_at == set()
    assert set(_asked_in_forms(forms.Form)) - thrown_at == set()


def _read_in_sources() -> Iterator[str]:
    for file in SOURCES.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        yield from (name for reading in READS for name in reading.findall(text))


def _asked_in_forms(kind: type[forms.Form]) -> Iterator[str]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("kundenkreis."):
            yield from one.base_fields
        yield from _asked_in_forms(one)


def test_nonsense_in_an_address_is_said(hall: Hall):
    passed_over = [
        (target.line.name, name, nonsense[:9])
        for target in hall.targets(method="GET")
        for name in target.names
        if not FREE.fullmatch(name)
        for nonsense in NONSENSE
        if target.send({**once(target.filled), name: [nonsense]}).status_code < 400
    ]

    assert passed_over == []


@pytest.mark.parametrize("number", ["0", "9223372036854775808", "9" * 20, "9" * 5000])
def test_number_of_nothing_leads_nowhere(hall: Hall, number: str):
    for address in BY_NAME.values():
        numbers = {name: number for name in address.parameters if name.endswith("_id") or name == "no"}
        path = address.filled({**hall.scene.own, **hall.scene.of_asked, **numbers})
        for client in [hall.clients[role] for role in ("member", "admin") if numbers]:
            with undone():
                answers = client.get(path), client.post(path, hall.scene.typed(address))
            assert all(400 <= one.status_code < 500 for one in answers), path[:80]
