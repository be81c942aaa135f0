"""The state of all promises of a case, as a pure fold over its facts.

Nothing here knows a database or a clock. Due dates are derived, never
patched: the same facts give the same state, however often they are
replayed (DOMAIN 2.1, rule 13).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from kundenkreis.promises.pledge import BROKEN, CALLBACK, FIRST_ANSWER, NEXT_ANSWER, SOLUTION, Pledge
from kundenkreis.worktime import Calendar


class Happened(Protocol):
    """A fact: its kind, its moment (aware, UTC), who did it, and its data."""

    kind: str
    at: datetime
    actor_id: int | None
    data: Any


@dataclass(slots=True)
class State:
    """What is promised in one case. `waiting_since` is set while a question to the requester is open."""

    promises: dict[int, Pledge] = field(default_factory=dict)
    waiting_since: datetime | None = None
    unanswered_since: datetime | None = None
    solved_at: datetime | None = None
    ended: bool = False
    team: int | None = None
    urgency: int = 2

    def owed(self) -> list[Pledge]:
        """Return the promises that are not settled, in the order in which they were given."""
        return [p for p in self.promises.values() if p.is_owed]

    def next_no(self) -> int:
        """Return the number of the next promise of this case."""
        return max(self.promises, default=0) + 1


CalendarOf = Callable[[int], Calendar]


def fold(facts: Iterable[Happened], calendar_of: CalendarOf, now: datetime | None = None) -> State:
    """Replay the facts of one case in order and return the state of its promises.

    `calendar_of` gives the working calendar of a calendar version's id.
    With `now`, promises whose time has run out by then are broken; without
    it the state is that of the last fact. Facts of kinds that mean nothing
    for promises are passed over. Raises KeyError for a fact about a promise
    that was never given, since that cannot come from our steps.
    """
    state = State()
    for fact in facts:
        apply(state, fact, calendar_of)
    if now is not None:
        look(state, now)
    return state


def apply(state: State, fact: Happened, calendar_of: CalendarOf) -> None:
    """Carry the state over one more fact."""
    handle = _MEANING.get(fact.kind)
    if handle is not None:
        look(state, fact.at)
        handle(state, fact, calendar_of)


def look(state: State, at: datetime) -> None:
    """Notice every promise whose time has run out by `at`."""
    for promise in state.promises.values():
        promise.look(at)


def instant(text: str | None) -> datetime | None:
    """Read a moment as facts keep it (ISO 8601 with offset)."""
    return datetime.fromisoformat(text) if text else None


def pledge_of(fact: Happened, calendar_of: CalendarOf) -> Pledge:
    """Return the promise that a `promise.given` fact gives.

    A promise with a target is due that many working seconds after its
    start; one with a fixed date is due then.
    """
    data: Mapping[str, Any] = fact.data
    start = instant(data.get("start")) or fact.at
    target = data.get("target")
    due = instant(data.get("due"))
    if target is not None:
        due = calendar_of(data["calendar"]).add(start, timedelta(seconds=target))
    if due is None:
        raise ValueError("A promise needs a target or a due date.")
    return Pledge(
        no=data["no"],
        kind=data["kind"],
        text=data.get("text", ""),
        given_at=start,
        given_by=fact.actor_id,
        team=data.get("team"),
        calendar=data["calendar"],
        urgency=data.get("urgency", 2),
        step_no=data.get("step"),
        target=target,
        window_from=instant(data.get("from")),
        due_at=due,
    )


def _opened(state: State, fact: Happened, _: CalendarOf) -> None:
    state.team = fact.data.get("team")
    state.urgency = fact.data.get("urgency", 2)
    state.unanswered_since = fact.at


def _given(state: State, fact: Happened, calendar_of: CalendarOf) -> None:
    promise = pledge_of(fact, calendar_of)
    state.promises[promise.no] = promise
    if state.waiting_since is not None:
        promise.pause(fact.at)


def _replied(state: State, fact: Happened, _: CalendarOf) -> None:
    """A human answer. Together with a question it still keeps the first answer, and pauses the rest."""
    for promise in state.owed():
        if promise.kind in (FIRST_ANSWER, NEXT_ANSWER):
            promise.settle(fact.at)
    state.unanswered_since = None
    if fact.data.get("question"):
        state.waiting_since = state.waiting_since or fact.at
        for promise in state.owed():
            promise.pause(fact.at)


def _resume(state: State, at: datetime, calendar_of: CalendarOf) -> None:
    state.waiting_since = None
    for promise in state.owed():
        promise.resume(at, calendar_of(promise.calendar))


def _heard(state: State, fact: Happened, calendar_of: CalendarOf) -> None:
    """Any message of the requester, in any channel, ends the waiting."""
    _resume(state, fact.at, calendar_of)
    state.unanswered_since = state.unanswered_since or fact.at


def _question_closed(state: State, fact: Happened, calendar_of: CalendarOf) -> None:
    _resume(state, fact.at, calendar_of)


def _attempted(state: State, fact: Happened, _: CalendarOf) -> None:
    """A callback is kept by an attempt inside its window, reached or not. Too early counts as an attempt only."""
    promise = state.promises[fact.data["no"]]
    promise.attempts += 1
    early = promise.window_from is not None and fact.at < promise.window_from
    if promise.kind == CALLBACK and promise.is_owed and not early:
        promise.settle(fact.at)


def _fulfilled(state: State, fact: Happened, _: CalendarOf) -> None:
    promise = state.promises[fact.data["no"]]
    if promise.is_owed:
        promise.settle(fact.at)


def _moved(state: State, fact: Happened, _: CalendarOf) -> None:
    due = instant(fact.data["due"])
    promise = state.promises[fact.data["no"]]
    if promise.is_owed and due is not None:
        promise.move(due, fact.at, agreed=fact.data["agreed"], reason=fact.data.get("reason", ""))
        if promise.window_from is not None:
            promise.window_from = instant(fact.data.get("from")) or promise.window_from


def _withdrawn(state: State, fact: Happened, _: CalendarOf) -> None:
    promise = state.promises[fact.data["no"]]
    if promise.is_owed:
        promise.withdraw(fact.at, fact.data.get("reason", ""))


def _disputed(state: State, fact: Happened, calendar_of: CalendarOf) -> None:
    promise = state.promises[fact.data["no"]]
    promise.spoil(fact.at, fact.data.get("reason", ""), calendar_of(promise.calendar))


def _urgency(state: State, fact: Happened, calendar_of: CalendarOf) -> None:
    state.urgency = fact.data["urgency"]
    targets: Mapping[str, int] = fact.data["targets"]
    for promise in state.owed():
        if promise.kind in targets:
            calendar = calendar_of(promise.calendar)
            promise.retarget(
                targets[promise.kind], state.urgency, fact.at, calendar, agreed=fact.data.get("agreed", False)
            )


def _handed_over(state: State, fact: Happened, _: CalendarOf) -> None:
    """Another team takes over what is owed; no due date changes."""
    if "team" in fact.data:
        state.team = fact.data["team"]
        for promise in state.owed():
            promise.team = state.team


def _solved(state: State, fact: Happened, calendar_of: CalendarOf) -> None:
    _resume(state, fact.at, calendar_of)
    state.solved_at, state.ended = fact.at, True
    for promise in state.owed():
        if promise.kind == SOLUTION:
            promise.settle(fact.at)


def _reopened(state: State, fact: Happened, calendar_of: CalendarOf) -> None:
    """The solution did not hold. A new promise is a fact of its own; a late reopening changes no verdict."""
    state.ended = False
    for promise in state.promises.values():
        if promise.kind == SOLUTION and promise.settled_at == state.solved_at:
            promise.spoil(fact.at, "reopened", calendar_of(promise.calendar))
    state.solved_at = None


def _case_withdrawn(state: State, fact: Happened, _: CalendarOf) -> None:
    state.ended, state.waiting_since = True, None
    for promise in state.owed():
        promise.withdraw(fact.at, fact.data.get("reason", ""))


def _merged(state: State, fact: Happened, _: CalendarOf) -> None:
    """What was owed here is owed by the parent case from now on, and by nobody twice."""
    state.ended, state.waiting_since = True, None
    for no in fact.data["moved"]:
        del state.promises[int(no)]


def _taken_over(state: State, fact: Happened, _: CalendarOf) -> None:
    """A promise that came with a merged case, exactly as it stood there."""
    times = ("given_at", "due_at", "window_from", "anew_at", "paused_since", "settled_at")
    values: dict[str, Any] = {k: instant(v) if k in times else v for k, v in fact.data["promise"].items()}
    promise = Pledge(**values)
    state.promises[promise.no] = promise
    if promise.paused_since is None and state.waiting_since is not None:
        promise.pause(fact.at)


def _calendar(state: State, fact: Happened, calendar_of: CalendarOf) -> None:
    promise = state.promises[fact.data["no"]]
    new = fact.data["calendar"]
    promise.change_calendar(new, fact.at, calendar_of(promise.calendar), calendar_of(new))


def _announced(state: State, fact: Happened, _: CalendarOf) -> None:
    """The team was told that time ran out. That is settled whatever comes later."""
    promise = state.promises[fact.data["no"]]
    promise.announced = promise.missed = True
    promise.verdict = BROKEN


_MEANING: dict[str, Callable[[State, Happened, CalendarOf], None]] = {
    "case.opened": _opened,
    "case.handed_over": _handed_over,
    "case.solved": _solved,
    "case.reopened": _reopened,
    "case.withdrawn": _case_withdrawn,
    "case.merged": _merged,
    "reply.sent": _replied,
    "message.received": _heard,
    "question.closed": _question_closed,
    "urgency.changed": _urgency,
    "callback.attempted": _attempted,
    "promise.given": _given,
    "promise.fulfilled": _fulfilled,
    "promise.moved": _moved,
    "promise.withdrawn": _withdrawn,
    "promise.disputed": _disputed,
    "promise.taken_over": _taken_over,
    "promise.recalendared": _calendar,
    "promise.broken": _announced,
}
