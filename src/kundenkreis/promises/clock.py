"""What a promise's clock shows, and when something would be due if asked now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from kundenkreis.promises.calendars import calendar_of, current
from kundenkreis.promises.pledge import BROKEN, OPEN
from kundenkreis.promises.targets import targets_for
from kundenkreis.worktime import Calendar

RISK_SECONDS, RISK_SHARE = 3600, 0.15


class Shown(Protocol):
    """What is needed of a promise to show its clock: the columns of `promises.models.Promise`."""

    given_at: datetime
    due_at: datetime
    paused_since: datetime | None
    settled_at: datetime | None
    verdict: str
    target: int | None
    calendar_id: int


@dataclass(frozen=True, slots=True)
class Remaining:
    """Working seconds left (negative: over), the share of the whole left (0 to 1), and the state to show."""

    seconds: int
    share: float
    state: str


def remaining(promise: Shown, now: datetime) -> Remaining:
    """Return what the clock of a promise shows at `now`, by its own frozen calendar.

    At risk is less than an hour, or less than 15 % of the whole.
    """
    if promise.settled_at is not None:
        return Remaining(0, 1.0, promise.verdict)
    return clock(promise.given_at, promise.due_at, promise.paused_since, promise.verdict, promise.calendar_id, now)


def clock(
    given_at: datetime, due_at: datetime, paused_since: datetime | None, verdict: str, calendar_id: int, now: datetime
) -> Remaining:
    """Return the clock of a promise that is owed. See `remaining`."""
    calendar = calendar_of(calendar_id)
    left = int(calendar.between(paused_since or now, due_at).total_seconds())
    whole = int(calendar.between(given_at, due_at).total_seconds())
    share = min(1.0, max(0.0, left / whole)) if whole > 0 else 0.0
    if paused_since is not None:
        return Remaining(left, share, "paused")
    if verdict == BROKEN or due_at < now:
        return Remaining(min(left, 0), 0.0, BROKEN)
    at_risk = left < RISK_SECONDS or share < RISK_SHARE
    return Remaining(left, share, "risk" if at_risk else OPEN)


def risk_at(given_at: datetime, due_at: datetime, calendar: Calendar) -> datetime:
    """Return the moment after which a promise that is not paused is at risk, by the rule of `remaining`.

    It lies inside working time: overnight nothing becomes more urgent. What
    has less than an hour from the start is at risk from the start.
    """
    whole = calendar.between(given_at, due_at)
    calm = whole - max(timedelta(seconds=RISK_SECONDS), whole * RISK_SHARE)
    return given_at if calm < timedelta() else calendar.next_open(calendar.add(given_at, calm))


def due_for(type_id: int, urgency: int, team_id: int | None, kind: str, start: datetime) -> datetime:
    """Return when a promise would be due that is given at `start`: shown before a request is sent."""
    seconds = targets_for(type_id, urgency).as_dict()[kind]
    return calendar_of(current(team_id)).add(start, timedelta(seconds=seconds))
