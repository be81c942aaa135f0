"""What the three hands of parity look at: one grouped statement each.

Here, and only here, a statement reads the customer class. The requester is
read as a number that holds her requests together; it goes into the cluster
of an interval and never comes out again. Confidential requests are left
out: their counts are for named persons only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
from django.db import connection

from kundenkreis.reports.columns import Integers, integer_columns
from kundenkreis.reports.windows import Window

Columns = dict[str, Integers]
STRATUM = ("type", "urgency", "team")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared: one team, or the whole company (`team` None), in a window, as known at `now`."""

    team: int | None
    window: Window
    zone: ZoneInfo
    now: datetime

    def parameters(self) -> dict[str, Any]:
        """Return what the statements are asked with."""
        start, end = self.window.bounds(self.zone)
        return {"start": start, "end": end, "now": self.now, "team": self.team, "zone": self.zone.key}


# Due in the window and by now. What stands still has no due date yet.
_DUE = """
promises_promise p join cases_case c on c.id = p.case_id
where p.due_at >= %(start)s and p.due_at < %(end)s and p.due_at <= %(now)s
  and not (p.verdict = 'open' and p.paused_since is not null)
  and not c.is_confidential and (%(team)s::bigint is null or p.team_id = %(team)s)
"""
_STRATUM_OF_PROMISE = """
c.type_id as type, p.urgency as urgency, coalesce(p.team_id, 0) as team,
(c.customer_class = 'internal')::int as internal, c.person_id as cluster
"""
_KEPT = f"""
select {_STRATUM_OF_PROMISE},
       count(*) filter (where p.verdict <> 'withdrawn') as due,
       count(*) filter (where p.verdict = 'kept') as kept,
       count(*) filter (where p.verdict = 'withdrawn') as withdrawn,
       count(*) filter (where p.moves > 0 and p.verdict <> 'withdrawn') as moved
  from {_DUE} group by 1, 2, 3, 4, 5
"""
_WAITED = f"""
select {_STRATUM_OF_PROMISE}, p.calendar_id as calendar, p.target as target,
       (extract(epoch from p.given_at) * 1000000)::int8 as given,
       (extract(epoch from greatest(p.given_at, coalesce(p.settled_at, %(now)s))) * 1000000)::int8 as ended,
       (p.settled_at is not null and p.verdict <> 'withdrawn')::int as answered
  from {_DUE} and p.kind = 'first_answer' and p.target > 0 and p.given_at >= '1990-01-01'
"""
_ENDED = """
select c.type_id as type, c.urgency as urgency, coalesce(c.team_id, 0) as team,
       (c.customer_class = 'internal')::int as internal, c.person_id as cluster,
       count(*) as ended, count(*) filter (where c.outcome = 'granted') as granted
  from cases_case c
 where c.state = 'solved' and c.outcome <> '' and c.ended_at >= %(start)s and c.ended_at < %(end)s
   and c.ended_at <= %(now)s and not c.is_confidential and (%(team)s::bigint is null or c.team_id = %(team)s)
 group by 1, 2, 3, 4, 5
"""
_MONTHS = f"""
select month, coalesce(type, 0) as type, coalesce(urgency, 0) as urgency, coalesce(team, 0) as team, internal,
       grouping(type) as whole, sum(due) as due, sum(kept) as kept, count(distinct cluster) as requesters
  from (select (extract(year from p.due_at at time zone %(zone)s) * 12
                + extract(month from p.due_at at time zone %(zone)s) - 1)::int as month,
               {_STRATUM_OF_PROMISE}, count(*) as due, count(*) filter (where p.verdict = 'kept') as kept
          from {_DUE} and p.verdict <> 'withdrawn' group by 1, 2, 3, 4, 5, 6) by_requester
 group by grouping sets ((month, type, urgency, team, internal), (month, internal))
"""
_LATEST = """
select max(p.due_at) from promises_promise p
 where p.due_at <= %(now)s and (%(team)s::bigint is null or p.team_id = %(team)s)
"""


def promises_due(scope: Scope) -> Columns:
    """Return due promises by stratum, class and requester: due, kept, withdrawn, moved."""
    names = (*STRATUM, "internal", "cluster", "due", "kept", "withdrawn", "moved")
    return integer_columns(_KEPT, names, scope.parameters())


def first_answers(scope: Scope) -> Columns:
    """Return every first answer due: frozen calendar, target (working seconds), start and end (microseconds UTC).

    Where `answered` is 0, it was still open at `now` or withdrawn at its end.
    """
    names = (*STRATUM, "internal", "cluster", "calendar", "target", "given", "ended", "answered")
    return integer_columns(_WAITED, names, scope.parameters())


def cases_ended(scope: Scope) -> Columns:
    """Return ended cases by stratum, class and requester: ended, granted."""
    return integer_columns(_ENDED, (*STRATUM, "internal", "cluster", "ended", "granted"), scope.parameters())


def promises_by_month(scope: Scope) -> Columns:
    """Return due promises by month (year * 12 + month - 1), stratum and class, without requesters.

    Rows with `whole` 1 hold a class over all strata and how many requesters it has.
    """
    names = ("month", *STRATUM, "internal", "whole", "due", "kept", "requesters")
    return integer_columns(_MONTHS, names, scope.parameters())


def latest_due(scope: Scope) -> datetime | None:
    """Return when the last promise was due that there is, inside the window or not."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, scope.parameters())
        row: tuple[datetime | None] = cursor.fetchone()
    return row[0]


def strata_codes(columns: Mapping[str, Integers]) -> Integers:
    """Return one code for type, urgency and team: the stratum in which promises are comparable."""
    return (columns["team"] << 36) | (columns["type"] << 4) | columns["urgency"]


def stratum_of(code: int) -> tuple[int, int, int]:
    """Return type, urgency and team (0: none) of a code."""
    return (code >> 4) & ((1 << 32) - 1), code & 15, code >> 36


def where(columns: Columns, chosen: npt.NDArray[np.bool_]) -> Columns:
    """Return the chosen rows of all columns."""
    return {name: column[chosen] for name, column in columns.items()}
