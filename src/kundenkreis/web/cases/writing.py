"""What stands in the writing fields of a case: the reader's drafts, or what she typed when it could not be sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from kundenkreis.base.text import whole_number
from kundenkreis.flow.acts import NewPromise
from kundenkreis.flow.answer import Then
from kundenkreis.replies.queries import Desk
from kundenkreis.web.cases.moments import at, plain_time, read_due
from kundenkreis.web.cases.stream import Bubble

TABS = ("reply", "note", "call")
_MOST_SEEN = 2**31


@dataclass(slots=True)
class Writing:
    """The fields of reply, note and call. Each kind has a text of its own; none ever becomes another.

    `day`, `clock` and `begin` are a date, a time and the begin of a callback
    window as typed. `errors` are by field; `meanwhile` is what others wrote
    before a reply could be sent.
    """

    tab: str = "reply"
    reply: str = ""
    note: str = ""
    call: str = ""
    question: bool = False
    outcome: str = ""
    kind: str = "milestone"
    what: str = ""
    day: str = ""
    clock: str = ""
    begin: str = ""
    callback: str = ""
    reached: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    meanwhile: list[Bubble] = field(default_factory=list)

    @property
    def promises(self) -> bool:
        """Whether a promise is being written with the reply."""
        return bool(self.what or self.day or self.clock)

    def take_drafts(self, desk: Desk) -> None:
        """Fill in the stored drafts of the kinds that are not being sent just now."""
        self.reply = self.reply or desk.drafts.get("reply", "")
        self.note = self.note or desk.drafts.get("note", "")


def typed_reply(data: QueryDict) -> Writing:
    """Return what was typed into the reply form."""
    return Writing(
        reply=data.get("text", ""),
        question=bool(data.get("question")),
        outcome=data.get("outcome", ""),
        kind=data.get("kind", "milestone"),
        what=data.get("what", ""),
        day=data.get("day", ""),
        clock=data.get("clock", ""),
        begin=data.get("begin", ""),
    )


def seen_until(data: QueryDict) -> int:
    """Return how far the writer had read; with nonsense she has read nothing."""
    return min(whole_number(data.get("seen", "")) or 0, _MOST_SEEN)


def then_of(writing: Writing, now: datetime) -> Then:
    """Return what is to go with the reply. Raises ValueError with a sentence if a date cannot be read."""
    return Then(writing.question, promise_of(writing, now) if writing.promises else None, writing.outcome)


def promise_of(writing: Writing, now: datetime, step_no: int | None = None) -> NewPromise:
    """Return the promise as typed. Raises ValueError with a sentence if a date cannot be read."""
    due_at, due_day = read_due(writing.day, writing.clock, now)
    begin = None
    if writing.kind == "callback" and writing.begin.strip():
        day = due_day or timezone.localtime(due_at or now).date()
        begin = at(day, plain_time(writing.begin))
    return NewPromise(writing.kind, writing.what, due_at, due_day, begin, step_no)


def written_again(then: Mapping[str, Any]) -> Writing:
    """Return the fields of a reply that was taken back; its text has become the draft."""
    again = Writing(question=bool(then.get("question")), outcome=then.get("outcome") or "")
    promise = then.get("promise") or {}
    if promise:
        due = timezone.localtime(datetime.fromisoformat(promise["due_at"]))
        again.kind, again.what = promise["kind"], promise["text"]
        again.day, again.clock = due.date().isoformat(), f"{due:%H:%M}"
        if promise.get("window_from"):
            again.begin = f"{timezone.localtime(datetime.fromisoformat(promise['window_from'])):%H:%M}"
    return again
