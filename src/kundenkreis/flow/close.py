"""How a request ends: confirmed, opened again, or withdrawn. Solving goes with a reply, see `flow.answer`."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.cases.models import Case
from kundenkreis.flow import acts
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.hand import put_down, take_up
from kundenkreis.flow.limits import MOST_REASON, line, written
from kundenkreis.teams.viewer import Viewer


@step
def confirm(case_id: int, *, by: Viewer, now: datetime) -> None:
    """The requester confirms the solution."""
    taken = take_up(case_id, now, by, "request.act")
    if taken.hand.case.state != Case.State.SOLVED:
        raise Refused(_("There is no solution to confirm yet."))
    if taken.hand.case.confirmed_at is None:
        acts.confirm(taken.hand, by.id)
        put_down(taken)


@step
def reopen(case_id: int, text: str, *, by: Viewer, now: datetime) -> None:
    """It was not solved after all; the requester says why, a new solution is promised."""
    taken = take_up(case_id, now, by, "case.reopen")
    hand = taken.hand
    if hand.case.is_open:
        raise Refused(_("This request is already open."))
    text = written(text)
    if hand.case.person_id == by.id and not text:
        raise Refused(_("Please write what is still missing."), "text")
    acts.reopen(hand, by.id, text)
    put_down(taken)


@step
def withdraw(case_id: int, reason: str, *, by: Viewer, now: datetime) -> None:
    """The requester does not need it any more."""
    taken = take_up(case_id, now, by, "request.act")
    if not taken.hand.case.is_open:
        raise Refused(_("This request has already ended."))
    acts.withdraw_case(taken.hand, by.id, line(reason, MOST_REASON, "reason"))
    put_down(taken)
