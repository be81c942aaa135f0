"""Who is at work: what members of a team say about their own time."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from kundenkreis.teams.models import Absence


@dataclass(frozen=True, slots=True)
class Mate:
    """A member of a team today, by nothing but her own words.

    While she is away, `back_at` is the end of that time. While she is
    here, `leaves_at` is when she goes today and does not say so by clock
    alone. `note` are her words about the one or the other.
    """

    id: int
    name: str
    function: str
    is_away: bool
    back_at: datetime | None
    leaves_at: datetime | None
    note: str


_CREW = """
select p.id, trim(p.given_name || ' ' || p.family_name), m.function, a.start, a."end", a.here, a.note
from teams_membership m
join people_person p on p.id = m.person_id
left join lateral (
    select start, "end", here, note from teams_absence
    where person_id = p.id and "end" > %(now)s and start < %(until)s
    order by start > %(now)s, here, start, id limit 1) a on true
where m.team_id = %(team)s and m.part = 'member' and p.is_active
order by a.start is not null and a.start <= %(now)s and not a.here, p.name_key, p.id
"""


def crew(team_id: int, now: datetime, until: datetime) -> list[Mate]:
    """Return the members of a team, those at work first; `until` is the end of the day."""
    with connection.cursor() as cursor:
        cursor.execute(_CREW, {"team": team_id, "now": now, "until": until})
        return [_mate(now, *row) for row in cursor.fetchall()]


def _mate(
    now: datetime,
    pk: int,
    name: str,
    function: str,
    start: datetime | None,
    end: datetime | None,
    here: bool | None,
    note: str | None,
) -> Mate:
    is_away = start is not None and start <= now and not here
    leaves_at = start if start is not None and start > now and not here else None
    return Mate(pk, name, function, is_away, end if is_away else None, leaves_at, note or "")


def own_absences(person_id: int, now: datetime, limit: int = 50) -> list[Absence]:
    """Return what a person says about her time from now on, in order."""
    return list(Absence.objects.filter(person_id=person_id, end__gt=now).order_by("start", "pk")[:limit])
