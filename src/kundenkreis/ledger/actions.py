"""Writing facts. Nothing else in the product inserts into the ledger."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from kundenkreis.ledger.models import Fact


def fact(
    thing: str, thing_id: int, kind: str, *, at: datetime, by: int | None = None, data: Mapping[str, Any] | None = None
) -> Fact:
    """Return a fact that is not stored yet."""
    return Fact(thing=thing, thing_id=thing_id, kind=kind, at=at, actor_id=by, data=dict(data or {}))


def record(facts: Iterable[Fact]) -> list[Fact]:
    """Store facts in the given order, in one statement, and return them with their ids."""
    return Fact.objects.bulk_create(list(facts))
