"""Looking at a case: its page, older messages, its whole history, its files, and who else is there."""

from datetime import UTC, datetime
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kundenkreis.base.text import whole_number
from kundenkreis.cases.conversation import FIRST_PLACE
from kundenkreis.cases.happenings import MOST, happenings
from kundenkreis.cases.history import KINDS, line
from kundenkreis.cases.models import Attachment, Message
from kundenkreis.flow.attend import attend
from kundenkreis.flow.errors import NotFound
from kundenkreis.promises.of_case import of_case
from kundenkreis.replies.queries import desk, taken_back, unread
from kundenkreis.web import asked, clock
from kundenkreis.web.asked import unreadable
from kundenkreis.web.cases.opened import ANYBODY, Opened, open_case
from kundenkreis.web.cases.page import Panel, older, show
from kundenkreis.web.cases.words import names
from kundenkreis.web.cases.writing import TABS, Writing, written_again
from kundenkreis.web.pages import page, render, viewer_of

_LAST_ID = 2**63 - 1


@page(ANYBODY)
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """The page of a case. Who only asks has a page of her own in the portal."""
    opened = open_case(request, case_id)
    if opened.case.person_id == opened.viewer.id and not opened.at_desk:
        return HttpResponseRedirect(reverse("portal.request", args=[case_id]))
    before = _place(request.GET.get("before", ""))
    if before != FIRST_PLACE and request.headers.get("HX-Request"):
        return older(request, opened, before)
    return show(request, opened, writing=_writing(request, opened), before=before)


def _place(text: str) -> tuple[datetime, int]:
    """Return the place of a message (time~number), or that behind the newest one. Raises BadAddress for nonsense."""
    if not text:
        return FIRST_PLACE
    moment, _sign, no = text.partition("~")
    number = whole_number(no)
    try:
        at = datetime.fromisoformat(moment).astimezone(UTC)
    except (ValueError, OverflowError):
        raise unreadable() from None
    if number is None:
        raise unreadable()
    return at, number


def _writing(request: HttpRequest, opened: Opened) -> Writing:
    """Return the writing fields: which one is open, and what was to go with a reply that was taken back."""
    again = asked.number(request.GET, "again")
    then = taken_back(again, opened.viewer.id) if again is not None else None
    writing = written_again(then) if then else Writing()
    writing.tab = asked.choice(request.GET, "write", TABS, "reply")
    return writing


@page(ANYBODY)
def history(request: HttpRequest, case_id: int) -> HttpResponse:
    """Everything that happened to a case, newest first."""
    opened = open_case(request, case_id)
    if not opened.at_desk:
        raise NotFound(_("There is no such request, or you are not among the people who may see it."))
    before = asked.number(request.GET, "before")
    found = happenings(case_id, KINDS, before=_LAST_ID if before is None else before)
    told = names(of_case(case_id), opened.now)
    context = {
        "lines": [line(h, told) for h in reversed(found)],
        "oldest": found[0].id if len(found) == MOST else None,
    }
    return show(request, opened, panel=Panel("cases/panels/history.html", context))


@page(ANYBODY, "POST")
def presence(request: HttpRequest, case_id: int) -> HttpResponse:
    """Say that one has the case open, and hear who else has."""
    viewer, now = viewer_of(request), clock.now()
    found = attend(case_id, bool(request.POST.get("writing")), by=viewer, now=now)
    seen = asked.number(request.GET, "seen")
    news = seen is not None and unread(found, seen) > 0
    return render(
        request, "cases/_presence.html", {"present": desk(case_id, viewer, now).present, "news": news, "case": found}
    )


@page(ANYBODY)
def file(request: HttpRequest, case_id: int, file_id: int) -> HttpResponse:
    """Give out a file. It is always saved and never shown, so that it cannot do anything in our name."""
    opened = open_case(request, case_id)
    found = Attachment.objects.filter(case_id=case_id, pk=min(file_id, _LAST_ID)).select_related("message").first()
    if found is None or not _may_have(opened, found):
        raise NotFound(_("There is no such file, or it was not meant for you."))
    try:
        content = found.file.open("rb")
    except OSError as error:
        raise NotFound(_("This file is not there any more. Please ask who sent it for another copy.")) from error
    answer = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return cast(HttpResponse, answer)  # a response all the same, only its content is streamed


def _may_have(opened: Opened, found: Attachment) -> bool:
    """What is for the team stays in the team; what was not sent yet is its sender's."""
    if found.message is None:
        return found.uploaded_by_id == opened.viewer.id
    inside = found.is_internal or found.message.by == Message.By.NOTE
    return opened.at_desk or not inside
