"""The acts of the daily work, on a case in hand. They write facts and touch nothing else.

Steps wrap them in a transaction; histories play them over simulated time.
`by` is the id of the person who acts.
"""

from dataclasses import dataclass
from datetime import date, datetime

from kundenkreis.cases.models import Case, Message, Step
from kundenkreis.cases.reference import types
from kundenkreis.cases.urgency import urgency_of
from kundenkreis.flow.hand import Hand
from kundenkreis.promises.pledge import CALLBACK, FIRST_ANSWER, MILESTONE, NEXT_ANSWER, SOLUTION
from kundenkreis.promises.targets import targets_for


@dataclass(frozen=True, slots=True)
class NewPromise:
    """A promise to be given: a moment (`due_at`) or the end of a working day (`due_day`)."""

    kind: str
    text: str
    due_at: datetime | None = None
    due_day: date | None = None
    window_from: datetime | None = None
    step_no: int | None = None

    def due(self, hand: Hand) -> datetime:
        """Return when it is due; "by Friday" is the end of Friday's last window."""
        if self.due_at is not None:
            return self.due_at
        if self.due_day is None:
            raise ValueError("A promise needs a date.")
        return hand.calendar().end_of_working_day(self.due_day)


def open_case(hand: Hand, by: int | None) -> None:
    """The request has come in: first answer and next step are promised at once (rule 1).

    A step on the way is owed no later than the solution it leads to.
    """
    case = hand.case
    urgency = case.urgency
    hand.write("case.opened", by, team=case.team_id, urgency=urgency, type=case.type_id, channel=case.channel)
    targets = targets_for(case.type_id, urgency).as_dict()
    for kind in (FIRST_ANSWER, SOLUTION):
        _promise(hand, kind, targets[kind])
    for step in hand.steps:
        target = types()[case.type_id].process[step.no - 1].get("target")
        if target:
            _promise(hand, MILESTONE, min(int(target), targets[SOLUTION]), text=step.title, step=step.no)


def _promise(hand: Hand, kind: str, target: int, **more: object) -> None:
    """Give a promise that follows from a request by itself; nobody is written to about it."""
    hand.write(
        "promise.given",
        None,
        no=hand.state.next_no(),
        kind=kind,
        target=target,
        calendar=hand.calendar_id(),
        team=hand.case.team_id,
        urgency=hand.case.urgency,
        quiet=True,
        **more,
    )


def process_of(case: Case, language: str) -> list[Step]:
    """Return the steps of the whole process by the template of the request type; the first one is in progress."""
    steps = []
    for no, item in enumerate(types()[case.type_id].process, start=1):
        title = item.get("title_en") if language == "en" else None
        state = Step.State.NOW if no == 1 else Step.State.TODO
        steps.append(Step(case=case, no=no, position=no, title=title or item["title"], state=state))
    return steps


def hear(hand: Hand, by: int | None, text: str, channel: str, mail_id: str = "") -> Message:
    """The requester writes. An answer is owed from the first unanswered message on (rule 3)."""
    message = hand.say(Message.By.CUSTOMER, by, text, channel, mail_id=mail_id)
    hand.write("message.received", by, channel=channel)
    answers_owed = (FIRST_ANSWER, NEXT_ANSWER)
    if not any(p.kind in answers_owed for p in hand.state.owed()):
        _promise(hand, NEXT_ANSWER, targets_for(hand.case.type_id, hand.case.urgency).next_answer)
    return message


def reply(hand: Hand, by: int, text: str, *, question: bool = False, channel: str = "portal") -> Message:
    """A person answers, visible to the requester. A question in it stops the clocks that may stand still."""
    message = hand.say(Message.By.TEAM, by, text, channel)
    hand.write("reply.sent", by, question=question, channel=channel)
    return message


def answer(
    hand: Hand, by: int, text: str, *, question: bool = False, promise: NewPromise | None = None, outcome: str = ""
) -> Message:
    """A reply leaves, with the promise and the outcome that go along. Who answers what nobody has, has taken it."""
    case = hand.case
    if case.taken_by_id is None:
        take(hand, by)
    channel = case.channel if case.channel == Case.Channel.MAIL else Case.Channel.PORTAL
    message = reply(hand, by, text, question=question, channel=channel)
    if promise is not None:
        give(hand, by, promise, quiet=True)
    if outcome and case.is_open:
        solve(hand, by, outcome)
    return message


def note(hand: Hand, by: int, text: str) -> Message:
    """Something for the team only. It keeps no promise."""
    message = hand.say(Message.By.NOTE, by, text, Case.Channel.PORTAL)
    hand.write("note.written", by)
    return message


def take(hand: Hand, by: int) -> None:
    """A person takes the case."""
    hand.case.taken_by_id = by
    hand.write("case.taken", by)


def release(hand: Hand, by: int | None) -> None:
    """The case goes back to the team."""
    hand.case.taken_by_id = None
    hand.write("case.released", by)


