"""How a case stands in its team's queue: resting, waiting, and what is before and behind it. One statement."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from kundenkreis.cases.models import Case
from kundenkreis.teams.viewer import Viewer

COUNTED = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """A case in the queue. `previous` and `following` are numbers of cases.

    `position` is None from the 51st on, because nobody counts that far, and
    if the case stands in none of the viewer's queues; `total` counts up to
    50. `waiting` means that everything owed waits for the requester.
    """

    rest_until: datetime | None
    waiting: bool
    previous: int | None
    following: int | None
    position: int | None
    total: int


# Each part reads a few entries of the index `place_order`, whatever the size of the queue.
_SEEN = """me.team_id = any(%(teams)s) and p.team_id = me.team_id
            and (not p.is_confidential or p.type_id = any(%(types)s))"""
_PLACE = "(p.parked, p.due_at, p.received_at, p.case_id)"
_ME = "(me.parked, me.due_at, me.received_at, me.case_id)"
_SQL = f"""
select me.rest_until, me.waiting,
       (select p.case_id from queue_place p where {_SEEN} and {_PLACE} < {_ME}
         order by p.parked desc, p.due_at desc, p.received_at desc, p.case_id desc limit 1),
       (select p.case_id from queue_place p where {_SEEN} and {_PLACE} > {_ME}
         order by p.parked, p.due_at, p.received_at, p.case_id limit 1),
       (select count(*) from (select 1 from queue_place p where {_SEEN} and {_PLACE} < {_ME} limit %(most)s) before),
       (select count(*) from (select 1 from queue_place p where {_SEEN} limit %(most)s) everything)
  from queue_place me where me.case_id = %(case)s
"""


def standing(case: Case, viewer: Viewer) -> Standing | None:
    """Return how a case stands that `cases.queries` gave this viewer, or None if nothing is left to do in it."""
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
    rest_until, waiting, previous, following, before, total = row
    return Standing(rest_until, waiting, previous, following, before + 1 if before < total else None, total)
