"""The own day: it gathers, the template shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kundenkreis.cases.listing import Listed, listed
from kundenkreis.cases.reference import types
from kundenkreis.promises.calendars import calendar_for, calendar_of, current
from kundenkreis.queue.conditions import Condition, every, of_team, of_view
from kundenkreis.queue.filters import UNOWNED
from kundenkreis.queue.groups import Days, days_of
from kundenkreis.queue.next import Suggestion, suggest
from kundenkreis.queue.people import fits_of
from kundenkreis.queue.queries import Owed, Row, rows
from kundenkreis.queue.today import OwnPromise, own_promises
from kundenkreis.reports.queries import parity_line
from kundenkreis.reports.shapes import ParityData
from kundenkreis.teams.presence import Mate, crew
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web.who import zone_of

# So many late places of the team are shown, and among so many unowned ones suggestions are looked for.
LATE, CONSIDERED = 6, 60


@dataclass(frozen=True, slots=True)
class Mine:
    """A promise of one's own with its case."""

    promise: OwnPromise
    case: Listed


@dataclass(frozen=True, slots=True)
class Late:
    """A case of the team in which a promise was not kept."""

    place: Row
    case: Listed
    owed: Owed


@dataclass(frozen=True, slots=True)
class Next:
    """A request to take, with the reason."""

    suggestion: Suggestion[Row]
    case: Listed
    owed: Owed | None


@dataclass(frozen=True, slots=True)
class Day:
    """Everything the page of the own day shows, of one team."""

    team_id: int
    days: Days
    today: list[Mine]
    tomorrow: list[Mine]
    late: list[Late]
    more_late: bool
    next: list[Next]
    crew: list[Mate]
    parity: ParityData | None


def day_of(viewer: Viewer, team_id: int, now: datetime, without: Sequence[int] = ()) -> Day:
    """Gather the day of a person in one of her teams. `without` are requests she does not want to take now."""
    days = days_of(now, zone_of(viewer.zone), calendar_for(team_id))
    own = own_promises(viewer, days.tomorrow, now)
    late = rows(_late(viewer, team_id, now), limit=LATE + 1)
    chosen = _suggestions(viewer, team_id, without, now)
    cases = listed(viewer, [*(o.case_id for o in own), *(r.case_id for r in late), *(s.place.case_id for s in chosen)])
    mine = [Mine(promise, cases[promise.case_id]) for promise in own if promise.case_id in cases]
    return Day(
        team_id=team_id,
        days=days,
        today=[one for one in mine if _due(one.promise) < days.today],
        tomorrow=[one for one in mine if _due(one.promise) >= days.today],
        late=[Late(row, cases[row.case_id], owed) for row in late[:LATE] if (owed := row.owed(now))],
        more_late=len(late) > LATE,
        next=[Next(s, cases[s.place.case_id], s.place.owed(now)) for s in chosen if s.place.case_id in cases],
        crew=crew(team_id, _at_work(team_id, now), days.today),
        parity=parity_line(team_id, now),
    )


def _at_work(team_id: int, now: datetime) -> datetime:
    """Return the present moment, or before opening time the opening: who will not come is away already."""
    calendar = calendar_of(current(team_id))
    opening = calendar.start_of_day(now)
    return max(now, opening) if calendar.local_day(opening) == calendar.local_day(now) else now


def _due(promise: OwnPromise) -> datetime:
    return promise.owed.anew_at or promise.owed.due_at


def _late(viewer: Viewer, team_id: int, now: datetime) -> Condition:
    return every([of_team(viewer, team_id), Condition("not p.parked and p.due_at < %s", (now,))])


def _suggestions(viewer: Viewer, team_id: int, without: Sequence[int], now: datetime) -> list[Suggestion[Row]]:
    """Suggest requests to a member. A coach takes nothing, so nothing is suggested to her."""
    if team_id not in viewer.teams:
        return []
    conditions = [of_team(viewer, team_id), of_view(UNOWNED, viewer, now), Condition("not p.parked")]
    if without:
        conditions.append(Condition("p.case_id <> all(%s)", (list(without),)))
    found = rows(every(conditions), limit=CONSIDERED)
    fits = fits_of(viewer.id)
    return suggest([row for row in found if row.type_id in types()], fits)
