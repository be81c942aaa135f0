"""The head of one case: the case itself and the names around it, in one statement.

`queries.find` is for steps, which need model objects; a page that is
opened a hundred times a day reads only what it shows.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models

from kundenkreis.cases.models import Case
from kundenkreis.cases.queries import may_see
from kundenkreis.teams.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Customer:
    """Who asks, for whom, and how to reach her. `since` is when her organisation became a customer."""

    id: int
    name: str
    phone: str
    email: str
    language: str
    zone: str
    function: str
    organisation: str
    city: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Head:
    """A case with its customer and the name of who has taken it (empty if nobody has)."""

    case: Case
    customer: Customer
    holder: str


_FIELDS = Case._meta.concrete_fields
_NAMES = [field.attname for field in _FIELDS]
_COLUMNS = ", ".join(
    f"c.{field.column}::json" if isinstance(field, models.JSONField) else f"c.{field.column}" for field in _FIELDS
)
_SQL = f"""
select {_COLUMNS},
       exists(select 1 from cases_watcher w where w.case_id = c.id and w.person_id = %s),
       coalesce(trim(h.given_name || ' ' || h.family_name), ''),
       p.id, trim(p.given_name || ' ' || p.family_name), p.phone, coalesce(p.email, ''), p.language, p.zone,
       a.function, o.name, o.city, o.since
  from cases_case c
  join people_person p on p.id = c.person_id
  join people_organisation o on o.id = c.organisation_id
  join people_account a on a.id = c.account_id
  left join people_person h on h.id = c.taken_by_id
 where c.id = %s
"""
_LAST_ID = 2**63 - 1


def head(viewer: Viewer, case_id: int) -> Head | None:
    """Return a case as its page shows it, if the viewer may see it."""
    if case_id > _LAST_ID:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [viewer.id, case_id])
        row = cursor.fetchone()
    return _head(viewer, row) if row is not None else None


def _head(viewer: Viewer, row: tuple[Any, ...]) -> Head | None:
    end = len(_NAMES)
    case = Case.from_db(connection.alias, _NAMES, row[:end])
    follows, holder = row[end : end + 2]
    if not may_see(viewer, case, follows=follows):
        return None
    return Head(case, Customer(*row[end + 2 :]), holder)
