"""Loads a viewer in one statement; it also brings the version of the reference data along."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kundenkreis.base.reference import see
from kundenkreis.teams.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session as it is stored, and whose it is: her password hash says whether it still holds."""

    data: str
    viewer: Viewer | None
    password: str


_COLUMNS = """
       coalesce((select version from teams_company where id = 1), 0),
       p.id, p.password, p.given_name, p.family_name, p.language, p.zone, p.roles, p.dense, p.single_keys,
       array(select team_id from teams_membership where person_id = p.id and part = 'member' order by team_id),
       array(select team_id from teams_membership where person_id = p.id and part = 'coach' order by team_id),
       array(select requesttype_id from cases_requesttype_readers where person_id = p.id),
       exists(select from people_account a join people_organisation o on o.id = a.organisation_id
              where a.person_id = p.id and o.kind = 'department')
"""
_OF_PERSON = f"select {_COLUMNS} from people_person p where p.id = %s and p.is_active"
_OF_SESSION = f"""
select s.session_data, {_COLUMNS}
  from people_session s left join people_person p on p.id = s.person_id and p.is_active
 where s.session_key = %s and s.expire_date > %s
"""


def of_session(key: str, now: datetime) -> SignedIn | None:
    """Return a session with its viewer, who is None if nobody has signed in; None for one that ended or never was."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_SESSION, [key, now])
        row = cursor.fetchone()
    if row is None:
        return None
    data, version, person_id, password, *rest = row
    see(version)
    return SignedIn(data, _viewer(person_id, *rest) if person_id else None, password or "")


def viewer_of(person_id: int) -> Viewer | None:
    """Return the viewer of an active person, or None."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_PERSON, [person_id])
        row = cursor.fetchone()
    if row is None:
        return None
    version, _id, _password, *rest = row
    see(version)
    return _viewer(person_id, *rest)


def _viewer(person_id: int, given_name: str, family_name: str, *rest: Any) -> Viewer:
    language, zone, roles, dense, single_keys, teams, coached, named_types, is_employee = rest
    return Viewer(
        id=person_id,
        name=f"{given_name} {family_name}".strip(),
        given_name=given_name or family_name,
        language=language,
        zone=zone,
        roles=frozenset(roles),
        dense=dense,
        single_keys=single_keys,
        teams=tuple(teams),
        coached=tuple(coached),
        named_types=frozenset(named_types),
        is_employee=is_employee,
    )
