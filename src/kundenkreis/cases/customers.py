"""Customers as the desk sees them: organisations and people, internal and external, in one list.

Base data of organisations is open to everybody at the desk. A person is
shown to those who have to do with her: colleagues, customers of the own team
or of nobody yet, and whoever asked the team for something.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max

from kundenkreis.base.text import sort_key
from kundenkreis.cases.models import Case, Message
from kundenkreis.cases.queries import visible
from kundenkreis.people.models import Person
from kundenkreis.teams.viewer import ADMIN, Viewer

CONTACT_CASES = 200
"""The last contact is looked for in that many newest requests of a customer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which customers are looked for. `team` is a team's id, 0 for those without one, None for all."""

    text: str = ""
    kind: str = ""
    team: int | None = None
    what: str = ""
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """One line: an organisation, or a person (`what` is "person") with the organisation she mainly speaks for."""

    what: str
    id: int
    last: str
    first: str
    customer_class: str
    kind: str
    organisation_id: int
    organisation: str
    detail: str
    team_id: int | None
    name_key: str

    @property
    def name(self) -> str:
        """The name as one says it."""
        return f"{self.first} {self.last}".strip()

    @property
    def listed(self) -> str:
        """The name as a list sorts it."""
        return f"{self.last}, {self.first}" if self.first else self.last

    @property
    def place(self) -> str:
        """Where this line stands in the list, for the address of the next page."""
        return f"{self.name_key}~{self.what[0]}~{self.id}"


SHOWN_PERSON = """
(%(all)s or o.kind = 'department' or r.team_id is null or r.team_id = any(%(teams)s) or exists(
  select from cases_case c where c.person_id = p.id
   and (c.team_id = any(%(teams)s) or c.taken_by_id = %(me)s)
   and (not c.is_confidential or c.type_id = any(%(named)s))))
"""
MAIN_ACCOUNT = """
join lateral (select organisation_id, function from people_account
               where person_id = p.id order by is_main desc, id limit 1) a on true
join people_organisation o on o.id = a.organisation_id
left join teams_responsibility r on r.organisation_id = o.id
"""
_WANTED = """
(%(kind)s = '' or o.kind = %(kind)s)
and (%(team)s::bigint is null or coalesce(r.team_id, 0) = %(team)s)
"""
_LIST = f"""
select * from (
  (select 'organisation' as what, o.id, o.name, '', o.customer_class, o.kind, o.id as organisation_id,
          o.name as organisation, o.city as detail, r.team_id, o.name_key
     from people_organisation o left join teams_responsibility r on r.organisation_id = o.id
    where %(what)s <> 'person' and %(within)s::bigint is null and {_WANTED}
      and ' ' || o.name_key like %(like)s and (o.name_key, 'o', o.id) > (%(key)s, %(letter)s, %(id)s)
    order by o.name_key, o.id limit %(limit)s)
  union all
  (select 'person', p.id, p.family_name, p.given_name, o.customer_class, o.kind,
          o.id, o.name, a.function, r.team_id, p.name_key
     from people_person p {MAIN_ACCOUNT}
    where %(what)s <> 'organisation' and p.is_active and (%(within)s::bigint is null or o.id = %(within)s)
      and {_WANTED} and ' ' || p.name_key like %(like)s
      and (p.name_key, 'p', p.id) > (%(key)s, %(letter)s, %(id)s) and {SHOWN_PERSON}
    order by p.name_key, p.id limit %(limit)s)
) both_kinds order by name_key, what, id limit %(limit)s
"""
_PERSON = f"select 1 from people_person p {MAIN_ACCOUNT} where p.id = %(person)s and {SHOWN_PERSON}"


def customers(
    viewer: Viewer, wanted: Wanted, *, limit: int, after: tuple[str, str, int] | None = None
) -> list[Customer]:
    """Return customers by name in one statement; `after` is the place of the last one seen.

    Text finds the beginning of any word of a name, whatever its accents.
    """
    key, letter, last_id = after or ("", "", 0)
    values = {
        **who(viewer),
        "what": wanted.what,
        "kind": wanted.kind,
        "team": wanted.team,
        "within": wanted.within,
        "like": f"% {escaped(sort_key(wanted.text).strip())}%",
        "key": key,
        "letter": letter,
        "id": last_id,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LIST, values)
        return [Customer(*row) for row in cursor.fetchall()]


def find_person(viewer: Viewer, person_id: int) -> Person | None:
    """Return a person who is a customer, if the viewer has to do with her."""
    with connection.cursor() as cursor:
        cursor.execute(_PERSON, {**who(viewer), "person": person_id})
        shown = cursor.fetchone() is not None
    return Person.objects.filter(pk=person_id).first() if shown else None


def cases_of(
    viewer: Viewer,
    *,
    limit: int,
    organisation_id: int | None = None,
    person_id: int | None = None,
    before: int | None = None,
) -> list[Case]:
    """Return the requests of one customer that the viewer may see, newest first; `before` is the last one seen."""
    found = Case.objects.filter(visible(viewer), **_of(organisation_id, person_id))
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.select_related("person", "taken_by").order_by("-pk")[:limit])


def last_contact(
    viewer: Viewer, *, organisation_id: int | None = None, person_id: int | None = None
) -> datetime | None:
    """Return when a customer and the team last wrote to each other, among the newest requests the viewer may see."""
    newest = Case.objects.filter(**_of(organisation_id, person_id)).order_by("-pk").values("pk")[:CONTACT_CASES]
    seen = Case.objects.filter(visible(viewer), pk__in=newest)
    messages = Message.objects.filter(case__in=seen.values("pk"), is_automatic=False)
    found: datetime | None = messages.exclude(by=Message.By.NOTE).aggregate(at=Max("at"))["at"]
    return found


def _of(organisation_id: int | None, person_id: int | None) -> dict[str, int]:
    wanted = {"organisation_id": organisation_id, "person_id": person_id}
    return {name: value for name, value in wanted.items() if value is not None}


def who(viewer: Viewer) -> dict[str, Any]:
    """Return what `SHOWN_PERSON` needs to know about who asks."""
    return {
        "me": viewer.id,
        "teams": list(viewer.seen_teams),
        "named": list(viewer.named_types),
        "all": ADMIN in viewer.roles,
    }


def escaped(text: str) -> str:
    """Let what was typed stand for itself in a LIKE pattern."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
