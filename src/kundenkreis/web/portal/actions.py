"""What a requester does with her request. Each action is one step; what was typed stays if it is refused."""

from datetime import datetime
from typing import Any, cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from kundenkreis.cases.attachments import sent_file
from kundenkreis.cases.head import Head
from kundenkreis.flow import agree, close, intake, pledge
from kundenkreis.flow.errors import NotAllowed, NotFound, Refused
from kundenkreis.flow.rights import may
from kundenkreis.promises.of_case import of_case
from kundenkreis.web import clock
from kundenkreis.web.fields import Field
from kundenkreis.web.pages import render
from kundenkreis.web.portal.doors import At
from kundenkreis.web.portal.listed import who
from kundenkreis.web.portal.pledges import Told, tell
from kundenkreis.web.portal.request import Typed, own_case, show
from kundenkreis.web.portal.sheet import MOST_TEXT
from kundenkreis.web.portal.words import until
from kundenkreis.web.toasts import toast


def _back(at: At, place: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(at.base + place)


def write(request: HttpRequest, at: At) -> HttpResponse:
    """Write more, with files. It ends every pause, and an answer is owed."""
    found, text, files = own_case(at), request.POST.get("text", ""), request.FILES.getlist("files")
    _must_act(found, at)
    if len(text) > MOST_TEXT:
        return show(request, at, found, Typed(text=text, errors={"text": _too_long(text)}))
    try:
        intake.write(at.case_id, text, files, by=at.viewer, now=clock.now())
    except Refused as refused:
        return show(request, at, found, Typed(text=text, errors={refused.field or "text": refused.message}))
    toast(request, _arrived(at.case_id, clock.now()))
    return _back(at, "#conversation")


def _too_long(text: str) -> str:
    values = {"most": MOST_TEXT, "now": len(text)}
    return _("Please use at most %(most)s characters; these are %(now)s.") % values


def _arrived(case_id: int, now: datetime) -> str:
    """Say that a message has arrived, and by when it will be answered."""
    answers = [p for p in of_case(case_id) if p.is_owed and p.kind in ("first_answer", "next_answer")]
    if not answers:
        return _("Your message has arrived.")
    return _("Your message has arrived. We answer by %(until)s.") % {"until": until(answers[0].due_at, now)}


def confirm(request: HttpRequest, at: At) -> HttpResponse:
    """Say that it is solved."""
    own_case(at)
    close.confirm(at.case_id, by=at.viewer, now=clock.now())
    toast(request, _("Thank you. Your request stays readable here."))
    return _back(at)


def reopen(request: HttpRequest, at: At) -> HttpResponse:
    """Say that it is not solved yet, and what is missing."""
    found, text = own_case(at), request.POST.get("reopening", "")
    _must_act(found, at)
    try:
        if len(text) > MOST_TEXT:
            raise Refused(_too_long(text), "text")
        close.reopen(at.case_id, text, by=at.viewer, now=clock.now())
    except Refused as refused:
        typed = Typed(reopening=text, errors={"reopening": refused.message})
        # Somebody has opened it before: what is still missing can be sent as a message.
        return show(request, at, found, Typed(text, errors={"text": refused.message}) if found.case.is_open else typed)
    toast(request, _("Your request is open again. A new date stands above."))
    return _back(at)


def withdraw(request: HttpRequest, at: At) -> HttpResponse:
    """Ask whether the request really is no longer needed, then withdraw it."""
    found, reason = own_case(at), request.POST.get("reason", "")
    _only_own(found, at)
    if request.method != "POST":
        return _ask_for_reason(request, at, found, "portal/withdrawal.html", reason)
    try:
        close.withdraw(at.case_id, reason, by=at.viewer, now=clock.now())
    except Refused as refused:
        return _ask_for_reason(request, at, found, "portal/withdrawal.html", reason, refused.message)
    toast(request, _("Your request is withdrawn. You can open it again at any time."))
    return _back(at)


def accept(request: HttpRequest, at: At, no: int) -> HttpResponse:
    """Agree to the new date of a promise."""
    own_case(at)
    agree.agree(at.case_id, no, by=at.viewer, now=clock.now())
    toast(request, _("Thank you. The new date holds."))
    return _back(at)


def dispute(request: HttpRequest, at: At, no: int) -> HttpResponse:
    """Say that a milestone or date was not kept, and why."""
    found, reason = own_case(at), request.POST.get("reason", "")
    _only_own(found, at)
    more: dict[str, Any] = {"no": no, "promise": _promise(at.case_id, no)}
    if request.method != "POST":
        return _ask_for_reason(request, at, found, "portal/dispute.html", reason, **more)
    try:
        if not reason.strip():
            raise Refused(_("Please write what was not kept."), "reason")
        pledge.dispute(at.case_id, no, reason, by=at.viewer, now=clock.now())
    except Refused as refused:
        return _ask_for_reason(request, at, found, "portal/dispute.html", reason, refused.message, **more)
    toast(request, _("We have noted it. The promise now counts as not kept."))
    return _back(at)


def _promise(case_id: int, no: int) -> Told:
    """Return a promise that can be disputed, in words."""
    found = next((p for p in of_case(case_id) if p.no == no), None)
    told = tell(found, clock.now()) if found else None
    if told is None or not told.may_dispute:
        raise NotFound(_("This can be said for five working days. Please write to us instead."))
    return told


def _must_act(found: Head, at: At) -> None:
    """Who may only read is told so, whatever she typed."""
    if not may(at.viewer, "request.act", found.case):
        raise NotAllowed(_("You can read this request, but only the person who asked can do this."))


def _only_own(found: Head, at: At) -> None:
    """Pages that ask before acting are for the requester herself; the steps ask again."""
    if found.case.person_id != at.viewer.id:
        raise NotFound(_("There is no such request, or you are not among the people who may see it."))


def _ask_for_reason(
    request: HttpRequest, at: At, found: Head, template: str, reason: str, problem: str = "", **more: Any
) -> HttpResponse:
    label = _("Why? (one sentence is enough)")
    question = Field("reason", "reason", label, value=reason, errors=(problem,) if problem else (), required=False)
    context = {"at": at, "case": found.case, "now": clock.now(), "reason": question, **more}
    return render(request, template, context, status=422 if problem else 200)


def received(request: HttpRequest, at: At) -> HttpResponse:
    """Show what one gets for a request just sent: its number, who takes care, and the promises."""
    found, now = own_case(at), clock.now()
    _only_own(found, at)
    promises = [tell(promised, now) for promised in of_case(at.case_id)]
    said = who(found.case.team_id, found.holder)
    context = {"at": at, "case": found.case, "who": said, "promises": promises, "now": now}
    return render(request, "portal/received.html", context)


def download(request: HttpRequest, at: At, file_id: int) -> HttpResponse:
    """Hand out a file of the conversation. It is always saved, never shown by us, whatever it claims to be."""
    found = sent_file(own_case(at).case, file_id)
    if found is None:
        raise NotFound(_("There is no such file in this request."))
    try:
        opened = found.file.open("rb")
    except FileNotFoundError:
        raise NotFound(_("This file is no longer kept.")) from None
    answer = FileResponse(opened, as_attachment=True, filename=found.name, content_type=found.content_type)
    return cast(HttpResponse, answer)
