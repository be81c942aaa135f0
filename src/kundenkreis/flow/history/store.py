"""Writing histories by the thousand, with COPY."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField, Model

from kundenkreis.base.step import step
from kundenkreis.cases.models import Case, Message, Step
from kundenkreis.cases.search import refresh
from kundenkreis.flow.history.played import History
from kundenkreis.ledger.models import Fact
from kundenkreis.promises.actions import row
from kundenkreis.promises.models import Promise
from kundenkreis.queue.actions import place_for
from kundenkreis.queue.models import Place

BATCH = 1_000


def reserve(count: int) -> list[int]:
    """Return as many case numbers as nobody else will get, in rising order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence('cases_case', 'id')) from generate_series(1, %s)", [count]
        )
        return [number for (number,) in cursor.fetchall()]


def write(
    histories: Iterable[History], now: datetime, *, size: int = BATCH, report: Callable[[int], object] | None = None
) -> int:
    """Store histories as they stand at `now`, with everything the steps would have stored. Returns how many.

    They are taken from the iterable `size` at a time; every batch is one
    transaction, after which `report` hears how many are stored so far. A
    part (see `History.ask_team`) comes after its case, in the same batch or
    a later one. No job is queued, so nobody gets a mail about old times.
    Raises IntegrityError, with nothing of the batch stored, when a case's
    `source` is there already.
    """
    stored = 0
    for batch in _batches(histories, size):
        _store(batch, now)
        stored += len(batch)
        if report is not None:
            report(stored)
    return stored


def _batches(histories: Iterable[History], size: int) -> Iterator[list[History]]:
    rest = iter(histories)
    while batch := list(islice(rest, size)):
        yield batch


@step
def _store(batch: list[History], now: datetime) -> None:
    _number(batch)
    for history in batch:
        history.run(now)
        _finish(history)
    hands = [history.hand for history in batch]
    _copy(Case, (hand.case for hand in hands), with_id=True)
    _copy(Message, (message for hand in hands for message in hand.messages))
    _copy(Step, (step for hand in hands for step in hand.steps))
    _copy(Fact, (fact for hand in hands for fact in hand.facts))
    _copy(Promise, (row(hand.case.pk, pledge) for hand in hands for pledge in hand.state.promises.values()))
    places = (place_for(hand.case, hand.state, hand.rest_until, now) for hand in hands)
    _copy(Place, (place for place in places if place is not None), with_id=True)
    refresh(hand.case.pk for hand in hands)


def _number(batch: list[History]) -> None:
    """Give a number to every case of the batch that has none, and to the parts it speaks of."""
    cases = [case for history in batch for case in (history.case, *(part.case for part in history.parts))]
    nameless = [case for case in cases if case.pk is None]
    for case, number in zip(nameless, reserve(len(nameless)), strict=True):
        case.pk = case.pk or number


def _finish(history: History) -> None:
    """Let everything that belongs to a case know its number, and count what was said."""
    hand, case = history.hand, history.case
    case.changed = len(hand.messages)
    if case.parent is not None:
        case.parent_id = case.parent.pk
    for message in hand.messages:
        message.case_id = case.pk
    for station in hand.steps:
        station.case_id = case.pk
    asked = iter(history.parts)
    for fact in hand.facts:
        fact.thing_id = case.pk
        if fact.kind == "team.asked":
            fact.data["case"] = next(asked).case.pk


def _copy(model: type[Model], rows: Iterable[Model], *, with_id: bool = False) -> None:
    """COPY rows into the table of their model; without ids the table numbers them in this order."""
    fields: list[Field[Any, Any]] = [f for f in model._meta.concrete_fields if with_id or not f.primary_key]
    values = attrgetter(*(f.attname for f in fields))
    json_at = [at for at, f in enumerate(fields) if isinstance(f, JSONField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(f.column or f.attname) for f in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as out:
        for one in rows:
            line = list(values(one))
            for at in json_at:
                line[at] = json.dumps(line[at])
            out.write_row(line)
