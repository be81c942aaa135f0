"""Who in a team could go on with a request, in the fixed public order of `queue.skills`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from kundenkreis.queue.skills import Candidate, Declared, Fit, fit_of, suggested

_SQL = """
select p.id, trim(p.given_name || ' ' || p.family_name), p.name_key,
       not exists (select 1 from teams_absence a
                    where a.person_id = p.id and a.start <= %(now)s and a."end" > %(now)s and not a.here),
       (select count(*) from queue_place q where q.taken_by_id = p.id and not q.parked),
       (select json_agg(json_build_array(s.skill_id, s.level, s.wants_practice))
          from teams_personskill s where s.person_id = p.id)
  from teams_membership m join people_person p on p.id = m.person_id
 where m.team_id = %(team)s and m.part = 'member' and p.is_active
"""


def candidates(team_id: int, needed: Iterable[int], now: datetime) -> list[Candidate]:
    """Return the members of a team in the order in which they are suggested for a request that needs some skills."""
    wanted = frozenset(needed)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"team": team_id, "now": now})
        return suggested(_candidate(wanted, *row) for row in cursor.fetchall())


def _candidate(
    wanted: frozenset[int], pk: int, name: str, name_key: str, available: bool, in_hand: int, said: list[Any] | None
) -> Candidate:
    declared = {skill: Declared(level, wants) for skill, level, wants in said or ()}
    fit: Fit = fit_of(wanted, declared)
    practises = any(declared[skill].wants_practice for skill in wanted & declared.keys())
    return Candidate(pk, name, name_key, fit, available, in_hand, practises)
