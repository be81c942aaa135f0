"""Who works in a team, for pages that show its people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import connection


class Face(NamedTuple):
    """A member of a team, as her mark needs her."""

    id: int
    name: str


_SQL = """
select m.team_id, p.id, trim(p.given_name || ' ' || p.family_name)
  from teams_membership m join people_person p on p.id = m.person_id
 where m.team_id = any(%s) and m.part = 'member' and p.is_active
 order by p.name_key, p.id
"""


def members_of(team_ids: Iterable[int]) -> Mapping[int, list[Face]]:
    """Return the active members of teams by team, in order of name. Coaches are not among them."""
    found: defaultdict[int, list[Face]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [list(team_ids)])
        for team_id, person_id, name in cursor.fetchall():
            found[team_id].append(Face(person_id, name))
    return found
