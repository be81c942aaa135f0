"""What happened in a case, read from its facts together with the names they need, in one statement."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import connection

from kundenkreis.cases.history import Happening

MOST = 100

_SQL = """
select f.id, f.kind, f.at, f.actor_id, f.data::json,
       coalesce(trim(a.given_name || ' ' || a.family_name), ''),
       coalesce(trim(o.given_name || ' ' || o.family_name), '')
  from ledger_fact f
  left join people_person a on a.id = f.actor_id
  left join people_person o on o.id = (f.data ->> 'person')::bigint
 where f.thing = 'case' and f.thing_id = %s and f.id < %s and f.kind = any(string_to_array(%s, ' '))
   and f.at >= %s and f.at < %s
 order by f.id desc limit %s
"""
_LAST = 9_223_372_036_854_775_807
_ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def happenings(
    case_id: int,
    kinds: Iterable[str],
    *,
    since: datetime = _ALWAYS[0],
    until: datetime = _ALWAYS[1],
    before: int = _LAST,
    limit: int = MOST,
) -> list[Happening]:
    """Return facts of some kinds, oldest first: the newest `limit` ones in [since, until) and before a fact's id.

    The case must be one that `queries.find` gave the person who asks.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [case_id, before, " ".join(kinds), since, until, limit])
        rows = cursor.fetchall()
    return [Happening(*row) for row in reversed(rows)]
