"""Where a case stands in its team's queue, and what stands before and behind it. One statement."""

from dataclasses import dataclass

from django.db import connection

from kundenkreis.cases.models import Case
from kundenkreis.teams.viewer import Viewer

COUNTED = 50


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Numbers of the cases before and behind. `position` is None from the 51st on: nobody counts that far.

    `total` counts up to 50.
    """

    previous: int | None
    following: int | None
    position: int | None
    total: int


# Each part reads a few entries of the index `place_order`, whatever the size of the queue.
_SEEN = "p.team_id = me.team_id and (not p.is_confidential or p.type_id = any(%(types)s))"
_PLACE = "(p.parked, p.due_at, p.received_at, p.case_id)"
_ME = "(me.parked, me.due_at, me.received_at, me.case_id)"
_SQL = f"""
select (select p.case_id from queue_place p where {_SEEN} and {_PLACE} < {_ME}
         order by p.parked desc, p.due_at desc, p.received_at desc, p.case_id desc limit 1),
       (select p.case_id from queue_place p where {_SEEN} and {_PLACE} > {_ME}
         order by p.parked, p.due_at, p.received_at, p.case_id limit 1),
       (select count(*) from (select 1 from queue_place p where {_SEEN} and {_PLACE} < {_ME} limit %(most)s) before),
       (select count(*) from (select 1 from queue_place p where {_SEEN} limit %(most)s) everything)
  from queue_place me where me.case_id = %(case)s and me.team_id = any(%(teams)s)
"""


def neighbours(case: Case, viewer: Viewer) -> Neighbours | None:
    """Return what stands around a case in the fair order, or None if it stands in none of the viewer's queues."""
    values: dict[str, int | list[int]] = {
        "case": case.pk,
        "teams": list(viewer.seen_teams),
        "types": list(viewer.named_types),
        "most": COUNTED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        row = cursor.fetchone()
    if row is None:
        return None
    previous, following, before, total = row
    return Neighbours(previous, following, before + 1 if before < COUNTED else None, total)
