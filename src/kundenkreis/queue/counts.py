"""How much stands in the queue: one bounded look at the index for all figures of the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import connection

from kundenkreis.queue.conditions import EVERYTHING, Condition, every
from kundenkreis.queue.groups import Days, Group
from kundenkreis.queue.queries import MOST


@dataclass(frozen=True, slots=True)
class Count:
    """A figure; `at_least` says that not everything was counted."""

    number: int
    at_least: bool = False

    def __str__(self) -> str:
        return f"{self.number}+" if self.at_least else str(self.number)


@dataclass(frozen=True, slots=True)
class Look:
    """A desk (`of_team` or `of_person`) and what to count there."""

    desk: Condition
    figures: Sequence[Condition]


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of the queue page: of the view on the screen, of its groups, of every view by its key."""

    shown: Count
    groups: Mapping[Group, Count]
    views: Mapping[str, Count]


def page_counts(
    team: Condition, person: Condition, views: Mapping[str, Condition], mine: str, shown: Look, days: Days
) -> Counts:
    """Count everything the queue page says, in one statement.

    `views` are counted at the team's desk, the view `mine` at the person's.
    `shown` is the desk on the screen (one of the two, or a part of it) with the one
    condition of what is shown there; its places are counted by group too.
    """
    (condition,) = shown.figures
    grouped = [condition, *(every([condition, c]) for c in _groups(days))]
    on_screen, keys = Look(shown.desk, grouped), list(views)
    found = count([on_screen, Look(team, list(views.values())), Look(person, [EVERYTHING])])
    total, *groups = found[0]
    by_view = dict(zip(keys, found[1], strict=True)) | {mine: found[2][0]}
    return Counts(total, dict(zip(Group, groups, strict=True)), by_view)


_LOOK = f"""(select array[{{figures}}] from (
    select p.case_id, p.parked, p.due_at, p.risk_at, p.dated, p.taken_by_id, p.type_id, p.organisation_id
    from queue_place p where {{desk}}
    order by p.parked, p.due_at, p.received_at, p.case_id limit {MOST + 1}) as p)"""


def count(looks: Sequence[Look]) -> list[list[Count]]:
    """Count all figures of some desks in one statement.

    At most MOST places of a desk are looked at, the most urgent ones;
    beyond that its figures say "at least". Looks at the same desk share
    one pass over the index.
    """
    desks: list[Condition] = []
    for look in looks:
        if look.desk not in desks:
            desks.append(look.desk)
    passes = [Look(desk, [EVERYTHING, *_figures_of(looks, desk)]) for desk in desks]
    values: list[Any] = [v for look in passes for c in (*look.figures, look.desk) for v in c.values]
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(_pass(look) for look in passes), values)
        counted = [_counted(*array) for array in cursor.fetchone()]
    return [[next(counted[desks.index(look.desk)]) for _ in look.figures] for look in looks]


def _figures_of(looks: Sequence[Look], desk: Condition) -> list[Condition]:
    return [figure for look in looks if look.desk == desk for figure in look.figures]


def _pass(look: Look) -> str:
    figures = ", ".join(f"count(*) filter (where {c.sql})" for c in look.figures)
    return _LOOK.format(figures=figures, desk=look.desk.sql)


def _counted(seen: int, *found: int) -> Iterator[Count]:
    """Return the figures of one desk; the first one is how much was looked at."""
    return (Count(min(n, MOST), seen > MOST) for n in found)


def _groups(days: Days) -> list[Condition]:
    """Return the conditions of the groups, in the order of `Group`."""
    ends = [days.now, days.today, days.tomorrow, days.week]
    running = "not p.parked and p.due_at"
    first = Condition(f"{running} < %s", (ends[0],))
    between = [Condition(f"{running} >= %s and p.due_at < %s", pair) for pair in pairwise(ends)]
    return [first, *between, Condition(f"{running} >= %s", (ends[-1],)), Condition("p.parked")]
