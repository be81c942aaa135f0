"""What a person owes today and tomorrow, promise by promise."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from kundenkreis.promises.clock import clock
from kundenkreis.queue.conditions import of_person
from kundenkreis.queue.queries import Owed
from kundenkreis.teams.viewer import Viewer

MOST = 60


@dataclass(frozen=True, slots=True)
class OwnPromise:
    """One promise in a case that the person has, with its clock."""

    case_id: int
    window_from: datetime | None
    owed: Owed


# A place is due no later than anything owed in it, so the index leaves out the cases of later days.
_SQL = f"""
select p.case_id, o.window_from, o.no, o.kind, o.text, o.due_at, o.anew_at, o.paused_since,
       o.given_at, o.verdict, o.calendar_id
from queue_place p join promises_promise o on o.case_id = p.case_id
where {{mine}} and p.due_at < %s
  and o.settled_at is null and o.paused_since is null and coalesce(o.anew_at, o.due_at) < %s
order by coalesce(o.anew_at, o.due_at), o.case_id, o.no limit {MOST}
"""


def own_promises(viewer: Viewer, until: datetime, now: datetime) -> list[OwnPromise]:
    """Return what a person owes before a moment, the most pressing first, in the cases she has taken.

    A promise that was not kept counts by the day for which it was promised
    anew. What waits for the requester is not due.
    """
    mine = of_person(viewer)
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(mine=mine.sql), [*mine.values, until, until])
        return [_own(now, *row) for row in cursor.fetchall()]


def _own(
    now: datetime,
    case_id: int,
    window_from: datetime | None,
    no: int,
    kind: str,
    text: str,
    due_at: datetime,
    anew_at: datetime | None,
    paused_since: datetime | None,
    given_at: datetime,
    verdict: str,
    calendar_id: int,
) -> OwnPromise:
    shown = clock(given_at, due_at, paused_since, verdict, calendar_id, now)
    owed = Owed(no, kind, text, due_at, anew_at, paused_since, shown.state, shown.share, shown.seconds)
    return OwnPromise(case_id, window_from, owed)
