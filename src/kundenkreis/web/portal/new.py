"""Asking for something: the form, what is promised before sending, and what one gets for it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from kundenkreis.cases.asking import accounts_of, offered, usual
from kundenkreis.cases.reference import TypeFacts, types
from kundenkreis.flow import intake
from kundenkreis.flow.errors import NotFound, Refused
from kundenkreis.teams.faces import members_of
from kundenkreis.teams.reference import teams
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web import clock
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.portal.before import FACES_SHOWN, before
from kundenkreis.web.portal.questions import (
    all_fields,
    own_questions,
    standard_questions,
    subject_question,
    text_question,
    urgency_questions,
)
from kundenkreis.web.portal.sheet import Sheet, check, fill


@page("request.ask", "GET", "POST")
def new(request: HttpRequest, type_id: int) -> HttpResponse:
    """Show the form of a request type, or send it.

    With `intent=show` a POST only draws the form anew with what was typed:
    that is how conditions and dates follow without script.
    """
    viewer, wanted = viewer_of(request), _offered(type_id)
    accounts = accounts_of(viewer.id)
    if not accounts:
        return render(request, "portal/no_account.html", status=409)
    if request.method != "POST":
        sheet = fill(wanted, accounts, request.GET)
        return _form(request, viewer, sheet, status=400 if sheet.errors else 200)
    sheet = fill(wanted, accounts, request.POST, request.FILES)
    if request.POST.get("intent") == "show":
        return _form(request, viewer, sheet, status=422 if sheet.errors else 200, others=_others(sheet, request.POST))
    return _send(request, viewer, sheet)


def _offered(type_id: int) -> TypeFacts:
    wanted = types().get(type_id)
    if wanted is None or not wanted.is_active or wanted.team_id is None:
        raise NotFound(_("This is not offered any more. Please choose another kind of request."))
    return wanted


def _others(sheet: Sheet, typed: QueryDict) -> Sequence[TypeFacts]:
    """Return the kinds that may fit better, for a concern in one's own words that comes from the start."""
    if "key" in typed or not sheet.text.strip() or sheet.wanted != usual():
        return ()
    return [one for one in offered() if one != sheet.wanted]


def _send(request: HttpRequest, viewer: Viewer, sheet: Sheet) -> HttpResponse:
    now = clock.now()
    asked = check(sheet, viewer.id, viewer.language, timezone.localdate(now))
    if asked is None:
        return _form(request, viewer, sheet, status=422)
    try:
        case = intake.receive(asked, by=viewer, now=now)
    except Refused as refused:
        sheet.errors[refused.field if refused.field == "files" else "text"] = refused.message
        return _form(request, viewer, sheet, status=422)
    return onward(request, f"/portal/requests/{case.pk}/received")


def onward(request: HttpRequest, address: str) -> HttpResponse:
    """Lead to another page as a whole, also when the form was sent by htmx (which keeps chosen files on an error)."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _form(
    request: HttpRequest, viewer: Viewer, sheet: Sheet, status: int = 200, others: Sequence[TypeFacts] = ()
) -> HttpResponse:
    """Draw the form; htmx gets only the dates that follow from what was chosen.

    A browser forgets chosen files when it loads a page anew, so they are
    named; htmx keeps them in place.
    """
    kept = "HX-Request" in request.headers
    lost_files = [] if kept else [upload.name for upload in sheet.files]
    context = _context(viewer, sheet) | {"lost_files": lost_files, "others": others}
    part = "portal/_before.html" if status == 200 else ""
    return render(request, "portal/new.html", context, part=part, status=status)


def _context(viewer: Viewer, sheet: Sheet) -> dict[str, Any]:
    now, team_id = clock.now(), sheet.team_id
    promises = before(sheet.wanted, team_id, sheet.impact, sheet.pressure, now)
    team, faces = teams().get(team_id or 0), members_of({team_id or 0}).get(team_id or 0, [])
    return {
        "now": now,
        "sheet": sheet,
        "title": sheet.wanted.title(viewer.language),
        "sentence": sheet.wanted.sentence(viewer.language),
        "text": text_question(sheet),
        "subject": subject_question(sheet),
        "own": own_questions(sheet, viewer.language),
        "urgency": urgency_questions(sheet),
        "standard": standard_questions(sheet),
        "all_fields": all_fields(sheet, viewer.language) if sheet.errors else [],
        "before": promises,
        "team": team.name if team else "",
        "faces": faces[:FACES_SHOWN],
    }
