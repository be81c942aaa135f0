"""What stands beside a case: its customer's other requests and notes, linked cases, followers. One statement."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from kundenkreis.cases.models import Case
from kundenkreis.queue.actions import NOTHING_DUE
from kundenkreis.teams.viewer import Viewer

MOST_OTHERS, MOST_NOTES = 5, 4
# Open requests and contacts are looked for among so many newest requests of the person.
_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Linked:
    """Another case; `due_at` is its place in the queue (None without one), `step` its step in progress.

    `may_open` is false for a part that another team does: the asking team
    sees how far it is, not what is said there.
    """

    id: int
    subject: str
    state: str
    team_id: int | None
    due_at: datetime | None
    parked: bool
    step: str
    holder: str
    may_open: bool

    @property
    def next_due(self) -> datetime | None:
        """When the next thing is due there, None if nothing is owed."""
        return self.due_at if self.due_at != NOTHING_DUE else None


@dataclass(frozen=True, slots=True)
class CustomerNote:
    """Something the team should know about the customer. It is as old as its last confirmation."""

    id: int
    text: str
    author: str
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class Follower:
    """A colleague who reads along."""

    id: int
    name: str


@dataclass(slots=True)
class Beside:
    """Everything the side of a case page shows besides its promises."""

    others: list[Linked] = field(default_factory=list)
    parent: Linked | None = None
    children: list[Linked] = field(default_factory=list)
    notes: list[CustomerNote] = field(default_factory=list)
    followers: list[Follower] = field(default_factory=list)
    team_id: int | None = None
    last_contact: datetime | None = None


_SQL = """
with newest as (
  select id, subject, state, team_id, taken_by_id, type_id, is_confidential
    from cases_case where person_id = %(person)s and id <> %(case)s order by id desc limit %(looked_at)s
), linked as (
  (select 'other' as what, n.* from newest n
    where n.state = 'open' and (n.team_id = any(%(teams)s) or n.taken_by_id = %(me)s)
      and (not n.is_confidential or n.type_id = any(%(types)s))
    order by n.id desc limit %(others)s)
  union all
  select case when id = %(parent)s then 'parent' else 'child' end,
         id, subject, state, team_id, taken_by_id, type_id, is_confidential
    from cases_case where parent_id = %(case)s or id = %(parent)s
)
select l.what, l.id, l.subject, l.state, l.team_id, p.due_at, coalesce(p.parked, false),
       coalesce((select s.title from cases_step s where s.case_id = l.id and s.state = 'now'
                  order by s.position limit 1), ''),
       coalesce(trim(h.given_name || ' ' || h.family_name), ''),
       coalesce(l.team_id = any(%(teams)s) or l.taken_by_id = %(me)s, false)
         and (not l.is_confidential or l.type_id = any(%(types)s)),
       l.is_confidential
  from linked l left join queue_place p on p.case_id = l.id left join people_person h on h.id = l.taken_by_id
union all
(select 'note', n.id, n.text, '', null, n.confirmed_at, false, '', a.given_name || ' ' || a.family_name, true, false
   from people_note n join people_person a on a.id = n.author_id
  where n.organisation_id = %(organisation)s and (n.person_id is null or n.person_id = %(person)s)
  order by n.confirmed_at desc, n.id desc limit %(notes)s)
union all
select 'watcher', w.person_id, '', '', null, null, false, '', a.given_name || ' ' || a.family_name, true, false
  from cases_watcher w join people_person a on a.id = w.person_id where w.case_id = %(case)s
union all
select 'team', 0, '', '', r.team_id, null, false, '', '', true, false
  from teams_responsibility r where r.organisation_id = %(organisation)s
union all
select 'contact', 0, '', '', null, max(m.at), false, '', '', true, false
  from (select id from newest where not is_confidential limit 5) c
 cross join lateral (select at from cases_message where case_id = c.id and by <> 'note'
                      order by at desc, id desc limit 1) m
"""


def beside(case: Case, viewer: Viewer) -> Beside:
    """Return what stands beside a case that `cases.queries.find` gave this viewer.

    Other requests are those she may see herself. Of a confidential part of
    another team only the state is shown.
    """
    values: dict[str, int | list[int] | None] = {
        "case": case.pk,
        "person": case.person_id,
        "organisation": case.organisation_id,
        "parent": case.parent_id,
        "me": viewer.id,
        "teams": list(viewer.seen_teams),
        "types": list(viewer.named_types),
        "others": MOST_OTHERS,
        "notes": MOST_NOTES,
        "looked_at": _LOOKED_AT,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        rows = cursor.fetchall()
    found = Beside()
    for row in rows:
        _put(found, row)
    return found


def _put(found: Beside, row: tuple[Any, ...]) -> None:
    """Sort one row of the statement in: (what, id, text, state, team, at, parked, step, name, may open, hidden)."""
    what, pk, text, state, team_id, at, parked, step, name, may_open, hidden = row
    if what == "note":
        found.notes.append(CustomerNote(pk, text, name, at))
    elif what == "watcher":
        found.followers.append(Follower(pk, name))
    elif what == "team":
        found.team_id = team_id
    elif what == "contact":
        found.last_contact = at
    else:
        secret = hidden and not may_open
        linked = Linked(pk, "" if secret else text, state, team_id, at, parked, "" if secret else step, name, may_open)
        _link(found, what, linked)


def _link(found: Beside, what: str, linked: Linked) -> None:
    if what == "parent":
        found.parent = linked
    else:
        (found.others if what == "other" else found.children).append(linked)
