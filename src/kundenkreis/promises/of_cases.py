"""The promises of several cases, in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import connection

from kundenkreis.promises.of_case import Promised

_SQL = """
select case_id, no, kind, text, given_at, given_by_id, window_from, due_at, anew_at, paused_since, verdict, settled_at,
       target, calendar_id, moves, attempts, reason, step_no
  from promises_promise where case_id = any(%s)
 order by settled_at desc nulls first, due_at, no
"""


def of_cases(case_ids: Iterable[int]) -> Mapping[int, list[Promised]]:
    """Return the promises of cases by case: what is owed by its date, then what is settled from the newest on.

    The cases must be such as the person who asks may see.
    """
    found: defaultdict[int, list[Promised]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [list(case_ids)])
        for case_id, *row in cursor.fetchall():
            found[case_id].append(Promised(*row))
    return found
