"""The steps of the whole process, as the doing team sees fit."""

from datetime import datetime

from django.db.models import F, Max
from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.base.text import one_line
from kundenkreis.cases.models import Step
from kundenkreis.flow import acts
from kundenkreis.flow.errors import NotFound, Refused
from kundenkreis.flow.hand import Hand, put_down, take_up
from kundenkreis.teams.viewer import Viewer

MOST_STEPS = 30


@step
def add_step(case_id: int, title: str, *, by: Viewer, now: datetime, after: int | None = None) -> Step:
    """Add a step at the end, or behind the position `after`."""
    taken = take_up(case_id, now, by, "case.steps")
    title = one_line(title, 120)
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
    """Rename a step, give it an owner, or say how far it is. A step that is done keeps its promise."""
    taken = take_up(case_id, now, by, "case.steps")
    found = _step(case_id, step_id)
    if title is not None and one_line(title, 120):
        found.title = one_line(title, 120)
    if owner_id is not None:
        found.owner_id = owner_id or None
    if state is not None:
        _set_state(taken.hand, found, state, by)
    found.save()
    taken.hand.write("step.changed", by.id, no=found.no, title=found.title, state=found.state, owner=found.owner_id)
    put_down(taken)
    return found


def _step(case_id: int, step_id: int) -> Step:
    found = Step.objects.filter(case_id=case_id, pk=step_id).first()
    if found is None:
        raise NotFound(_("This step does not exist any more. Please reload the page."))
    return found


def _set_state(hand: Hand, found: Step, state: str, by: Viewer) -> None:
    """Set how far a step is; when it is done, the next one to do is in progress."""
    if state not in Step.State.values:
        raise Refused(_("Please choose one of the given states."), "state")
    found.state = state
    ended = state in (Step.State.DONE, Step.State.SKIPPED)
    found.done_at = hand.now if ended else None
    if not ended:
        return
    for promise in hand.state.owed():
        if promise.step_no == found.no:
            if state == Step.State.DONE:
                acts.fulfil(hand, by.id, promise.no)
            else:
                acts.withdraw_promise(hand, by.id, promise.no, "step not needed")
    others = Step.objects.filter(case_id=hand.case.pk).exclude(pk=found.pk)
    if not others.filter(state=Step.State.NOW).exists():
        following = others.filter(state=Step.State.TODO).order_by("position").first()
        if following is not None:
            Step.objects.filter(pk=following.pk).update(state=Step.State.NOW)


@step
def remove_step(case_id: int, step_id: int, *, by: Viewer, now: datetime) -> None:
    """Remove a step that has not begun and for which nothing is promised."""
    taken = take_up(case_id, now, by, "case.steps")
    found = _step(case_id, step_id)
    if found.state != Step.State.TODO:
        raise Refused(_("This step has begun. You can mark it as not needed instead."))
    if any(p.step_no == found.no for p in taken.hand.state.owed()):
        raise Refused(_("Something is promised for this step. Please keep or withdraw the promise first."))
    taken.hand.write("step.removed", by.id, no=found.no, title=found.title)
    found.delete()
    put_down(taken)
