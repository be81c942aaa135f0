"""Reading facts in the order in which they happened."""

from collections.abc import Iterable

from kundenkreis.ledger.models import Fact


def facts_of(thing: str, thing_id: int) -> list[Fact]:
    """Return every fact of one thing, oldest first."""
    return list(Fact.objects.filter(thing=thing, thing_id=thing_id).order_by("id"))


def latest(things: Iterable[str], limit: int, before: int | None = None) -> list[Fact]:
    """Return the newest facts of some kinds of things, newest first; `before` is the id of the last one seen."""
    found = Fact.objects.filter(thing__in=list(things))
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:limit])
