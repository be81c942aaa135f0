"""Writing promises: the stored copy of what the facts say."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from kundenkreis.ledger.actions import fact
from kundenkreis.ledger.models import Fact
from kundenkreis.promises.fold import State
from kundenkreis.promises.models import Promise
from kundenkreis.promises.pledge import Pledge

_COPIED = (
    "team_id",
    "calendar_id",
    "urgency",
    "target",
    "window_from",
    "due_at",
    "anew_at",
    "paused_since",
    "verdict",
    "settled_at",
    "moves",
    "attempts",
    "reason",
    "announced",
)


_FIELDS = tuple(field.name for field in fields(Pledge))


def _values(pledge: Pledge) -> dict[str, Any]:
    """Return what a promise holds. `dataclasses.asdict` copies every date deeply, at thirty times the cost."""
    return {name: getattr(pledge, name) for name in _FIELDS}


def row(case_id: int, pledge: Pledge) -> Promise:
    """Return the row that copies the state of one promise."""
    values = _values(pledge)
    values.pop("missed")
    values["team_id"] = values.pop("team")
    values["calendar_id"] = values.pop("calendar")
    values["given_by_id"] = values.pop("given_by")
    return Promise(case_id=case_id, **values)


def snapshot(state: State) -> dict[int, dict[str, Any]]:
    """Remember how the promises of a case are stored now, to see later what changed."""
    return {no: _values(pledge) for no, pledge in state.promises.items()}


def announcements(case_id: int, state: State) -> list[Fact]:
    """Return a fact for every promise whose time has run out and that nobody was told of yet, by due date."""
    untold = [pledge for pledge in state.promises.values() if pledge.missed and not pledge.announced]
    untold.sort(key=lambda pledge: pledge.due_at)
    for pledge in untold:
        pledge.announced = True
    return [fact("case", case_id, "promise.broken", at=p.due_at, data={"no": p.no}) for p in untold]


def store(case_id: int, state: State, before: dict[int, dict[str, Any]]) -> None:
    """Bring the stored copy in line with the state: one insert for new rows, one update a changed row."""
    new, changed = [], []
    for no, pledge in state.promises.items():
        if no not in before:
            new.append(row(case_id, pledge))
        elif before[no] != _values(pledge):
            changed.append(row(case_id, pledge))
    if new:
        Promise.objects.bulk_create(new)
    for promise in changed:
        values = {name: getattr(promise, name) for name in _COPIED}
        Promise.objects.filter(case_id=case_id, no=promise.no).update(**values)


def overdue_cases(now: datetime, limit: int = 500) -> list[int]:
    """Return cases with a promise that ran out of time and was not announced, the longest overdue first."""
    found = Promise.objects.filter(settled_at=None, announced=False, paused_since=None, due_at__lt=now)
    rows = found.order_by("due_at").values_list("case_id", flat=True)[:limit]
    return list(dict.fromkeys(rows))
