"""A promise as the macros of `parts/promise.html` show it, where nothing can be done about it."""

from dataclasses import dataclass
from datetime import datetime

from kundenkreis.promises.clock import remaining
from kundenkreis.promises.models import Promise


@dataclass(frozen=True, slots=True)
class Due:
    """A promise with its clock; `left` is in working seconds."""

    title: str
    state: str
    share: float
    left: int
    due_at: datetime
    anew_at: datetime | None
    paused_since: datetime | None
    settled_at: datetime | None


def due(promise: Promise, now: datetime) -> Due:
    """Return a promise as it stands at `now`."""
    left = remaining(promise, now)
    return Due(
        title=promise.text or promise.get_kind_display(),
        state=left.state,
        share=left.share,
        left=left.seconds,
        due_at=promise.due_at,
        anew_at=promise.anew_at,
        paused_since=promise.paused_since,
        settled_at=promise.settled_at,
    )
