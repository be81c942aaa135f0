"""Reading the queue. Every read takes the viewer and finds nothing she may not see.

What stands on every row is a tuple: fifty of them are made and compared for
each page, and tuples do both in C.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection

from kundenkreis.base.moments import as_seconds, moment
from kundenkreis.cases.search import holds, terms
from kundenkreis.promises.clock import Remaining, clock
from kundenkreis.queue.conditions import Condition, every, of_person, of_team
from kundenkreis.queue.order import Position
from kundenkreis.teams.viewer import Viewer

PAGE = 50
# Beyond so many places of a desk figures say "at least", and words are not looked for. Nobody plans with the 1001st.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Owed:
    """The promise that gives a case its place, as its clock stands at some moment: `left` in working seconds."""

    no: int
    kind: str
    text: str
    due_at: datetime
    anew_at: datetime | None
    paused_since: datetime | None
    state: str
    share: float
    left: int
    settled_at: None = None


class Pledged(NamedTuple):
    """The same promise as it is stored, without a clock."""

    no: int
    kind: str
    text: str
    given_at: datetime
    anew_at: datetime | None
    paused_since: datetime | None
    verdict: str
    calendar_id: int


class Row(NamedTuple):
    """One place of the queue. `pledged` is None when nothing is promised at present."""

    case_id: int
    parked: bool
    waiting: bool
    rest_until: datetime | None
    due_at: datetime
    received_at: datetime
    type_id: int
    taken_by_id: int | None
    pledged: Pledged | None

    def owed(self, now: datetime) -> Owed | None:
        """Return what is owed next, with its clock at `now`."""
        if self.pledged is None:
            return None
        p, due_at = self.pledged, self.due_at
        shown: Remaining = clock(p.given_at, due_at, p.paused_since, p.verdict, p.calendar_id, now)
        return Owed(p.no, p.kind, p.text, due_at, p.anew_at, p.paused_since, shown.state, shown.share, shown.seconds)


_ORDER = "p.parked, p.due_at, p.received_at, p.case_id"
# The inner part is answered from the index alone; only the rows to show are fetched.
_ROWS = f"""
select p.case_id, p.parked, p.waiting, {as_seconds("p.rest_until")}, {as_seconds("p.due_at")},
       {as_seconds("p.received_at")}, p.type_id, p.taken_by_id, o.no, o.kind, o.text, {as_seconds("o.given_at")},
       {as_seconds("o.anew_at")}, {as_seconds("o.paused_since")}, o.verdict, o.calendar_id
from (select p.case_id from queue_place p where {{where}} order by {_ORDER} limit %s) as chosen
join queue_place p on p.case_id = chosen.case_id
left join lateral (
    select no, kind, text, given_at, anew_at, paused_since, verdict, calendar_id
    from promises_promise where case_id = p.case_id and settled_at is null
    order by paused_since is not null, due_at, no limit 1) o on true
order by {_ORDER}
"""


def rows(where: Condition, *, after: Position | None = None, limit: int = PAGE) -> list[Row]:
    """Return places in the fair order; `where` must come from `of_team` or `of_person`, perhaps narrowed.

    `after` is the position of the last row seen: a list that is read on
    neither repeats nor skips a case that stayed where it was.
    """
    if after is not None:
        where = every([where, Condition(f"({_ORDER}) > (%s, %s, %s, %s)", after)])
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(where=where.sql), [*where.values, limit])
        return [_row(row) for row in cursor.fetchall()]


def _row(row: tuple[Any, ...]) -> Row:
    case_id, parked, waiting, rest_until, due_at, received_at, type_id, taken_by_id, no, *promise = row
    pledged = None if no is None else _pledged(no, *promise)
    due, received = datetime.fromtimestamp(due_at, UTC), datetime.fromtimestamp(received_at, UTC)
    return Row(case_id, parked, waiting, moment(rest_until), due, received, type_id, taken_by_id, pledged)


def _pledged(
    no: int,
    kind: str,
    text: str,
    given_at: float,
    anew_at: float | None,
    paused_since: float | None,
    verdict: str,
    calendar_id: int,
) -> Pledged:
    given = datetime.fromtimestamp(given_at, UTC)
    return Pledged(no, kind, text, given, moment(anew_at), moment(paused_since), verdict, calendar_id)


# The scalar subquery keeps the database from collecting all cases of all years that hold a common word.
_HOLDING = f"""
select p.case_id from (select p.* from queue_place p where {{desk}} order by {_ORDER} limit {MOST}) as p
where (select {{held}} from cases_searchtext s where s.case_id = p.case_id)
"""


def holding(desk: Condition, words: str) -> Condition:
    """Return the condition that a place is among those of a desk whose case holds some words. Two statements.

    Words are looked for in the MOST most urgent places.
    """
    held, values = holds(terms(words))
    with connection.cursor() as cursor:
        cursor.execute(_HOLDING.format(desk=desk.sql, held=held), [*desk.values, *values])
        return Condition("p.case_id = any(%s)", ([number for (number,) in cursor.fetchall()],))


def row(viewer: Viewer, case_id: int) -> Row | None:
    """Return the place of one case, if the viewer may see it and it stands in a queue."""
    desks = [of_team(viewer, team) for team in viewer.seen_teams] + [of_person(viewer)]
    either = Condition("(" + " or ".join(d.sql for d in desks) + ")", tuple(v for d in desks for v in d.values))
    found = rows(every([Condition("p.case_id = %s", (case_id,)), either]), limit=1)
    return found[0] if found else None