def hand_over(hand: Hand, by: int | None, *, team_id: int | None = None, person_id: int | None = None) -> None:
    """The case goes to another team or person. No due date changes (rule 8)."""
    case = hand.case
    data: dict[str, int | None] = {"person": person_id}
    if team_id is not None and team_id != case.team_id:
        data["team"] = team_id
        case.team_id = team_id
    case.taken_by_id = person_id
    case.hand_overs += 1
    hand.write("case.handed_over", by, **data)


def rest(hand: Hand, by: int, until: datetime) -> None:
    """Nothing can be done before a date. Clocks go on; the date survives whatever the customer writes."""
    hand.rest_until = until
    hand.write("case.rested", by, until=until.isoformat())


def wake(hand: Hand, by: int | None) -> None:
    """The case comes back before its date, or the team no longer waits for an answer to its question."""
    if hand.rest_until is not None:
        hand.rest_until = None
        hand.write("case.woken", by)
    if hand.state.waiting_since is not None:
        hand.write("question.closed", by)


def come_back(hand: Hand) -> None:
    """A rest ends by itself when its date is here."""
    if hand.rest_until is not None and hand.rest_until <= hand.now:
        hand.rest_until = None
        hand.write("case.woken")


def ask_team(hand: Hand, by: int, part: Case) -> None:
    """Another team is asked for its part, which is a case of its own."""
    hand.write("team.asked", by, case=part.pk, team=part.team_id)


def change_urgency(hand: Hand, by: int, impact: int, pressure: int, *, agreed: bool) -> None:
    """Answer the two urgency questions anew. Dates come nearer; they move away only if the requester agrees."""
    case = hand.case
    case.impact, case.pressure = impact, pressure
    case.urgency = urgency_of(impact, pressure)
    targets = targets_for(case.type_id, case.urgency).as_dict()
    hand.write("urgency.changed", by, urgency=int(case.urgency), targets=targets, agreed=agreed)


def give(hand: Hand, by: int, new: NewPromise, *, quiet: bool = False) -> int:
    """Promise something by a date and return its number."""
    no = hand.state.next_no()
    hand.write(
        "promise.given",
        by,
        no=no,
        kind=new.kind,
        text=new.text,
        due=new.due(hand).isoformat(),
        calendar=hand.calendar_id(),
        team=hand.case.team_id,
        urgency=hand.case.urgency,
        step=new.step_no,
        quiet=quiet,
        **({"from": new.window_from.isoformat()} if new.window_from else {}),
    )
    return no


def move(
    hand: Hand,
    by: int,
    no: int,
    due: datetime,
    *,
    agreed: bool,
    reason: str = "",
    window_from: datetime | None = None,
) -> None:
    """Move a promise. Without the requester's agreement it is broken at the old date (rule 10)."""
    moved = {"from": window_from.isoformat()} if window_from else {}
    hand.write("promise.moved", by, no=no, due=due.isoformat(), agreed=agreed, reason=reason, **moved)


def withdraw_promise(hand: Hand, by: int, no: int, reason: str = "") -> None:
    """The requester no longer needs it."""
    hand.write("promise.withdrawn", by, no=no, reason=reason)


def fulfil(hand: Hand, by: int, no: int) -> None:
    """What was promised has been done."""
    hand.write("promise.fulfilled", by, no=no)


def attempt(hand: Hand, by: int, no: int, *, reached: bool, text: str = "") -> None:
    """Somebody called back, whether or not the customer was reached."""
    hand.write("callback.attempted", by, no=no, reached=reached, note=text)


def dispute(hand: Hand, by: int, no: int, reason: str = "") -> None:
    """The requester says that a milestone or date was not kept."""
    hand.write("promise.disputed", by, no=no, reason=reason)


def solve(hand: Hand, by: int, outcome: str) -> None:
    """The request has been answered for good. What is still owed besides stays owed."""
    case = hand.case
    case.state, case.outcome, case.ended_at = Case.State.SOLVED, outcome, hand.now
    hand.rest_until = None
    hand.write("case.solved", by, outcome=outcome)


def reopen(hand: Hand, by: int | None, text: str = "") -> None:
    """It was not solved. A new solution is promised; the old verdict stays (rule 4).

    What the requester says to it is a message to be answered, what the team says is a note.
    """
    case = hand.case
    case.state, case.outcome, case.ended_at, case.confirmed_at = Case.State.OPEN, "", None, None
    hand.write("case.reopened", by)
    _promise(hand, SOLUTION, targets_for(case.type_id, case.urgency).solution)
    if text and by == case.person_id:
        hear(hand, by, text, Case.Channel.PORTAL)
    elif text and by is not None:
        note(hand, by, text)


def confirm(hand: Hand, by: int) -> None:
    """The requester says that it is solved."""
    hand.case.confirmed_at = hand.now
    hand.write("case.confirmed", by)


def withdraw_case(hand: Hand, by: int, reason: str = "") -> None:
    """The requester no longer needs anything (rule 11)."""
    case = hand.case
    case.state, case.ended_at = Case.State.WITHDRAWN, hand.now
    hand.rest_until = None
    hand.write("case.withdrawn", by, reason=reason)


def is_callback(hand: Hand, no: int) -> bool:
    """Whether a promise of the case in hand is a callback."""
    return hand.state.promises[no].kind == CALLBACK
