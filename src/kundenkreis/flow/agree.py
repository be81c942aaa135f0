"""The requester agrees to a new date that the team has asked for."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.flow import acts
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.hand import put_down, take_up
from kundenkreis.teams.viewer import Viewer


@step
def agree(case_id: int, no: int, *, by: Viewer, now: datetime) -> None:
    """Agree to the date a promise was moved to. Before it is due that moves it, later it changes no verdict (rule 10).

    Raises Refused when there is no such promise, no new date, or nothing left to move.
    """
    taken = take_up(case_id, now, by, "request.act")
    promise = taken.hand.state.promises.get(no)
    if promise is None or promise.anew_at is None:
        raise Refused(_("There is no new date to agree to in this request."))
    if not promise.is_owed or promise.missed:
        raise Refused(_("This promise can no longer be moved. The new date stands all the same."))
    if promise.due_at != promise.anew_at:
        acts.move(taken.hand, by.id, no, promise.anew_at, agreed=True, reason=promise.reason)
        put_down(taken)
