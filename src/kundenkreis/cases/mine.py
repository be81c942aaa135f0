"""A requester's own cases as her list shows them, in one statement."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from kundenkreis.teams.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Station:
    """One step of the path; `owner` is a given name."""

    state: str
    title: str
    done_at: datetime | None
    owner: str


@dataclass(frozen=True, slots=True)
class Own:
    """One of her cases: `holder` is who has taken it (empty: nobody yet), `messages` how many she can read."""

    id: int
    subject: str
    type_id: int
    team_id: int | None
    state: str
    outcome: str
    received_at: datetime
    ended_at: datetime | None
    confirmed_at: datetime | None
    parent_id: int | None
    holder: str
    messages: int
    steps: tuple[Station, ...]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state == "open"


_SQL = """
select c.id, c.subject, c.type_id, c.team_id, c.state, c.outcome, c.received_at, c.ended_at, c.confirmed_at,
       c.parent_id, coalesce(trim(h.given_name || ' ' || h.family_name), ''),
       (select count(*) from cases_message m where m.case_id = c.id and m.by <> 'note'),
       (select json_agg(json_build_array(s.state, s.title, extract(epoch from s.done_at), coalesce(o.given_name, ''))
                        order by s.position, s.id)
          from cases_step s left join people_person o on o.id = s.owner_id where s.case_id = c.id)
  from cases_case c left join people_person h on h.id = c.taken_by_id
 where c.person_id = %s and (c.state = 'open') = %s and c.id < %s
 order by c.id desc limit %s
"""
_LAST_ID = 2**63 - 1


def own_cases(viewer: Viewer, *, is_open: bool, limit: int, before: int | None = None) -> list[Own]:
    """Return her open or her ended cases, newest first; `before` is the number of the last one seen."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [viewer.id, is_open, min(before or _LAST_ID, _LAST_ID), limit])
        rows = cursor.fetchall()
    return [Own(*[*columns, _stations(steps)]) for *columns, steps in rows]


def _stations(rows: list[tuple[str, str, float | None, str]] | None) -> tuple[Station, ...]:
    return tuple(Station(state, title, _moment(done), owner) for state, title, done, owner in rows or ())


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
