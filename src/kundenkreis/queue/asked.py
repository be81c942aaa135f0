"""What colleagues asked of one person, outside of any team."""

from dataclasses import dataclass
from datetime import datetime

from kundenkreis.cases.models import Case
from kundenkreis.teams.viewer import Viewer

_LAST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class AskedOf:
    """One thing somebody was asked personally, by whom, and by when something is owed (`due_at`) and needed."""

    id: int
    subject: str
    given_name: str
    family_name: str
    department: str
    received_at: datetime
    needed_by: datetime | None
    ended_at: datetime | None
    due_at: datetime | None

    @property
    def asker(self) -> str:
        """The name of who asked."""
        return f"{self.given_name} {self.family_name}".strip()


def asked_of(viewer: Viewer, *, is_open: bool, limit: int, before: int | None = None) -> list[AskedOf]:
    """Return what the viewer was asked, newest first; `before` is the number of the last one seen."""
    found = Case.objects.filter(taken_by_id=viewer.id, team=None, pk__lt=min(before or _LAST_ID, _LAST_ID))
    found = found.filter(state=Case.State.OPEN) if is_open else found.exclude(state=Case.State.OPEN)
    columns = (
        "pk",
        "subject",
        "person__given_name",
        "person__family_name",
        "organisation__name",
        "received_at",
        "needed_by",
        "ended_at",
        "place__due_at",
    )
    return [AskedOf(*row) for row in found.order_by("-pk").values_list(*columns)[:limit]]
