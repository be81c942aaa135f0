"""Writing in a case. Reply, note and call are three addresses: none of them can become another."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kundenkreis.cases.models import Message
from kundenkreis.flow import answer, pledge, work
from kundenkreis.flow.errors import Meanwhile, Refused
from kundenkreis.replies.models import Reply
from kundenkreis.web.cases.opened import ANYBODY, Opened, open_case
from kundenkreis.web.cases.page import show
from kundenkreis.web.cases.panels import Done, back
from kundenkreis.web.cases.stream import Author, Bubble
from kundenkreis.web.cases.writing import Writing, seen_until, then_of, typed_reply
from kundenkreis.web.pages import page
from kundenkreis.web.toasts import toast

NEWEST = "#newest"
COMPOSER = "#composer"


@page(ANYBODY, "POST")
def replies(request: HttpRequest, case_id: int) -> HttpResponse:
    """Send a reply, held for some seconds. If somebody wrote meanwhile it is not sent; the page shows what is new."""
    opened = open_case(request, case_id)
    opened.must("case.answer")
    writing = typed_reply(request.POST)
    files = request.FILES.getlist("files")
    try:
        reply = answer.send(
            case_id,
            writing.reply,
            seen_until(request.POST),
            by=opened.viewer,
            now=opened.now,
            then=then_of(writing, opened.now),
            files=files,
        )
    except Meanwhile as meanwhile:
        writing.errors[""] = meanwhile.message
        writing.meanwhile = [_news(one) for one in meanwhile.since]
        return _again(request, opened, writing, 409, lost_files=bool(files))
    except Refused as refused:
        writing.errors[_field(refused.field)] = refused.message
        return _again(request, opened, writing, 422, lost_files=bool(files))
    except ValueError as error:
        writing.errors["day"] = str(error)
        return _again(request, opened, writing, 422, lost_files=bool(files))
    seconds = int((reply.send_at - opened.now).total_seconds())
    undo = reverse("case.taking_back", args=[case_id, reply.pk])
    toast(request, _("Reply on its way."), undo=undo, seconds=seconds)
    return HttpResponseRedirect(reverse("case", args=[case_id]) + NEWEST)


def _field(name: str) -> str:
    """Return the input that a refusal is about; "text" is that of the promise that goes along."""
    return {"text": "what", "due": "day", "from": "begin"}.get(name, name)


def _again(request: HttpRequest, opened: Opened, writing: Writing, status: int, *, lost_files: bool) -> HttpResponse:
    """Show the page with what was typed. A browser never gives files back, so that is said."""
    if lost_files and "files" not in writing.errors:
        writing.errors["files"] = _("Please choose the files again.")
    return show(request, opened, writing=writing, status=status)


def _news(one: Message | Reply) -> Bubble:
    author = Author(one.author.pk, one.author.name) if one.author else None
    if isinstance(one, Reply):
        return Bubble(one.pk, "team", author, "", one.pressed_at, one.text, False)
    return Bubble(one.pk, one.by, author, one.channel, one.at, one.text, one.is_automatic)


@page(ANYBODY, "POST")
def taking_back(request: HttpRequest, case_id: int, reply_id: int) -> HttpResponse:
    """Take a reply back before it leaves: its text becomes the draft again, with what was to go with it."""
    opened = open_case(request, case_id)
    try:
        taken = answer.take_back(reply_id, by=opened.viewer, now=opened.now)
    except Refused as refused:
        return back(request, case_id, Done(refused.message), NEWEST)
    toast(request, _("Taken back. Nothing was sent; the text is in the draft."))
    if taken.files:
        toast(request, _("Please choose the files again: %(files)s.") % {"files": ", ".join(taken.files)})
    return HttpResponseRedirect(f"{reverse('case', args=[case_id])}?again={reply_id}{COMPOSER}")


@page(ANYBODY, "POST")
def notes(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write a note for the team. It never leaves the team."""
    opened = open_case(request, case_id)
    opened.must("case.note")
    text = request.POST.get("text", "")
    try:
        work.note(case_id, text, request.FILES.getlist("files"), by=opened.viewer, now=opened.now)
    except Refused as refused:
        writing = Writing(tab="note", note=text, errors={_note_field(refused.field): refused.message})
        return _again(request, opened, writing, 422, lost_files=bool(request.FILES))
    answer.save_draft(case_id, "note", "", by=opened.viewer, now=opened.now)
    return back(request, case_id, Done(_("The note is there for the team.")), NEWEST)


def _note_field(name: str) -> str:
    return "files" if name == "files" else "note"


@page(ANYBODY, "POST")
def calls(request: HttpRequest, case_id: int) -> HttpResponse:
    """Log a call: it keeps a callback that was promised, or stands as a note for the team."""
    opened = open_case(request, case_id)
    opened.must("case.note")
    typed = request.POST
    writing = Writing(
        tab="call", call=typed.get("text", ""), callback=typed.get("callback", ""), reached=typed.get("reached", "")
    )
    try:
        _log_call(opened, writing)
    except Refused as refused:
        writing.errors["call" if refused.field in ("", "text") else refused.field] = refused.message
        return show(request, opened, writing=writing, status=422)
    return back(request, case_id, Done(_("The call is noted.")), NEWEST)


def _log_call(opened: Opened, writing: Writing) -> None:
    if writing.reached not in ("yes", "no"):
        raise Refused(_("Please say whether the customer was reached."), "reached")
    case_id, viewer, now, reached = opened.case.pk, opened.viewer, opened.now, writing.reached == "yes"
    if writing.callback.isascii() and writing.callback.isdigit():
        pledge.attempt(case_id, int(writing.callback), reached, writing.call, by=viewer, now=now)
        return
    head = _("Phone call, reached.") if reached else _("Phone call, not reached.")
    work.note(case_id, f"{head} {writing.call}".strip(), by=viewer, now=now)


@page(ANYBODY, "POST")
def drafts(request: HttpRequest, case_id: int, kind: str) -> HttpResponse:
    """Keep what is being written; nothing is shown."""
    opened = open_case(request, case_id)
    answer.save_draft(case_id, kind, request.POST.get("text", ""), by=opened.viewer, now=opened.now)
    return HttpResponse(status=204)
