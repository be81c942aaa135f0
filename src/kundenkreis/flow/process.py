"""The steps of the whole process, as the doing team sees fit."""

from datetime import datetime

from django.db.models import F, Max
from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.cases.models import Step
from kundenkreis.flow import path
from kundenkreis.flow.colleagues import must_work_in
from kundenkreis.flow.errors import NotFound, Refused
from kundenkreis.flow.hand import put_down, take_up
from kundenkreis.flow.limits import line
from kundenkreis.teams.viewer import Viewer

MOST_STEPS, MOST_TITLE = 30, 120


@step
def add_step(case_id: int, title: str, *, by: Viewer, now: datetime, after: int | None = None) -> Step:
    """Add a step at the end, or behind the position `after`."""
    taken = take_up(case_id, now, by, "case.steps")
    title = line(title, MOST_TITLE, "title")
    if not title:
        raise Refused(_("Please say what is to be done in this step."), "title")
    mine = Step.objects.filter(case_id=case_id)
    last = mine.aggregate(no=Max("no"), position=Max("position"))
    if (last["no"] or 0) >= MOST_STEPS:
        raise Refused(_("A case holds up to %(most)s steps. Please join some.") % {"most": MOST_STEPS}, "title")
    position = (last["position"] or 0) + 1 if after is None else after + 1
    mine.filter(position__gte=position).update(position=F("position") + 1)
    new = Step.objects.create(case_id=case_id, no=(last["no"] or 0) + 1, position=position, title=title)
    taken.hand.write("step.added", by.id, no=new.no, title=title)
    put_down(taken)
    return new


@step
def change_step(
    case_id: int,
    step_id: int,
    *,
    by: Viewer,
    now: datetime,
    title: str | None = None,
    owner_id: int | None = None,
    state: str | None = None,
) -> Step:
    """Rename a step, give it an owner (0: nobody), or say how far it is. A step that is done keeps its promise."""
    taken = take_up(case_id, now, by, "case.steps")
    if state is not None and state not in Step.State.values:
        raise Refused(_("Please choose one of the given states."), "state")
    steps, found = _steps(case_id, step_id)
    if owner_id and owner_id != found.owner_id:
        must_work_in(taken.hand.case, taken.hand.case.team_id, owner_id, "owner")
    new = line(title or "", MOST_TITLE, "title")
    for changed in path.change(taken.hand, by.id, steps, found, title=new, owner_id=owner_id, state=state):
        changed.save()
    put_down(taken)
    return found


@step
def complete_step(case_id: int, step_id: int, *, by: Viewer, now: datetime) -> Step:
    """Say that a step is done. Raises Refused if it has ended already: somebody was faster."""
    taken = take_up(case_id, now, by, "case.steps")
    steps, found = _steps(case_id, step_id)
    if found.state in path.ENDED:
        raise Refused(_("This step was done already."))
    for changed in path.change(taken.hand, by.id, steps, found, state=Step.State.DONE):
        changed.save()
    put_down(taken)
    return found


def _steps(case_id: int, step_id: int) -> tuple[list[Step], Step]:
    """Return all steps of a case, and the one that is meant."""
    steps = list(Step.objects.filter(case_id=case_id))
    found = next((step for step in steps if step.pk == step_id), None)
    if found is None:
        raise _no_step()
    return steps, found


def _no_step() -> NotFound:
    return NotFound(_("This step does not exist any more. Please reload the page."))


@step
def remove_step(case_id: int, step_id: int, *, by: Viewer, now: datetime) -> None:
    """Remove a step that has not begun and for which nothing is promised."""
    taken = take_up(case_id, now, by, "case.steps")
    found = Step.objects.filter(case_id=case_id, pk=step_id).first()
    if found is None:
        raise _no_step()
    if found.state != Step.State.TODO:
        raise Refused(_("This step has begun. You can mark it as not needed instead."))
    if any(p.step_no == found.no for p in taken.hand.state.owed()):
        raise Refused(_("Something is promised for this step. Please keep or withdraw the promise first."))
    taken.hand.write("step.removed", by.id, no=found.no, title=found.title)
    found.delete()
    put_down(taken)
