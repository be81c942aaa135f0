"""Filters as conditions on `queue_place p`, with their values in order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kundenkreis.cases.reference import TypeFacts
from kundenkreis.queue import filters as views
from kundenkreis.queue.filters import Filters
from kundenkreis.queue.skills import Fit
from kundenkreis.teams.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL that is true or false for one place, and the values for its placeholders."""

    sql: str
    values: tuple[Any, ...] = ()


EVERYTHING, NOTHING = Condition("true"), Condition("false")


def every(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that all of these hold."""
    listed = list(conditions)
    sql = " and ".join(c.sql for c in listed) or "true"
    return Condition(sql, tuple(v for c in listed for v in c.values))


def of_team(viewer: Viewer, team_id: int) -> Condition:
    """The places of one team that the viewer may see. A team she neither works in nor coaches has none for her."""
    if team_id not in viewer.seen_teams:
        return NOTHING
    return every([Condition("p.team_id = %s", (team_id,)), _open_to(viewer)])


def of_person(viewer: Viewer) -> Condition:
    """What the viewer has taken, whatever team it belongs to."""
    return every([Condition("p.taken_by_id = %s", (viewer.id,)), _open_to(viewer)])


def _open_to(viewer: Viewer) -> Condition:
    """Confidential cases are there for the persons named for their type, and for nobody else (DOMAIN 10)."""
    if not viewer.named_types:
        return Condition("not p.is_confidential")
    return Condition("(not p.is_confidential or p.type_id = any(%s))", (sorted(viewer.named_types),))


def of_view(view: str, viewer: Viewer, now: datetime) -> Condition:
    """What belongs to one of the views everybody has."""
    known = {
        views.UNOWNED: Condition("p.taken_by_id is null"),
        views.MINE: Condition("p.taken_by_id = %s", (viewer.id,)),
        views.RISK: Condition("not p.parked and p.due_at >= %s and p.risk_at < %s", (now, now)),
        views.DATED: Condition("p.dated"),
        views.RESTING: Condition("p.parked"),
    }
    return known.get(view, EVERYTHING)


def narrowed(filters: Filters, types: Mapping[int, TypeFacts], fits: Mapping[int, Fit]) -> Condition:
    """What the filters leave of a view, except the words that were searched for.

    `fits` tells for each request type how the viewer's skills meet it; it
    is needed only where `filters.by_skill` says so.
    """
    chosen = []
    if filters.customer is not None:
        chosen.append(Condition("p.organisation_id = %s", (filters.customer,)))
    wanted = type_ids(filters, types, fits)
    if wanted is not None:
        chosen.append(Condition("p.type_id = any(%s)", (sorted(wanted),)))
    return every(chosen)


def type_ids(filters: Filters, types: Mapping[int, TypeFacts], fits: Mapping[int, Fit]) -> set[int] | None:
    """Return the request types that are left, or None if no filter is about them."""
    asked: list[tuple[bool, Callable[[TypeFacts], bool]]] = [
        (filters.type is not None, lambda t: t.id == filters.type),
        (filters.skill is not None, lambda t: filters.skill in t.skills),
        (filters.fits, lambda t: fits[t.id].fits),
        (filters.learn, lambda t: fits[t.id].teaches),
    ]
    tests = [test for is_asked, test in asked if is_asked]
    return {t.id for t in types.values() if all(test(t) for test in tests)} if tests else None
