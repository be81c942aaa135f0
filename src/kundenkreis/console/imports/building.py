"""The events of one case become its history: a request, what was done about it, and its promises."""

from collections.abc import Callable, Iterable
from hashlib import blake2s

from kundenkreis.cases.models import Case
from kundenkreis.cases.reference import types
from kundenkreis.console.imports.mapping import URGENCIES, LogMapping
from kundenkreis.console.imports.spool import Event
from kundenkreis.flow import acts
from kundenkreis.flow.history import History
from kundenkreis.flow.intake import NewRequest, new_case
from kundenkreis.flow.newcomers import Newcomers

# The answers to the two urgency questions that give an urgency.
_ANSWERS = {"low": (0, 0), "normal": (1, 1), "high": (1, 2), "urgent": (2, 2)}
_WORKING = frozenset({"take", "reply", "question", "hand_over", "hear"})
_OUTCOMES = {"solve": "granted", "refuse": "refused", "close": "none"}
_MOST_MARK = 120
NOBODY, ANYBODY = "Import", "Unbekannt"


class Builder:
    """Turns cases of a log into histories."""

    def __init__(self, mapping: LogMapping, newcomers: Newcomers) -> None:
        self.mapping, self.newcomers = mapping, newcomers

    def source(self, case: str) -> str:
        """Return the mark by which an imported case is known when the import runs again."""
        mark = f"import:{self.mapping.name}:{case}"
        if len(mark) <= _MOST_MARK:
            return mark
        return f"{mark[: _MOST_MARK - 17]}~{blake2s(case.encode(), digest_size=8).hexdigest()}"

    def meet(self, cases: Iterable[list[Event]]) -> None:
        """Make sure that everybody who asks in these cases is known."""
        self.newcomers.meet(_customer(events[0]) for events in cases)

    def build(self, events: list[Event]) -> History:
        """Return the history of one case; `events` are in order of time and not empty."""
        first = events[0]
        team_id = self.newcomers.team(first.team or self.mapping.name)
        type_id = self.newcomers.type(first.type or self.mapping.name, team_id)
        account = self.newcomers.account(*_customer(first))
        impact, pressure = _ANSWERS[first.urgency if first.urgency in URGENCIES else "normal"]
        subject = first.subject or f"{first.activity}, {first.case}"
        request = NewRequest(
            type_id,
            account.pk,
            subject,
            first.activity,
            impact,
            pressure,
            channel=Case.Channel.IMPORT,
            source=self.source(first.case),
        )
        case = new_case(request, account, types()[type_id], team_id, first.at)
        history = History(case, account.person_id, first.activity)
        for event in events:
            for act in self.mapping.acts(event.activity):
                self._play(history, event, act, is_first=event is first)
        return history

    def _play(self, history: History, event: Event, act: str, *, is_first: bool) -> None:
        """Play one act. What cannot happen in the state of the case is passed over; work after the end reopens it."""
        case = history.case
        if act in ("ignore", "open") or (is_first and act in ("hear", "note", "withdraw")):
            return
        team_id = self.newcomers.team(event.team) if event.team else case.team_id or 0
        by = self.newcomers.member(event.resource or NOBODY, team_id)
        if case.state == Case.State.WITHDRAWN:
            act = "note"
        elif case.state == Case.State.SOLVED and (act in _WORKING or act == "reopen"):
            history.play(event.at, acts.reopen, by)
        if team_id != case.team_id and act != "note":
            history.play(event.at, acts.hand_over, by, team_id=team_id)
        handle = _HANDLERS.get(act)
        if handle is not None:
            handle(history, event, by, act)


def _customer(first: Event) -> tuple[str, str, str]:
    customer = first.customer or f"{ANYBODY} {first.case}"
    return customer, first.organisation or customer, first.customer_class or "external"


def _take(history: History, event: Event, by: int, act: str) -> None:
    case = history.case
    if case.taken_by_id is None:
        history.play(event.at, acts.take, by)
    elif case.taken_by_id != by:
        history.play(event.at, acts.hand_over, by, person_id=by)


def _reply(history: History, event: Event, by: int, act: str) -> None:
    history.play(event.at, acts.reply, by, event.activity, question=act == "question", channel=Case.Channel.IMPORT)


def _hear(history: History, event: Event, by: int, act: str) -> None:
    history.play(event.at, acts.hear, history.case.person_id, event.activity, Case.Channel.IMPORT)


def _note(history: History, event: Event, by: int, act: str) -> None:
    history.play(event.at, acts.note, by, event.activity)


def _end(history: History, event: Event, by: int, act: str) -> None:
    """End the case. What was granted after all counts, although it had been refused before."""
    if not history.case.is_open and act == "solve" and history.case.outcome != _OUTCOMES[act]:
        history.play(event.at, acts.reopen, by)
    if history.case.is_open:
        _reply(history, event, by, "reply")
        history.play(event.at, acts.solve, by, _OUTCOMES[act])


def _confirm(history: History, event: Event, by: int, act: str) -> None:
    if history.case.state == Case.State.SOLVED and history.case.confirmed_at is None:
        history.play(event.at, acts.confirm, history.case.person_id)


def _withdraw(history: History, event: Event, by: int, act: str) -> None:
    if history.case.is_open:
        history.play(event.at, acts.withdraw_case, history.case.person_id)


_HANDLERS: dict[str, Callable[[History, Event, int, str], None]] = {
    "take": _take,
    "hand_over": _take,
    "reply": _reply,
    "question": _reply,
    "hear": _hear,
    "note": _note,
    "solve": _end,
    "refuse": _end,
    "close": _end,
    "confirm": _confirm,
    "withdraw": _withdraw,
}
