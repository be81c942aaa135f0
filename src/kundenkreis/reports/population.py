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

from kundenkreis.reports.columns import Columns, Integers, integer_columns
from kundenkreis.reports.windows import Window

STRATUM = ("type", "urgency", "team")
_NARROW = dict.fromkeys(("type", "team", "cluster", "calendar", "target"), np.int32) | dict.fromkeys(
    ("urgency", "internal", "answered"), np.int8
)
MARKS = 63
"""Bits in which requesters leave a mark: counting marks never counts more people than there are, and costs nothing."""


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
_STRATUM = """
c.type_id as type, p.urgency as urgency, coalesce(p.team_id, 0) as team,
(c.customer_class = 'internal')::int as internal
"""
_KEPT = f"""
select {_STRATUM}, c.person_id as cluster,
       count(*) filter (where p.verdict <> 'withdrawn') as due,
       count(*) filter (where p.verdict = 'kept') as kept,
       count(*) filter (where p.verdict = 'withdrawn') as withdrawn,
       count(*) filter (where p.moves > 0 and p.verdict <> 'withdrawn') as moved
  from {_DUE} group by 1, 2, 3, 4, 5
"""
_WAITED = f"""
select {_STRATUM}, c.person_id as cluster, p.calendar_id as calendar, p.target as target,
       (extract(epoch from p.given_at) * 1000000)::int8 as given,
       (extract(epoch from greatest(p.given_at, coalesce(p.settled_at, %(now)s))) * 1000000)::int8 as ended,
       (p.settled_at is not null and p.verdict <> 'withdrawn'
        and not (c.state = 'withdrawn' and c.ended_at = p.settled_at))::int as answered
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
select (extract(year from start) * 12 + extract(month from start) - 1)::int as month,
       type, urgency, team, internal, due, kept, marks
  from (select date_trunc('month', p.due_at at time zone %(zone)s) as start, {_STRATUM},
               count(*) as due, count(*) filter (where p.verdict = 'kept') as kept,
               bit_or(1::bigint << (c.person_id %% {MARKS})::int) as marks
          from {_DUE} and p.verdict <> 'withdrawn' group by 1, 2, 3, 4, 5) by_month
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
    """Return every first answer due, one row a request and therefore in narrow columns.

    `calendar` is the frozen version, `target` working seconds, `given` and
    `ended` microseconds (UTC). Where `answered` is 0, the request was still
    open at `now`, or withdrawn at `ended`.
    """
    names = (*STRATUM, "internal", "cluster", "calendar", "target", "given", "ended", "answered")
    return integer_columns(_WAITED, names, scope.parameters(), narrow=_NARROW)


def cases_ended(scope: Scope) -> Columns:
    """Return ended cases by stratum, class and requester: ended, granted."""
    return integer_columns(_ENDED, (*STRATUM, "internal", "cluster", "ended", "granted"), scope.parameters())


def promises_by_month(scope: Scope) -> Columns:
    """Return due promises by month (year * 12 + month - 1), stratum and class, without requesters.

    `marks` has a bit set for at least every MARKS-th requester of a row; how
    many people there are at least is the number of bits.
    """
    return integer_columns(_MONTHS, ("month", *STRATUM, "internal", "due", "kept", "marks"), scope.parameters())


def latest_due(scope: Scope) -> datetime | None:
    """Return when the last promise was due that there is, inside the window or not."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, scope.parameters())
        row: tuple[datetime | None] = cursor.fetchone()
    return row[0]


def strata_codes(columns: Mapping[str, Integers]) -> Integers:
    """Return one code for type, urgency and team: the stratum in which promises are comparable."""
    team, kind, urgency = (columns[name].astype(np.int64) for name in ("team", "type", "urgency"))
    return (team << 36) | (kind << 4) | urgency


def stratum_of(code: int) -> tuple[int, int, int]:
    """Return type, urgency and team (0: none) of a code."""
    return (code >> 4) & ((1 << 32) - 1), code & 15, code >> 36


def where(columns: Columns, chosen: npt.NDArray[np.bool_]) -> Columns:
    """Return the chosen rows of all columns."""
    return {name: column[chosen] for name, column in columns.items()}
