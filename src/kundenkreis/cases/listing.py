"""What a list shows of a case besides its clock: subject, who asks, how far it is, who works on it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from kundenkreis.teams.faces import Face
from kundenkreis.teams.viewer import Viewer


class Listed(NamedTuple):
    """One case as lists show it.

    `mark` is for the one display macro that tells a writer whom she writes
    to; nothing sorts or filters by it. `step` counts the steps of the path
    from 1, the one in progress included; `steps` is 0 without a path.
    """

    id: int
    subject: str
    state: str
    type_id: int
    team_id: int | None
    person: str
    organisation_id: int
    organisation: str
    mark: str
    step: int
    steps: int
    step_title: str
    workers: tuple[Face, ...]


_SQL = """
select c.id, c.subject, c.state, c.type_id, c.team_id,
       trim(p.given_name || ' ' || p.family_name), o.id, o.name, c.customer_class,
       way.step, way.steps, way.title, way.owner, h.id || ' ' || trim(h.given_name || ' ' || h.family_name)
from cases_case c
join people_person p on p.id = c.person_id
join people_organisation o on o.id = c.organisation_id
left join people_person h on h.id = c.taken_by_id
left join lateral (
    select count(*) filter (where s.state in ('done', 'now')) as step,
           count(*) filter (where s.state <> 'skipped') as steps,
           min(s.title) filter (where s.state = 'now') as title,
           min(w.id || ' ' || trim(w.given_name || ' ' || w.family_name)) filter (where s.state = 'now') as owner
    from cases_step s left join people_person w on w.id = s.owner_id
    where s.case_id = c.id) way on true
where c.id = any(%(ids)s)
  and (c.person_id = %(me)s
       or (not c.is_confidential or c.type_id = any(%(types)s))
          and (c.team_id = any(%(teams)s) or c.taken_by_id = %(me)s
               or not c.is_confidential
                  and exists (select from cases_watcher w where w.case_id = c.id and w.person_id = %(me)s)))
"""


def listed(viewer: Viewer, case_ids: Sequence[int]) -> dict[int, Listed]:
    """Return what lists show of some cases, by number; those the viewer may not see are not in it."""
    if not case_ids:
        return {}
    values: dict[str, int | list[int]] = {
        "ids": list(case_ids),
        "me": viewer.id,
        "teams": list(viewer.seen_teams),
        "types": list(viewer.named_types),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        return {row[0]: _listed(row) for row in cursor.fetchall()}


def _listed(row: tuple[Any, ...]) -> Listed:
    """Read one row of the statement. Who holds the case comes after who has the step in progress."""
    step_title, owner, holder = row[-3:]
    workers = {text: _worker(text) for text in (owner, holder) if text}
    return Listed(*(*row[:-3], step_title or "", tuple(workers.values())))


def _worker(text: str) -> Face:
    """Read "12 Aylin Demir"."""
    number, _, name = text.partition(" ")
    return Face(int(number), name)
