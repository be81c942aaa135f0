"""The history of one case, played over simulated time on a hand that no database knows."""

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from kundenkreis.base.text import clean
from kundenkreis.cases.models import Case, Step
from kundenkreis.flow import acts, path
from kundenkreis.flow.hand import Hand
from kundenkreis.flow.intake import begin
from kundenkreis.promises.fold import State
from kundenkreis.queue.actions import place_for

P = ParamSpec("P")
R = TypeVar("R")


class History:
    """One case from its first message on: the same acts as in daily work, without a database.

    Acts are played in the order of time; between them time runs out as if
    the worker had looked at every moment. So the rows are those that the
    steps would have written, which a test shows. Nothing is checked: an act
    that a step would refuse must not be played. Nobody is written to.

        case = intake.new_case(request, account, wanted, team_id, received)
        history = History(case, account.person_id, request.text)
        history.play(at, acts.take, aylin)
        history.play(at + UNDO, acts.answer, aylin, "Guten Tag …", outcome="granted")
        write([history], now)

    A reply leaves `flow.answer.UNDO` after somebody pressed "send"; here
    the moment at which it leaves is given. `case.pk` may be set beforehand,
    out of `reserve`; otherwise the case gets its number when it is written.
    """

    __slots__ = ("hand", "parts")

    def __init__(self, case: Case, by: int | None, text: str, *, mail_id: str = "", language: str = "de") -> None:
        self.hand = Hand(case, State(), case.received_at, is_new=True)
        self.parts: list[History] = []
        begin(self.hand, by, clean(text).strip(), mail_id, language)

    @property
    def case(self) -> Case:
        """The case as it stands after the last act."""
        return self.hand.case

    def play(self, at: datetime, act: Callable[Concatenate[Hand, P], R], /, *args: P.args, **values: P.kwargs) -> R:
        """Let time run until `at` and do an act of `flow.acts` then, or right after the last fact if that is later."""
        self.run(at)
        done = act(self.hand, *args, **values)
        self.hand.notice()
        return done

    def change_step(self, at: datetime, by: int, no: int, state: str, owner_id: int | None = None) -> list[Step]:
        """Say how far the step of a number is, see `flow.path.change`."""
        step = next(step for step in self.hand.steps if step.no == no)
        return self.play(at, path.change, by, self.hand.steps, step, owner_id=owner_id, state=state)

    def ask_team(self, at: datetime, by: int, part: "History") -> None:
        """Another team is asked for its part; the part's case came in at the same moment."""
        part.case.parent = self.case
        self.parts.append(part)
        self.play(at, acts.ask_team, by, part.case)

    def run(self, until: datetime) -> None:
        """Let time run: what was due by then is announced as not kept, and a rest comes to its end."""
        while (wakes := self._wakes()) is not None and wakes <= until:
            self._look(wakes)
            acts.come_back(self.hand)
            self.hand.notice()
        self._look(until)

    def _look(self, at: datetime) -> None:
        self.hand.now = max(at, self.hand.facts[-1].at)
        self.hand.notice()

    def _wakes(self) -> datetime | None:
        hand = self.hand
        if hand.rest_until is None:
            return None
        place = place_for(hand.case, hand.state, hand.rest_until, hand.now)
        return place.parked_until if place else None
