"""Telling one request from beginning to end: first planned in the order of time, then played."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Concatenate, ParamSpec

from kundenkreis.cases.models import Case, Step
from kundenkreis.cases.urgency import urgency_of
from kundenkreis.console.demo_company.answers import answers_for
from kundenkreis.console.demo_company.demand import Arrival, audience_of
from kundenkreis.console.demo_company.gaps import Gaps
from kundenkreis.console.demo_company.letters import Letters
from kundenkreis.console.demo_company.pace import Pace
from kundenkreis.console.demo_company.town import Town
from kundenkreis.flow import acts, intake
from kundenkreis.flow.hand import Hand
from kundenkreis.flow.history import History
from kundenkreis.people.models import Account, Person
from kundenkreis.promises.targets import targets_for

P = ParamSpec("P")
MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Teller:
    """What every story needs: who is there, how they write, how quick they are, and chance."""

    town: Town
    letters: Letters
    pace: Pace
    rng: Random


class Story:
    """One request. Plots (see `plots.py`) add what happens; `tell` plays it and returns the history.

    `first` is when the first answer leaves and `end` when the request is
    solved, both drawn by the pace of the team. `by` is who works on it.
    """

    def __init__(self, teller: Teller, arrival: Arrival, by: Person | None = None) -> None:
        self.teller, self.arrival, self.rng = teller, arrival, teller.rng
        town = teller.town
        self.wanted = town.type(arrival.situation.type)
        self.team = town.team_for(self.wanted, arrival.account.organisation_id)
        self.calendar = town.calendar(self.team)
        self.gaps = Gaps(self.rng, arrival.at, arrival.account.person.language)
        self.gaps.at_customer_desk = self.team in town.customer_teams
        self.by = by or self._somebody()
        self.gaps["colleague"] = self.another().name
        self.events: list[tuple[datetime, Callable[[History], object]]] = []
        self.until = town.now
        self._draw_pace()

    def _draw_pace(self) -> None:
        at, pace = self.arrival.at, self.teller.pace
        self.urgency = urgency_of(self.arrival.impact, self.arrival.pressure)
        self.targets = targets_for(self.wanted.id, self.urgency)
        self.share = pace.kept(self.team, self.arrival.account.organisation.customer_class == "internal", at)
        waited = pace.wait(self.targets.first_answer, self.share)
        self.first = self.after(at, waited)
        self.is_late = waited > self.targets.first_answer
        self.end = max(self.after(at, pace.wait(self.targets.solution, self.share)), self.soon(self.first))

    # -- people and times ---------------------------------------------------------------------------------------------
    def _somebody(self) -> Person:
        """Return who works on it: somebody of the team, a named reader, or any colleague who is asked."""
        town = self.teller.town
        if self.team is None:
            return self._colleague()
        members = town.members[self.team]
        return self.rng.choice([p for p in members if p.pk in self.wanted.readers] or members)

    def _colleague(self) -> Person:
        while True:
            asked = self.rng.choice(self.teller.town.employees)
            if asked.person_id != self.customer.person_id:
                return asked.person

    def another(self) -> Person:
        """Return a colleague of whoever works on it."""
        members = self.teller.town.members.get(self.team or 0, [])
        others = [p for p in members if p.pk != self.by.pk and (not self.wanted.readers or p.pk in self.wanted.readers)]
        return self.rng.choice(others) if others else self.by

    def after(self, at: datetime, seconds: float) -> datetime:
        """Return when so much working time has passed, and a few seconds more."""
        return self.calendar.add(at, timedelta(seconds=seconds)) + timedelta(seconds=self.rng.randrange(50))

    def soon(self, at: datetime) -> datetime:
        """Return some working minutes later."""
        return self.after(at, self.rng.uniform(12 * MINUTE, 50 * MINUTE))

    def between(self, share: float) -> datetime:
        """Return the moment by which a share of the working time from first answer to end has passed."""
        whole = self.calendar.between(self.first, self.end).total_seconds()
        return self.after(self.first, whole * share)

    @property
    def customer(self) -> Account:
        """Return who asks."""
        return self.arrival.account

    # -- what happens -------------------------------------------------------------------------------------------------
    def do(
        self, at: datetime, act: Callable[Concatenate[Hand, P], object], /, *args: P.args, **values: P.kwargs
    ) -> None:
        """Plan an act of `flow.acts`."""
        self.plan(at, lambda history: history.play(at, act, *args, **values))

    def plan(self, at: datetime, happens: Callable[[History], object]) -> None:
        """Plan something that needs the history as it will stand then."""
        self.events.append((at, happens))

    def say(self, at: datetime, body: str, **then: Any) -> None:
        """Plan a reply of the team. `then` goes with it: question, promise, outcome."""
        self.gaps.at = at
        text = (
            body
            if self.team is None
            else self.teller.letters.from_team(self.by, self.customer.person, body, at, self.gaps)
        )
        self.do(at, acts.answer, self.by.pk, self.gaps.fill(text), **then)

    def hear(self, at: datetime, body: str) -> None:
        """Plan a message of the requester."""
        channel = Case.Channel.MAIL if self.arrival.channel == Case.Channel.MAIL else Case.Channel.PORTAL
        self.do(at, acts.hear, self.customer.person_id, self.written(at, body), channel)

    def written(self, at: datetime, body: str) -> str:
        """Return what the requester writes."""
        self.gaps.at = at
        if self.team is None:
            return self.gaps.fill(body)
        if at == self.arrival.at and self.arrival.channel == Case.Channel.PHONE:
            return self.gaps.fill(body[:1].upper() + body[1:])
        inside = audience_of(self.customer) == "department"
        return self.teller.letters.from_customer(self.customer.person, body, self.gaps, inside=inside)

    def phrase(self, group: str, name: str, at: datetime, **known: str) -> str:
        """Return a common phrase as it is said at a moment."""
        self.gaps.at = at
        return self.teller.letters.phrase(group, name, self.gaps, known, self.gaps.language)

    def remark(self, name: str, at: datetime) -> str:
        """Return something the team says to itself, which is always in German."""
        self.gaps.at = at
        return self.teller.letters.phrase("team", name, self.gaps, {}, "de")

    def word(self, words: Sequence[str]) -> str:
        """Return one of several phrasings."""
        return self.rng.choice(words)

    @property
    def may_ask_team(self) -> bool:
        """Whether a customer team answers this, and whoever works on it can ask in the team's name."""
        town = self.teller.town
        return self.team in town.customer_teams and town.desk_account(self.team, self.by.pk) is not None

    # -- telling ------------------------------------------------------------------------------------------------------
    def lasts_until(self) -> datetime:
        """Return when the last thing happens."""
        return max((at for at, _happens in self.events), default=self.arrival.at)

    def tell(self, until: datetime) -> History:
        """Play everything that happens by a moment."""
        self.until = until
        history = self.begin()
        for at, happens in sorted(self.events, key=lambda event: event[0]):
            if at > until:
                break
            happens(history)
        return history

    def begin(self) -> History:
        """Return the history with its first message."""
        arrival, person = self.arrival, self.customer.person
        self.gaps.at = arrival.at
        situation = arrival.situation
        subject = self.gaps.fill(self.word(situation.subjects))
        text = self.written(arrival.at, self.word(situation.asks))
        request = intake.NewRequest(
            *(self.wanted.id, self.customer.pk, subject, text, arrival.impact, arrival.pressure),
            needed_by=self._needed_by(),
            answers=answers_for(self.wanted.form, self.gaps),
            channel=arrival.channel,
        )
        case = intake.new_case(request, self.customer, self.wanted, self.team, arrival.at)
        case.taken_by = self.by if self.team is None else None
        by = self.by.pk if arrival.channel == Case.Channel.PHONE else person.pk
        return History(case, by, request.text, language=person.language)

    def _needed_by(self) -> datetime | None:
        if self.rng.random() > 0.3:
            return None
        needed = self.after(self.arrival.at, self.targets.solution * self.rng.uniform(0.6, 1.6))
        return self.calendar.end_of_day(needed)

    def finish_steps(self) -> None:
        """Plan the path: taken in with the first answer, finished with the end, the steps between in between."""
        process = self.wanted.process
        for no, item in enumerate(process, start=1):
            at = self._step_done(no, len(process), item.get("target"))
            self.plan(at, partial(self._change_step, at, no))

    def _step_done(self, no: int, steps: int, target: int | None) -> datetime:
        if no == steps:
            return self.end - timedelta(seconds=20)
        if no == 1:
            return self.first + timedelta(seconds=40)
        if target is None:
            return self.between((no - 1) / steps)
        done = self.after(self.arrival.at, self.teller.pace.wait(target, self.share))
        return min(max(done, self.first + timedelta(seconds=45)), self.end - timedelta(seconds=21))

    def _change_step(self, at: datetime, no: int, history: History) -> None:
        history.change_step(at, self.by.pk, no, Step.State.DONE, self.by.pk)
