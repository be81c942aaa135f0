"""Loads a viewer in one statement; it also brings the version of the reference data along."""

from django.db import connection

from kundenkreis.base.reference import see
from kundenkreis.teams.viewer import Viewer

_SQL = """
select p.id, p.given_name, p.family_name, p.language, p.zone, p.roles, p.dense, p.single_keys, p.password,
       array(select team_id from teams_membership where person_id = p.id and part = 'member' order by team_id),
       array(select team_id from teams_membership where person_id = p.id and part = 'coach' order by team_id),
       array(select requesttype_id from cases_requesttype_readers where person_id = p.id),
       exists(select from people_account a join people_organisation o on o.id = a.organisation_id
              where a.person_id = p.id and o.kind = 'department'),
       coalesce((select version from teams_company where id = 1), 0)
from people_person p where p.id = %s and p.is_active
"""


def viewer_and_password(person_id: int) -> tuple[Viewer, str] | None:
    """Return the viewer and her password hash (a session ends when it changes), or None if she may not sign in."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [person_id])
        row = cursor.fetchone()
    if row is None:
        return None
    see(row[13])
    viewer = Viewer(
        id=row[0],
        name=f"{row[1]} {row[2]}".strip(),
        given_name=row[1] or row[2],
        language=row[3],
        zone=row[4],
        roles=frozenset(row[5]),
        dense=row[6],
        single_keys=row[7],
        teams=tuple(row[9]),
        coached=tuple(row[10]),
        named_types=frozenset(row[11]),
        is_employee=row[12],
    )
    return viewer, row[8]


def viewer_of(person_id: int) -> Viewer | None:
    """Return the viewer of an active person, or None."""
    found = viewer_and_password(person_id)
    return found[0] if found else None
