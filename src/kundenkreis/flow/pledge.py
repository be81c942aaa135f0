"""Giving, keeping, moving and withdrawing promises."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.flow import acts
from kundenkreis.flow.acts import NewPromise
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.hand import Hand, Taken, put_down, take_up
from kundenkreis.flow.limits import MOST_REASON, line, within_years
from kundenkreis.promises.pledge import CALLBACK, DUE_DATE, MILESTONE, Pledge
from kundenkreis.teams.viewer import Viewer

GIVEN_BY_HAND = (CALLBACK, MILESTONE, DUE_DATE)
MOST_PROMISED = 200
__all__ = ["NewPromise", "attempt", "dispute", "give", "keep", "move", "withdraw"]


@step
def give(case_id: int, new: NewPromise, *, by: Viewer, now: datetime) -> int:
    """Promise something by a date; the requester is told. Returns the number of the promise."""
    taken = take_up(case_id, now, by, "promise.give")
    checked = check(new, taken.hand)
    no = acts.give(taken.hand, by.id, checked)
    put_down(taken)
    return no


def check(new: NewPromise, hand: Hand) -> NewPromise:
    """Return the promise in order, or raise Refused with what is missing."""
    text = line(new.text, MOST_PROMISED, "text")
    if new.kind not in GIVEN_BY_HAND:
        raise Refused(_("Please choose a callback, a milestone or a date."), "kind")
    if new.kind != CALLBACK and not text:
        raise Refused(_("Please write what you promise."), "text")
    wanted = new.due_at or new.due_day
    if wanted is None:
        raise Refused(_("Please enter by when."), "due")
    within_years(wanted, hand.now, "due")
    due = new.due(hand)
    if due <= hand.now:
        raise Refused(_("The date lies in the past. Please choose a later one."), "due")
    if new.window_from is not None and new.window_from >= due:
        raise Refused(_("The callback window has to begin before it ends."), "from")
    return NewPromise(new.kind, text, due, None, new.window_from, new.step_no)


def _promise(taken: Taken, no: int) -> Pledge:
    """Return a promise that is still owed, or say what became of it."""
    promise = taken.hand.state.promises.get(no)
    if promise is None:
        raise Refused(_("There is no such promise in this request."))
    if not promise.is_owed:
        raise Refused(_("This promise is already settled. Please reload the page to see how."))
    return promise


@step
def move(
    case_id: int,
    no: int,
    *,
    agreed: bool,
    reason: str,
    by: Viewer,
    now: datetime,
    due_at: datetime | None = None,
    due_day: date | None = None,
    window_from: datetime | None = None,
) -> None:
    """Move a promise. Agreed with the requester before it is due, the date moves; otherwise it counts as not kept."""
    taken = take_up(case_id, now, by, "promise.move")
    promise = _promise(taken, no)
    due = _new_date(taken.hand, due_at, due_day)
    if due <= taken.hand.now:
        raise Refused(_("The date lies in the past. Please choose a later one."), "due")
    reason = line(reason, MOST_REASON, "reason")
    if not agreed and not reason:
        raise Refused(_("Please tell the requester why the date has to change."), "reason")
    if promise.kind == CALLBACK and window_from is not None and window_from >= due:
        raise Refused(_("The callback window has to begin before it ends."), "from")
    acts.move(taken.hand, by.id, no, due, agreed=agreed, reason=reason, window_from=window_from)
    put_down(taken)


def _new_date(hand: Hand, due_at: datetime | None, due_day: date | None) -> datetime:
    wanted = due_at or due_day
    if wanted is None:
        raise Refused(_("Please enter the new date."), "due")
    within_years(wanted, hand.now, "due")
    return wanted if isinstance(wanted, datetime) else hand.calendar().end_of_working_day(wanted)


@step
def withdraw(case_id: int, no: int, reason: str, *, by: Viewer, now: datetime) -> None:
    """The requester does not need it any more, and said so."""
    taken = take_up(case_id, now, by, "promise.move")
    promise = _promise(taken, no)
    if promise.kind not in GIVEN_BY_HAND:
        raise Refused(_("An answer or a solution is owed until it is given. The requester can withdraw the request."))
    acts.withdraw_promise(taken.hand, by.id, no, line(reason, MOST_REASON, "reason"))
    put_down(taken)


@step
def keep(case_id: int, no: int, *, by: Viewer, now: datetime) -> None:
    """What was promised has been done."""
    taken = take_up(case_id, now, by, "promise.keep")
    promise = _promise(taken, no)
    if promise.kind not in (MILESTONE, DUE_DATE):
        raise Refused(_("This is kept by a reply, a callback or the solution, not by ticking it off."))
    acts.fulfil(taken.hand, by.id, no)
    put_down(taken)


@step
def attempt(case_id: int, no: int, reached: bool, note: str, *, by: Viewer, now: datetime) -> None:
    """Somebody called back. Inside the window that keeps the promise, reached or not (rule 5)."""
    taken = take_up(case_id, now, by, "promise.keep")
    promise = _promise(taken, no)
    if promise.kind != CALLBACK:
        raise Refused(_("Only a callback has attempts."))
    acts.attempt(taken.hand, by.id, no, reached=reached, text=line(note, MOST_REASON, "text"))
    put_down(taken)


@step
def dispute(case_id: int, no: int, reason: str, *, by: Viewer, now: datetime) -> None:
    """The requester says that a milestone or date was not kept; possible for five working days (rule 6)."""
    taken = take_up(case_id, now, by, "request.act")
    promise = taken.hand.state.promises.get(no)
    if promise is None or promise.kind not in (MILESTONE, DUE_DATE):
        raise Refused(_("There is no such promise in this request."))
    acts.dispute(taken.hand, by.id, no, line(reason, MOST_REASON, "reason"))
    if promise.verdict == "kept":
        raise Refused(_("This can be said for five working days. Please write to us instead."))
    put_down(taken)
