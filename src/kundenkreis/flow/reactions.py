"""What happens next: one table from kinds of facts to jobs.

Jobs are queued in the transaction of the fact, on the same connection:
nothing is lost when a process dies, and nothing happens that was rolled
back. Every job may run twice and does its work once.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from procrastinate.contrib.django import app

from kundenkreis.ledger.models import Fact

if TYPE_CHECKING:
    from kundenkreis.flow.hand import Hand

LETTER = "kundenkreis.mail.tasks.letter"
RELEASE = "kundenkreis.flow.tasks.release"
RECALENDAR = "kundenkreis.flow.tasks.recalendar"

# Kinds of facts of which somebody is told by mail; which mail it becomes is the mail room's business.
REACTIONS: dict[str, str] = {
    "case.opened": LETTER,
    "reply.sent": LETTER,
    "promise.given": LETTER,
    "promise.moved": LETTER,
    "promise.broken": LETTER,
    "case.withdrawn": LETTER,
}
# Rule 12 of DOMAIN 2.1: reminders fire only inside the serving calendar.
_IN_HOURS = frozenset({"promise.broken"})


def react(facts: Iterable[Fact], hand: "Hand") -> None:
    """Queue the jobs that follow from new facts."""
    for item in facts:
        task = REACTIONS.get(item.kind)
        if task is None or item.data.get("quiet"):
            continue
        at = hand.calendar().next_open(hand.now) if item.kind in _IN_HOURS else None
        defer(task, at=at, fact_id=item.pk)


def defer(task: str, at: datetime | None = None, **values: Any) -> None:
    """Queue one job by the name of its task, to run at once or at a time."""
    app.configure_task(task, schedule_at=at, allow_unknown=True).defer(**values)
