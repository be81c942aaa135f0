"""What is owed to one customer, the most pressing first."""

from collections.abc import Sequence
from typing import Any

from kundenkreis.cases.models import Case
from kundenkreis.cases.queries import visible
from kundenkreis.promises.models import Promise
from kundenkreis.teams.viewer import Viewer


def owed_to(
    viewer: Viewer, *, limit: int, organisation_id: int | None = None, person_id: int | None = None
) -> list[Promise]:
    """Return promises not settled yet in requests the viewer may see, with their cases, by due date.

    Only what has a place in the queue is looked at: that is where something
    is owed, however many requests a customer ever had.
    """
    wanted: dict[str, Any] = {"place__isnull": False}
    if organisation_id is not None:
        wanted["place__organisation_id"] = organisation_id
    if person_id is not None:
        wanted["person_id"] = person_id
    cases = Case.objects.filter(visible(viewer), **wanted)
    found = Promise.objects.filter(settled_at=None, case__in=cases.values("pk")).select_related("case")
    return list(found.order_by("due_at", "pk")[:limit])


def next_owed(cases: Sequence[Case]) -> dict[int, Promise]:
    """Return by case the promise that is due first, of cases the viewer was already shown; in one statement."""
    found = Promise.objects.filter(settled_at=None, case__in=[case.pk for case in cases])
    return {promise.case_id: promise for promise in found.order_by("-due_at", "-pk")}
