"""The promises of one case with their clocks, in one statement."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from kundenkreis.promises.calendars import calendar_of
from kundenkreis.promises.clock import Remaining, remaining
from kundenkreis.promises.pledge import BROKEN, CALLBACK, DUE_DATE, MILESTONE


@dataclass(slots=True)
class Promised:
    """One promise of a case. The columns are those of `promises.models.Promise`."""

    no: int
    kind: str
    text: str
    given_at: datetime
    given_by: int | None
    window_from: datetime | None
    due_at: datetime
    anew_at: datetime | None
    paused_since: datetime | None
    verdict: str
    settled_at: datetime | None
    target: int | None
    calendar_id: int
    moves: int
    attempts: int
    reason: str
    step_no: int | None

    @property
    def is_owed(self) -> bool:
        """Whether it still has to be done, in time or late."""
        return self.settled_at is None

    @property
    def may_be_ticked(self) -> bool:
        """Whether somebody says that it is done; answers, callbacks and solutions are kept by doing them."""
        return self.is_owed and self.kind in (MILESTONE, DUE_DATE)

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether the requester can do without it; an answer or a solution is owed until it is given."""
        return self.is_owed and self.kind in (MILESTONE, DUE_DATE, CALLBACK)

    def clock(self, now: datetime) -> Remaining:
        """Return what its clock shows. See `promises.clock.remaining`."""
        return remaining(self, now)

    def late(self) -> int:
        """Return by how many working seconds a settled promise came too late; 0 if it came in time (F64)."""
        if self.verdict != BROKEN or self.settled_at is None:
            return 0
        return max(0, int(calendar_of(self.calendar_id).between(self.due_at, self.settled_at).total_seconds()))


_SQL = """
select no, kind, text, given_at, given_by_id, window_from, due_at, anew_at, paused_since, verdict, settled_at, target,
       calendar_id, moves, attempts, reason, step_no
  from promises_promise where case_id = %s
 order by settled_at is not null, coalesce(settled_at, due_at), no
"""


def of_case(case_id: int) -> list[Promised]:
    """Return the promises of a case the reader was already shown: what is owed by due, then what is settled."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [case_id])
        return [Promised(*row) for row in cursor.fetchall()]
