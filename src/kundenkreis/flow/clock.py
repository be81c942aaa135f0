"""Time runs out. `due_at < now` is the truth; here it is only announced, exactly once."""

from dataclasses import dataclass
from datetime import datetime

from kundenkreis.base.step import step
from kundenkreis.flow import acts, answer
from kundenkreis.flow.errors import NotFound
from kundenkreis.flow.hand import put_down, take_up
from kundenkreis.promises.actions import overdue_cases
from kundenkreis.queue.actions import waking
from kundenkreis.replies.models import Reply


@dataclass(frozen=True, slots=True)
class Ticked:
    """How many replies left, cases got a broken promise announced, and cases came back from rest."""

    released: int
    announced: int
    woken: int


def tick(now: datetime) -> Ticked:
    """Do what time demands. Each case is a step of its own, so one that fails stops no other."""
    released = sum(answer.release(reply_id, now) for reply_id in answer.held_until(now))
    announced = sum(announce(case_id, now) for case_id in overdue_cases(now))
    woken = sum(come_back(case_id, now) for case_id in waking(now))
    return Ticked(released, announced, woken)


@step
def announce(case_id: int, now: datetime) -> bool:
    """Record promises whose time has run out. A reply that was to leave in time goes first."""
    if Reply.objects.filter(case_id=case_id, state=Reply.State.HELD, send_at__lte=now).exists():
        return False
    try:
        taken = take_up(case_id, now)
    except NotFound:
        return False
    if not any(f.kind == "promise.broken" for f in taken.hand.facts):
        return False
    put_down(taken)
    return True


@step
def come_back(case_id: int, now: datetime) -> bool:
    """A resting case comes back into the queue: its date is here, or something is due today."""
    taken = take_up(case_id, now)
    hand = taken.hand
    if hand.rest_until is None:
        return False
    acts.come_back(hand)
    put_down(taken)
    return True
