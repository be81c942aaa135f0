"""A case that somebody has opened: the first thing every view of this package does."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kundenkreis.cases.head import Head, head
from kundenkreis.cases.models import Case
from kundenkreis.cases.queries import reads_notes
from kundenkreis.flow.errors import NotAllowed, NotFound
from kundenkreis.flow.rights import may
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web import clock
from kundenkreis.web.pages import viewer_of

# Whoever has signed in may knock; towards one case `head` and the steps decide. A colleague who was
# asked, or who follows a case, works in no team.
ANYBODY = "portal.use"


@dataclass(frozen=True, slots=True)
class Opened:
    """Who has opened which case, and when."""

    viewer: Viewer
    now: datetime
    head: Head

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.head.case

    @property
    def at_desk(self) -> bool:
        """Whether the viewer is on the team's side: she works on it or coaches those who do."""
        return reads_notes(self.viewer, self.case)

    def may(self, right: str) -> bool:
        """Whether the viewer has a right towards this case."""
        return may(self.viewer, right, self.case)

    def must(self, right: str) -> None:
        """Raise NotAllowed unless the viewer has a right towards this case."""
        if not self.may(right):
            raise NotAllowed(_("You can read this request, but this step is for the people of its team."))


def open_case(request: HttpRequest, case_id: int) -> Opened:
    """Return the case for the person who asks. Raises NotFound if she may not see it."""
    viewer = viewer_of(request)
    found = head(viewer, case_id)
    if found is None:
        raise NotFound(_("There is no such request, or you are not among the people who may see it."))
    return Opened(viewer, clock.now(), found)
