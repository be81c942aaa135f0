"""Answering: drafts, replies that can be taken back, and their release."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.cases.actions import hold
from kundenkreis.cases.models import Attachment, Case, Message
from kundenkreis.cases.queries import may_see
from kundenkreis.flow import acts
from kundenkreis.flow.acts import NewPromise
from kundenkreis.flow.errors import Meanwhile, NotAllowed, NotFound, Refused
from kundenkreis.flow.files import attach, discard
from kundenkreis.flow.hand import Hand, put_down, take_up
from kundenkreis.flow.limits import typed, written
from kundenkreis.flow.pledge import check
from kundenkreis.flow.reactions import RELEASE, defer
from kundenkreis.flow.rights import may
from kundenkreis.promises.fold import State
from kundenkreis.replies.models import Draft, Reply
from kundenkreis.replies.queries import unread
from kundenkreis.teams.viewer import Viewer

UNDO = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Then:
    """What goes with a reply in the same step: a question, a promise, an outcome that solves the case."""

    question: bool = False
    promise: NewPromise | None = None
    outcome: str = ""


@step
def save_draft(case_id: int, kind: str, text: str, *, by: Viewer, now: datetime) -> None:
    """Keep what somebody is writing. An empty text removes the draft."""
    case = Case.objects.filter(pk=case_id).first()
    right = "request.act" if kind == Draft.Kind.REQUEST else "case.note"
    if case is None or not may_see(by, case):
        raise NotFound(_("There is no such request, or you are not among the people who may see it."))
    if kind not in Draft.Kind.values or not may(by, right, case):
        raise NotAllowed(_("You can read this request, but writing is for the people of its team."))
    text = typed(text)
    own = Draft.objects.filter(case_id=case_id, author_id=by.id, kind=kind)
    if not text.strip():
        own.delete()
        return
    Draft.objects.update_or_create(
        case_id=case_id, author_id=by.id, kind=kind, defaults={"text": text, "saved_at": now}
    )


@step
def send(
    case_id: int,
    text: str,
    seen: int,
    *,
    by: Viewer,
    now: datetime,
    then: Then | None = None,
    files: Sequence["UploadedFile[Any]"] = (),
) -> Reply:
    """Send a reply; it is held for a moment so that it can be taken back.

    `seen` is the `Case.changed` that the writer has read. If somebody
    wrote meanwhile, nothing is sent and Meanwhile shows what is new.
    """
    then = then or Then()
    text = written(text, "reply")
    if not text:
        raise Refused(_("Please write a reply. Nothing is closed without an answer."), "reply")
    case = _to_answer(case_id, by)
    new = unread(case, seen)
    if new:
        raise Meanwhile(_("Somebody wrote meanwhile. Please read it before you send."), _since(case, seen, new))
    if then.outcome and then.outcome not in Case.Outcome.values:
        raise Refused(_("Please choose what came of the request."), "outcome")
    case.changed += 1
    case.save(update_fields=["changed"])
    reply = Reply(case=case, author_id=by.id, text=text, changed=case.changed, pressed_at=now, send_at=now + UNDO)
    reply.then = _as_data(then, case, now)
    reply.attachments = [a.pk for a in attach(files, case, None, now, by.id)]
    reply.save(force_insert=True)
    Draft.objects.filter(case_id=case_id, author_id=by.id, kind=Draft.Kind.REPLY).delete()
    defer(RELEASE, at=reply.send_at, reply_id=reply.pk)
    return reply


def _to_answer(case_id: int, by: Viewer) -> Case:
    case = hold(case_id)
    if case is None or not may_see(by, case):
        raise NotFound(_("There is no such request, or you are not among the people who may see it."))
    if not may(by, "case.answer", case):
        raise NotAllowed(_("You can read this request, but answering is for the people of its team."))
    return case


def _since(case: Case, seen: int, count: int) -> list[Any]:
    """Return the `count` things the writer has not read yet: messages, and replies of colleagues on their way out."""
    held = list(Reply.objects.filter(case=case, state=Reply.State.HELD, changed__gt=seen).select_related("author"))
    messages = case.messages.select_related("author").order_by("-at", "-pk")[: max(count - len(held), 0)]
    return [*reversed(messages), *held]


def _as_data(then: Then, case: Case, now: datetime) -> dict[str, Any]:
    data: dict[str, Any] = {"question": then.question, "outcome": then.outcome}
    if then.promise is not None:
        new = asdict(check(then.promise, Hand(case, State(), now)))
        new.pop("due_day")
        data["promise"] = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in new.items()}
    return data


def _promise_from(data: dict[str, Any]) -> NewPromise:
    moments = {k: datetime.fromisoformat(data[k]) for k in ("due_at", "window_from") if data.get(k)}
    return NewPromise(**{**data, **moments})


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The text that is a draft again, and the names of the files that have to be chosen anew."""

    text: str
    files: list[str]


@step
def take_back(reply_id: int, *, by: Viewer, now: datetime) -> TakenBack:
    """Take a reply back before it has left. Its text becomes the draft again.

    Its files are removed: a browser cannot put them into the form again,
    and nothing is kept that was never sent.
    """
    mine = Reply.objects.filter(pk=reply_id, author_id=by.id)
    found = mine.first()
    if found is None:
        raise NotFound(_("There is no such reply of yours."))
    hold(found.case_id)  # the case before the reply, as in `release`: two that wait for each other never end
    changed = mine.filter(state=Reply.State.HELD, send_at__gt=now).update(state=Reply.State.TAKEN_BACK)
    reply = mine.get()
    if not changed:
        raise Refused(_("The reply has already been sent. You can write another one."))
    Draft.objects.update_or_create(
        case_id=reply.case_id, author_id=by.id, kind=Draft.Kind.REPLY, defaults={"text": reply.text, "saved_at": now}
    )
    return TakenBack(reply.text, discard(reply.attachments))


@step
def release(reply_id: int, now: datetime) -> bool:
    """Let a held reply leave, exactly once, as of the moment at which it was to leave."""
    reply = Reply.objects.filter(pk=reply_id).first()
    if reply is None or reply.send_at > now:
        return False
    taken = take_up(reply.case_id, reply.send_at)
    if not Reply.objects.filter(pk=reply_id, state=Reply.State.HELD).update(state=Reply.State.SENT):
        return False
    message = _say(taken.hand, reply)
    taken.changed -= 1  # counted when the reply was pressed
    put_down(taken)
    Reply.objects.filter(pk=reply_id).update(message=message)
    Attachment.objects.filter(pk__in=reply.attachments, message=None).update(message=message)
    return True


def _say(hand: Hand, reply: Reply) -> Message:
    then = reply.then
    promise = _promise_from(then["promise"]) if then.get("promise") else None
    return acts.answer(
        hand, reply.author_id, reply.text, question=then["question"], promise=promise, outcome=then["outcome"]
    )


def held_until(now: datetime, limit: int = 500) -> list[int]:
    """Return the replies whose moment has come and that no job has released yet."""
    due = Reply.objects.filter(state=Reply.State.HELD, send_at__lte=now).order_by("send_at")
    return list(due.values_list("pk", flat=True)[:limit])
