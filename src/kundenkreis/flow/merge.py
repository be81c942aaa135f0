"""Two requests about the same thing become one. Promises move to the parent once (rule 8)."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.cases.models import Case
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.hand import Hand, put_down, take_up
from kundenkreis.promises.models import Promise
from kundenkreis.promises.pledge import Pledge
from kundenkreis.teams.viewer import Viewer


@step
def merge(case_id: int, into_id: int, *, by: Viewer, now: datetime) -> None:
    """End a case in favour of another one, which owes from now on what was owed here. No date changes."""
    if case_id == into_id:
        raise Refused(_("Please choose another request to merge with."), "into")
    first, second = sorted((case_id, into_id))
    hands = {pk: take_up(pk, now, by, "case.merge") for pk in (first, second)}
    child, parent = hands[case_id], hands[into_id]
    if not child.hand.case.is_open or not parent.hand.case.is_open:
        raise Refused(_("Only open requests can be merged."))
    moved = child.hand.state.owed()
    for pledge in moved:
        _take_over(parent.hand, child.hand, pledge, by)
    case = child.hand.case
    case.state, case.outcome, case.ended_at = Case.State.WITHDRAWN, "", child.hand.now
    case.parent_id = into_id
    child.hand.write("case.merged", by.id, into=into_id, moved=[p.no for p in moved])
    for taken in (child, parent):
        put_down(taken)


def _take_over(parent: Hand, child: Hand, pledge: Pledge, by: Viewer) -> None:
    no = parent.state.next_no()
    values = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in asdict(pledge).items()}
    data: dict[str, Any] = {**values, "no": no}
    Promise.objects.filter(case_id=child.case.pk, no=pledge.no).delete()
    parent.write("promise.taken_over", by.id, promise=data, case=child.case.pk, was=pledge.no)
