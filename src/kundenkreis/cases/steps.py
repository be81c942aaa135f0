"""The steps of one case in their order, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Owner:
    """Who does a step."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Station:
    """One step of the whole process; `no` is its name in the case, `position` orders the path."""

    id: int
    no: int
    position: int
    title: str
    state: str
    done_at: datetime | None
    owner: Owner | None


_SQL = """
select s.id, s.no, s.position, s.title, s.state, s.done_at, s.owner_id, trim(p.given_name || ' ' || p.family_name)
  from cases_step s left join people_person p on p.id = s.owner_id
 where s.case_id = %s order by s.position, s.id
"""


def steps_of(case_id: int) -> list[Station]:
    """Return the steps of a case the reader was already shown."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [case_id])
        rows = cursor.fetchall()
    return [_station(row) for row in rows]


def _station(row: tuple[Any, ...]) -> Station:
    pk, no, position, title, state, done_at, owner_id, owner = row
    return Station(pk, no, position, title, state, done_at, Owner(owner_id, owner) if owner_id else None)
