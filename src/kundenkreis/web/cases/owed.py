"""A promise as the page of a case shows it."""

from dataclasses import dataclass
from datetime import datetime

from kundenkreis.promises.of_case import Promised
from kundenkreis.web.cases.words import broken_reason, promise_title


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise with its clock: what the macros of `parts/promise.html` need, and what the side of the page adds.

    `left` is in working seconds, `late` in working seconds after the due date.
    """

    no: int
    kind: str
    title: str
    state: str
    share: float
    left: int
    due_at: datetime
    window_from: datetime | None
    anew_at: datetime | None
    paused_since: datetime | None
    settled_at: datetime | None
    is_owed: bool
    may_be_ticked: bool
    may_be_withdrawn: bool
    moves: int
    attempts: int
    late: int
    reason: str
    step_no: int | None


def owed(promise: Promised, now: datetime) -> Owed:
    """Return a promise as it stands at `now`."""
    clock = promise.clock(now)
    return Owed(
        no=promise.no,
        kind=promise.kind,
        title=promise_title(promise),
        state=clock.state,
        share=clock.share,
        left=clock.seconds,
        due_at=promise.due_at,
        window_from=promise.window_from,
        anew_at=promise.anew_at,
        paused_since=promise.paused_since,
        settled_at=promise.settled_at,
        is_owed=promise.is_owed,
        may_be_ticked=promise.may_be_ticked,
        may_be_withdrawn=promise.may_be_withdrawn,
        moves=promise.moves,
        attempts=promise.attempts,
        late=promise.late(),
        reason=broken_reason(promise.reason),
        step_no=promise.step_no,
    )
