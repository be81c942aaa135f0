"""Having a case open: colleagues see who else looks at it and who is writing."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.cases.models import Case
from kundenkreis.cases.queries import may_see
from kundenkreis.flow.errors import NotAllowed, NotFound
from kundenkreis.flow.rights import may
from kundenkreis.replies import actions
from kundenkreis.teams.viewer import Viewer


@step
def attend(case_id: int, writing: bool, *, by: Viewer, now: datetime) -> Case:
    """Tell colleagues that somebody has a case open, and whether she writes.

    It is no fact of the case and forgotten within the hour. Returns the
    case, so that the page can see whether something has changed. Raises
    NotFound or NotAllowed.
    """
    case = Case.objects.filter(pk=case_id).first()
    if case is None or not may_see(by, case):
        raise NotFound(_("There is no such request, or you are not among the people who may see it."))
    if not may(by, "case.read_notes", case):
        raise NotAllowed(_("Who works on a request is seen by its team only."))
    actions.attend(case_id, by.id, now, writing=writing and may(by, "case.answer", case))
    return case
