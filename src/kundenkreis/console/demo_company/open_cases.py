"""Requests that are open now: found by telling stories of the last days until enough of each kind are still going on.

How much is left until something is due is counted in working time, so the
queue looks the same at any hour of any day of the week.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from kundenkreis.console.demo_company import plots
from kundenkreis.console.demo_company.demand import COLLEAGUES, Demand
from kundenkreis.console.demo_company.reading import table
from kundenkreis.console.demo_company.situations import Situation, by_id
from kundenkreis.console.demo_company.story import Story, Teller
from kundenkreis.console.demo_company.town import ACCOUNTING, EXPORT, NORTH, PURCHASING, SOUTH
from kundenkreis.console.demo_company.working_day import before
from kundenkreis.flow.history import History
from kundenkreis.people.models import Person
from kundenkreis.queue.actions import place_for

# How many requests a team has open, and how much is left for them.
SIZES = {
    **{SOUTH: 57, NORTH: 53, EXPORT: 48, ACCOUNTING: 40, "Personal": 21, "IT": 26},
    **{"Recht": 15, PURCHASING: 35, COLLEAGUES: 32},
}
SHARES = {"broken": 0.05, "day": 0.27, "next": 0.22, "week": 0.24, "later": 0.13, "resting": 0.09}
_ENDS = (("day", timedelta(hours=8)), ("next", timedelta(hours=16)), ("week", timedelta(hours=32)))
_LONGEST_BROKEN = timedelta(hours=14)
_OLDEST, _RECENT = timedelta(hours=96), 1.5
_TRIES, _TRIES_OF_ONE = 30, 250


def named(row: dict[str, Any]) -> Situation:
    """Return the situation of a row of `data/stage.toml`, with the subject it has there."""
    situation = by_id(row["situation"])
    return replace(situation, subjects=(row.get("subject", situation.subjects[0]),))


class Desks:
    """Fills the desks of all teams. `nobody` is a person who gets nothing here, because her day is told elsewhere."""

    def __init__(self, teller: Teller, demand: Demand, nobody: Person) -> None:
        self._teller, self._demand, self._nobody = teller, demand, nobody
        self._on: dict[int | None, Counter[str]] = {}
        # No situation lies twice on one desk.
        self._seen: set[tuple[int | None, tuple[str, ...]]] = set()

    def fill(self, size: float) -> Iterator[History]:
        """Yield the requests of `data/stage.toml` and so many invented ones that every desk is full (`size` 1.0)."""
        for row in table("data/stage")["open"]:
            found = self._known(row)
            if found is not None:
                yield found
        for desk, usual in SIZES.items():
            yield from self._invented(desk, round(usual * size))

    def count(self, team: int | None, situation: Situation) -> None:
        """Remember a request that lies on a desk for other reasons."""
        self._on.setdefault(team, Counter())["day"] += 1
        self._seen.add((team, situation.solutions))

    def _known(self, row: dict[str, Any]) -> History | None:
        """Return a request whose situation and people are given, or None if there was no chance of it."""
        person = self._teller.town.person(row["by"]) if "by" in row else None
        situation = named(row)
        for _try in range(_TRIES_OF_ONE):
            arrival = self._demand.request(self._recently(), self._teller.town.account(row["who"]), situation)
            story = Story(self._teller, arrival, person)
            story.gaps |= row.get("gaps", {})
            history = self._told(story, row["left"])
            if history is not None and history.case.taken_by_id == (person.pk if person else None):
                return self._put(history, story, row["left"])
        return None

    def _invented(self, desk: str, size: int) -> Iterator[History]:
        """Yield what is missing on a desk, by the shares as far as that is possible at this hour."""
        team = self._teller.town.teams.get(desk)
        on = self._on.setdefault(team, Counter())
        for strict in (True, False):
            for _try in range(_TRIES * size):
                if on.total() >= size:
                    return
                story = Story(self._teller, self._demand.arrival(self._recently(), desk))
                history = self._told(story, "")
                left = self._left(history) if history is not None and history.case.team_id == team else ""
                is_new = not strict or (team, story.arrival.situation.solutions) not in self._seen
                if history is not None and left and is_new and on[left] < SHARES[left] * size * (1 if strict else 1.6):
                    yield self._put(history, story, left)

    def _put(self, history: History, story: Story, left: str) -> History:
        self._on.setdefault(story.team, Counter())[left] += 1
        self._seen.add((story.team, story.arrival.situation.solutions))
        return history

    def _recently(self) -> datetime:
        """Return a moment of the last working days, more likely a recent one."""
        town = self._teller.town
        work = _OLDEST * self._teller.rng.random() ** _RECENT
        return before(town.calendar(None), town.now, work) - timedelta(seconds=self._teller.rng.randrange(60))

    def _told(self, story: Story, left: str) -> History | None:
        """Tell a story until now. None if it is over, of another kind than wanted, or with the one who gets nothing."""
        plot = plots.choose(story)
        if left == "resting":
            plot = plots.asked_back if story.arrival.situation.question else plots.rested
        plot(story)
        if min(story.end, story.lasts_until()) <= self._teller.town.now:
            return None
        history = story.tell(self._teller.town.now)
        is_hers = history.case.taken_by_id == self._nobody.pk
        found = self._left(history)
        return history if found and not is_hers and left in ("", found) else None

    def _left(self, history: History) -> str:
        """Return how much is left until the next promise is due; nothing for a request that has ended."""
        hand, now = history.hand, self._teller.town.now
        history.run(now)
        place = place_for(hand.case, hand.state, hand.rest_until, now)
        if place is None or not hand.case.is_open or not hand.state.owed():
            return ""
        calendar = self._teller.town.calendar(hand.case.team_id)
        if place.parked:
            return "resting"
        if place.due_at < now:
            return "broken" if calendar.between(place.due_at, now) < _LONGEST_BROKEN else ""
        left = calendar.between(now, place.due_at)
        return next((name for name, end in _ENDS if left <= end), "later")
