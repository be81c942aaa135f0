"""A case in hand: the case, the state of its promises, and what this step adds.

Every step takes a case in hand, does its acts (see `flow.acts`), and puts
it down. Histories that are written in one go (demo, import) use the same
acts on cases in hand that were never taken from the database, so both ways
write the same rows.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case, Message, Step
from kundenkreis.cases.queries import may_see
from kundenkreis.cases.search import refresh
from kundenkreis.flow.errors import NotAllowed, NotFound
from kundenkreis.flow.reactions import react
from kundenkreis.flow.rights import may
from kundenkreis.ledger.actions import fact, record
from kundenkreis.ledger.models import Fact
from kundenkreis.ledger.queries import facts_of
from kundenkreis.promises import actions as promises
from kundenkreis.promises.calendars import calendar_of, current
from kundenkreis.promises.fold import State, apply, fold, look
from kundenkreis.queue.actions import place_for, put
from kundenkreis.teams.viewer import Viewer
from kundenkreis.worktime import Calendar


@dataclass(slots=True)
class Hand:
    """One case while somebody works on it. `now` never lies before the last fact of the case."""

    case: Case
    state: State
    now: datetime
    rest_until: datetime | None = None
    facts: list[Fact] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    is_new: bool = False

    def write(self, kind: str, by: int | None = None, /, **data: Any) -> Fact:
        """Add a fact of this moment and carry the promises over it."""
        added = fact("case", self.case.pk or 0, kind, at=self.now, by=by, data=data)
        self.facts.append(added)
        apply(self.state, added, calendar_of)
        return added

    def notice(self) -> None:
        """Record every promise whose time has run out by now."""
        look(self.state, self.now)
        self.facts += promises.announcements(self.case.pk or 0, self.state)

    def say(self, by: str, author_id: int | None, text: str, channel: str, **more: Any) -> Message:
        """Add a message to the conversation."""
        message = Message(case=self.case, by=by, author_id=author_id, at=self.now, text=text, channel=channel, **more)
        self.messages.append(message)
        return message

    def calendar_id(self) -> int:
        """Return the calendar version that runs the clock of a promise given now."""
        return current(self.case.team_id)

    def calendar(self) -> Calendar:
        """Return the serving team's calendar as it is in force."""
        return calendar_of(self.calendar_id())


def resting(facts: list[Fact]) -> datetime | None:
    """Return until when a case rests, by its facts."""
    until = None
    for item in facts:
        if item.kind == "case.rested":
            until = datetime.fromisoformat(item.data["until"])
        elif item.kind in ("case.woken", "case.solved", "case.withdrawn"):
            until = None
    return until


@dataclass(slots=True)
class Taken:
    """What `take_up` found, so that `put_down` can tell what changed."""

    hand: Hand
    before: dict[int, dict[str, Any]]
    changed: int


def take_up(case_id: int, now: datetime, by: Viewer | None = None, right: str = "") -> Taken:
    """Take a case in hand and hold it against other steps.

    Raises NotFound if the person may not even know of it, NotAllowed if she
    has not the right. Without a person (worker) no right is asked for.
    """
    case = cases.hold(case_id)
    if case is None or (by is not None and not _knows(by, case)):
        raise NotFound(_("There is no such request, or you are not among the people who may see it."))
    if by is not None and not may(by, right, case):
        raise NotAllowed(_("You can read this request, but this step is for the people of its team."))
    facts = facts_of("case", case.pk)
    state = fold(facts, calendar_of)
    before = promises.snapshot(state)
    hand = Hand(case, state, max(now, facts[-1].at) if facts else now, resting(facts))
    hand.notice()
    return Taken(hand, before, case.changed)


def _knows(viewer: Viewer, case: Case) -> bool:
    return may_see(viewer, case) or (not case.is_confidential and case.watchers.filter(person_id=viewer.id).exists())


_CHANGEABLE = [
    "team",
    "taken_by",
    "state",
    "outcome",
    "ended_at",
    "confirmed_at",
    "impact",
    "pressure",
    "urgency",
    "hand_overs",
    "parent",
    "changed",
]


# Who has a case is one of the things it is found by.
_FOUND_ANEW = frozenset({"case.handed_over", "case.taken", "case.released"})


def put_down(taken: Taken) -> list[Fact]:
    """Store everything the step did and start what follows from it. Returns the new facts."""
    hand = taken.hand
    hand.notice()
    case = hand.case
    if not hand.is_new:  # a new case was stored as it is a moment ago
        case.changed = taken.changed + len(hand.messages)
        case.save(update_fields=_CHANGEABLE)
    facts = record(hand.facts)
    if hand.messages:
        Message.objects.bulk_create(hand.messages)
    if hand.steps:
        Step.objects.bulk_create(hand.steps)
    promises.store(case.pk, hand.state, taken.before)
    put(place_for(case, hand.state, hand.rest_until, hand.now), case.pk)
    if hand.is_new or hand.messages or any(f.kind in _FOUND_ANEW for f in facts):
        refresh([case.pk])
    react(facts, hand)
    return facts
