"""Placing a case in the queue."""

from datetime import datetime

from kundenkreis.cases.models import Case
from kundenkreis.promises.calendars import calendar_of
from kundenkreis.promises.clock import risk_at
from kundenkreis.promises.fold import State
from kundenkreis.promises.pledge import CALLBACK, DUE_DATE, Pledge
from kundenkreis.queue.models import Place

# An open case in which nothing is owed at present goes to the end.
NOTHING_DUE = datetime.fromisoformat("9999-01-01T00:00:00+00:00")


def place_for(case: Case, state: State, rest_until: datetime | None, now: datetime) -> Place | None:
    """Return the place of a case, or None when nothing is left to do.

    A case is parked while everything owed waits for the requester, or while
    it rests. A rest ends early on the morning of the day on which something
    is due, so that resting never hides a promise; the date itself stays and
    survives whatever the customer writes meanwhile.
    """
    owed = state.owed()
    if not case.is_open and not owed:
        return None
    running = [p for p in owed if p.paused_since is None]
    first = min(running or owed, key=lambda p: (p.due_at, p.no), default=None)
    waiting = bool(owed) and not running
    wakes = _wakes(rest_until, min(running, key=lambda p: (p.due_at, p.no), default=None), now)
    return Place(
        case_id=case.pk,
        team_id=case.team_id,
        parked=waiting or wakes is not None,
        waiting=waiting,
        parked_until=wakes,
        rest_until=rest_until,
        due_at=first.due_at if first else NOTHING_DUE,
        risk_at=risk_at(first.given_at, first.due_at, calendar_of(first.calendar)) if first else None,
        dated=any(p.kind in (CALLBACK, DUE_DATE) for p in owed),
        received_at=case.received_at,
        taken_by_id=case.taken_by_id,
        type_id=case.type_id,
        organisation_id=case.organisation_id,
        is_confidential=case.is_confidential,
    )


def _wakes(rest_until: datetime | None, first: Pledge | None, now: datetime) -> datetime | None:
    if rest_until is None or rest_until <= now:
        return None
    if first is None:
        return rest_until
    morning = calendar_of(first.calendar).start_of_day(first.due_at)
    wakes = min(rest_until, morning)
    return wakes if wakes > now else None


def put(place: Place | None, case_id: int) -> None:
    """Store the place, or take the case out of the queue."""
    if place is None:
        Place.objects.filter(case_id=case_id).delete()
        return
    Place.objects.bulk_create(
        [place],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=[f.attname for f in Place._meta.concrete_fields if not f.primary_key],
    )


def waking(now: datetime, limit: int = 500) -> list[int]:
    """Return the parked cases whose time has come."""
    found = Place.objects.filter(parked_until__isnull=False, parked_until__lte=now)
    return list(found.order_by("parked_until").values_list("case_id", flat=True)[:limit])
