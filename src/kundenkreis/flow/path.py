"""The path of a case in hand: the acts on its steps. Like `flow.acts` they write facts and touch no table."""

from collections.abc import Sequence

from kundenkreis.cases.models import Step
from kundenkreis.flow import acts
from kundenkreis.flow.hand import Hand

ENDED = (Step.State.DONE, Step.State.SKIPPED)


def change(
    hand: Hand,
    by: int,
    steps: Sequence[Step],
    step: Step,
    *,
    title: str = "",
    owner_id: int | None = None,
    state: str | None = None,
) -> list[Step]:
    """Rename a step, give it an owner (0: nobody), or say how far it is. Returns the steps that differ now.

    `steps` are all steps of the case. A step that is done keeps its
    promise, one that is not needed withdraws it.
    """
    changed = [step]
    step.title = title or step.title
    if owner_id is not None:
        step.owner_id = owner_id or None
    if state is not None:
        step.state = state
        step.done_at = hand.now if state in ENDED else None
    if state in ENDED:
        _settle(hand, by, step)
        changed += _go_on(steps)
    hand.write("step.changed", by, no=step.no, title=step.title, state=step.state, owner=step.owner_id)
    return changed


def _settle(hand: Hand, by: int, step: Step) -> None:
    for promise in hand.state.owed():
        if promise.step_no == step.no and step.state == Step.State.DONE:
            acts.fulfil(hand, by, promise.no)
        elif promise.step_no == step.no:
            acts.withdraw_promise(hand, by, promise.no, "step not needed")


def _go_on(steps: Sequence[Step]) -> list[Step]:
    """When a step has ended and none is in progress, the next one to do is."""
    if any(step.state == Step.State.NOW for step in steps):
        return []
    following = [step for step in steps if step.state == Step.State.TODO]
    if not following:
        return []
    first = min(following, key=lambda step: step.position)
    first.state = Step.State.NOW
    return [first]
