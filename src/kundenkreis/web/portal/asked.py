"""What colleagues asked of one person: a list, and a plain page to answer on. For those who have no desk, too."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.base.text import whole_number
from kundenkreis.cases.conversation import stretch
from kundenkreis.cases.head import Head, head
from kundenkreis.cases.models import Case
from kundenkreis.flow import answer
from kundenkreis.flow.answer import UNDO, Then
from kundenkreis.flow.errors import Meanwhile, NotFound, Refused
from kundenkreis.promises.of_case import of_case
from kundenkreis.queue.asked import asked_of
from kundenkreis.replies.queries import desk
from kundenkreis.web import clock
from kundenkreis.web.asked import choice, number
from kundenkreis.web.fields import Field, Option
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.portal.pledges import tell
from kundenkreis.web.portal.questions import files_question
from kundenkreis.web.portal.request import message_line
from kundenkreis.web.portal.requests import SHOWN
from kundenkreis.web.toasts import toast

ROWS = 30
# What a reply does, by the value of its choice.
_THEN = {
    "done": Then(outcome=Case.Outcome.GRANTED),
    "later": Then(),
    "question": Then(question=True),
    "refused": Then(outcome=Case.Outcome.REFUSED),
}


@dataclass(slots=True)
class Replying:
    """What was typed when it could not be sent, and why not (by input)."""

    text: str = ""
    then: str = "done"
    errors: dict[str, str] = field(default_factory=dict)


@page("portal.use")
def asked(request: HttpRequest) -> HttpResponse:
    """Show what one was asked personally."""
    viewer, ended = viewer_of(request), choice(request.GET, "show", SHOWN, "open") == "done"
    before = number(request.GET, "before")
    found = asked_of(viewer, is_open=not ended, limit=ROWS + 1, before=before)
    address = "/portal/asked/?show=done" if ended else "/portal/asked/?show=open"
    views = [
        {"label": pgettext("requests", "Open"), "address": "/portal/asked/", "is_current": not ended, "count": None},
        {
            "label": pgettext("requests", "Done"),
            "address": "/portal/asked/?show=done",
            "is_current": ended,
            "count": None,
        },
    ]
    more = f"{address}&before={found[ROWS - 1].id}" if len(found) > ROWS else ""
    context = {"rows": found[:ROWS], "views": views, "next": more, "ended": ended, "now": clock.now()}
    return render(request, "portal/asked.html", context)


@page("portal.use")
def asked_case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show one thing one was asked, with a place to answer."""
    return _show(request, _found(request, case_id))


def _found(request: HttpRequest, case_id: int) -> Head:
    viewer = viewer_of(request)
    found = head(viewer, case_id)
    if found is None or found.case.team_id is not None or found.case.taken_by_id != viewer.id:
        raise NotFound(_("There is no such request, or you are not among the people who may see it."))
    return found


def _show(request: HttpRequest, found: Head, typed: Replying | None = None, status: int = 200) -> HttpResponse:
    viewer, case, now = viewer_of(request), found.case, clock.now()
    laid = desk(case.pk, viewer, now)
    typed = typed or Replying(text=laid.drafts.get("reply", ""))
    base = f"/portal/requests/{case.pk}"
    context: dict[str, Any] = {
        "now": now,
        "case": case,
        "asker": found.customer,
        "promises": [tell(promised, now) for promised in of_case(case.pk)],
        "lines": [message_line(said, base) for said in stretch(case, viewer).messages],
        "held": laid.held,
        "text": _text_question(typed),
        "then": _then_question(typed),
        "files": files_question((typed.errors["files"],) if "files" in typed.errors else ()),
    }
    return render(request, "portal/asked_case.html", context, status=status)


def _text_question(typed: Replying) -> Field:
    errors = (typed.errors["text"],) if "text" in typed.errors else ()
    return Field("text", "text", _("Your answer"), "textarea", typed.text, errors=errors)


def _then_question(typed: Replying) -> Field:
    labels = {
        "done": _("This is done."),
        "later": _("I am on it, more will follow."),
        "question": _("I have a question."),
        "refused": _("I cannot do this."),
    }
    options = tuple(Option(value, label, value == typed.then) for value, label in labels.items())
    errors = (typed.errors["then"],) if "then" in typed.errors else ()
    return Field("then", "then", _("How does it go on?"), "choices", errors=errors, options=options)


@page("portal.use", "POST")
def reply(request: HttpRequest, case_id: int) -> HttpResponse:
    """Answer. The reply is held for a moment, so that it can be taken back."""
    viewer, found = viewer_of(request), _found(request, case_id)
    typed = Replying(request.POST.get("text", ""), request.POST.get("then", "done"))
    seen = whole_number(request.POST.get("seen", "")) or 0
    files = request.FILES.getlist("files")
    try:
        if typed.then not in _THEN:
            raise Refused(_("Please choose one of the answers."), "then")
        sent = answer.send(case_id, typed.text, seen, by=viewer, now=clock.now(), then=_THEN[typed.then], files=files)
    except Meanwhile as meanwhile:
        typed.errors["text"] = meanwhile.message
        return _show(request, found, typed, status=409)
    except Refused as refused:
        typed.errors[refused.field if refused.field in ("text", "then", "files") else "text"] = refused.message
        return _show(request, found, typed, status=422)
    undo = f"/portal/asked/{case_id}/replies/{sent.pk}/undo"
    toast(request, _("Your answer is on its way."), undo=undo, seconds=int(UNDO.total_seconds()))
    return HttpResponseRedirect(f"/portal/asked/{case_id}")


@page("portal.use", "POST")
def undo(request: HttpRequest, case_id: int, reply_id: int) -> HttpResponse:
    """Take a reply back before it has left. Its text stands in the form again."""
    _found(request, case_id)
    try:
        taken = answer.take_back(reply_id, by=viewer_of(request), now=clock.now())
    except Refused as refused:
        toast(request, refused.message)
    else:
        toast(request, _("Taken back. Your text is still here."))
        if taken.files:
            toast(request, _("Please choose the files again: %(files)s.") % {"files": ", ".join(taken.files)})
    return HttpResponseRedirect(f"/portal/asked/{case_id}")
