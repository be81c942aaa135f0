"""Whether the repeated cases are true: their facts, folded anew, give the promises and places that are stored."""

from datetime import datetime
from random import Random

from kundenkreis.cases.models import Case, Message
from kundenkreis.ledger.queries import facts_of
from kundenkreis.promises.actions import row
from kundenkreis.promises.calendars import calendar_of
from kundenkreis.promises.fold import fold
from kundenkreis.promises.models import Promise
from kundenkreis.queue.actions import place_for
from kundenkreis.queue.models import Place

SAMPLE = 400


def check(count: int, now: datetime) -> None:
    """Compare a sample of cases and some totals. Raises AssertionError that names the first case that is wrong."""
    numbers = Random(3).sample(range(1, count + 1), SAMPLE) + list(range(count - 50, count + 1))
    for case in Case.objects.filter(pk__in=numbers):
        _check(case, now)
    opened = count // 10
    found = (Case.objects.count(), Message.objects.count(), Place.objects.count())
    assert found == (count, 3 * count, opened), f"cases, messages, places: {found}"


def _check(case: Case, now: datetime) -> None:
    state = fold(facts_of("case", case.pk), calendar_of)
    stored = {promise.no: _values(promise) for promise in Promise.objects.filter(case=case)}
    folded = {no: _values(row(case.pk, pledge)) for no, pledge in state.promises.items()}
    assert stored == folded, f"case {case.pk}: {stored} is stored, {folded} follows from its facts"
    place, expected = Place.objects.filter(case=case).first(), place_for(case, state, None, now)
    assert _values(place) == _values(expected), f"case {case.pk}: {_values(place)}, expected {_values(expected)}"
    said = case.messages.count()
    assert case.changed == said == 3, f"case {case.pk} has {said} messages"


def _values(one: Promise | Place | None) -> dict[str, object]:
    if one is None:
        return {}
    return {f.column: getattr(one, f.attname) for f in one._meta.concrete_fields if f.column != "id"}
