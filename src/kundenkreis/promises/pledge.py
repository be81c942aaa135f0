"""The state of one promise while the facts of its case are folded."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kundenkreis.worktime import Calendar

OPEN, KEPT, BROKEN, WITHDRAWN = "open", "kept", "broken", "withdrawn"
FIRST_ANSWER, NEXT_ANSWER, SOLUTION = "first_answer", "next_answer", "solution"
CALLBACK, MILESTONE, DUE_DATE = "callback", "milestone", "due_date"

# A first answer is never paused. A callback, or a promise of a fixed date,
# names a moment and not an amount of work, so it can be moved but not paused.
PAUSABLE = frozenset({NEXT_ANSWER, SOLUTION, MILESTONE})
DAYS_TO_REOPEN = 5


@dataclass(slots=True)
class Pledge:
    """What the facts say about one promise so far. Times are aware datetimes in UTC.

    `target` is in working seconds and None for a fixed date. `missed` says
    that the due date passed while the promise was owed and not paused.
    """

    no: int
    kind: str
    given_at: datetime
    due_at: datetime
    calendar: int
    text: str = ""
    given_by: int | None = None
    team: int | None = None
    urgency: int = 2
    step_no: int | None = None
    target: int | None = None
    window_from: datetime | None = None
    anew_at: datetime | None = None
    paused_since: datetime | None = None
    verdict: str = OPEN
    settled_at: datetime | None = None
    moves: int = 0
    attempts: int = 0
    reason: str = ""
    missed: bool = False
    announced: bool = False

    @property
    def is_owed(self) -> bool:
        """Whether somebody still has to do what was promised, in time or late."""
        return self.settled_at is None

    @property
    def is_pausable(self) -> bool:
        """Whether waiting for the requester stops this clock."""
        return self.kind in PAUSABLE and self.target is not None

    def look(self, at: datetime) -> None:
        """Notice that the due date has passed. Standing still does not miss anything."""
        if self.is_owed and self.paused_since is None and self.due_at < at:
            self.missed = True
            self.verdict = BROKEN

    def settle(self, at: datetime) -> None:
        """What was promised has been done: kept if in time, otherwise broken for good."""
        self.look(at)
        self.settled_at = at
        self.paused_since = None
        self.verdict = BROKEN if self.missed else KEPT

    def withdraw(self, at: datetime, reason: str = "") -> None:
        """The requester no longer needs it. After the due date that changes no verdict."""
        self.look(at)
        self.settled_at = at
        self.paused_since = None
        self.reason = reason or self.reason
        if not self.missed:
            self.verdict = WITHDRAWN

    def spoil(self, at: datetime, reason: str, calendar: Calendar) -> bool:
        """A kept promise did not hold: reopened or disputed within five working days."""
        if self.verdict != KEPT or self.settled_at is None:
            return False
        if at > calendar.working_days_after(self.settled_at, DAYS_TO_REOPEN):
            return False
        self.verdict = BROKEN
        self.reason = reason
        return True

    def pause(self, at: datetime) -> None:
        """The clock stands still from now on, unless time had run out before."""
        self.look(at)
        if self.is_owed and self.is_pausable and self.paused_since is None and not self.missed:
            self.paused_since = at

    def resume(self, at: datetime, calendar: Calendar) -> None:
        """The clock runs again; the due date moves by the working time of the pause."""
        if self.paused_since is not None:
            self.due_at = calendar.add(self.due_at, calendar.between(self.paused_since, at))
            self.paused_since = None

    def move(self, due: datetime, at: datetime, *, agreed: bool, reason: str) -> None:
        """Move the date. Only an agreement before the due date moves what the verdict looks at."""
        self.look(at)
        self.reason = reason
        if agreed and not self.missed:
            self.due_at = due
            self.moves += 1
        else:
            self.anew_at = due

    def retarget(self, target: int, urgency: int, at: datetime, calendar: Calendar, *, agreed: bool) -> None:
        """Urgency changed at `at` (DOMAIN 2.1, rule 9).

        Raised: min(old due, at + new target). Lowered: nothing changes unless
        the requester agreed; then the difference of the targets is added.
        """
        if self.target is None or not self.is_owed or self.missed:
            return
        paused = self.paused_since is not None
        self.resume(at, calendar)
        self.look(at)
        if target < self.target:
            self.due_at = min(self.due_at, calendar.add(at, timedelta(seconds=target)))
            self.target, self.urgency = target, urgency
        elif agreed and target > self.target:
            self.due_at = calendar.add(self.due_at, timedelta(seconds=target - self.target))
            self.target, self.urgency = target, urgency
        if paused:
            self.pause(at)

    def change_calendar(self, calendar_id: int, at: datetime, old: Calendar, new: Calendar) -> None:
        """From now on another version of the calendar runs the clock; time already worked stays counted."""
        if self.target is None or not self.is_owed or self.missed:
            self.calendar = calendar_id
            return
        paused = self.paused_since is not None
        self.resume(at, old)
        self.look(at)
        if not self.missed:
            self.due_at = new.add(at, old.between(at, self.due_at))
        self.calendar = calendar_id
        if paused:
            self.pause(at)
