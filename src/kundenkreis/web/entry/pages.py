"""Entering a request for somebody who calls or stands at the counter: who it is, what is open, what is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from kundenkreis.base.text import one_line, whole_number
from kundenkreis.cases.asking import AskingFor, accounts_of, offered, usual
from kundenkreis.cases.callers import find_callers
from kundenkreis.cases.customers import find_person
from kundenkreis.cases.models import Case
from kundenkreis.cases.queries import may_see
from kundenkreis.cases.reference import TypeFacts
from kundenkreis.flow import intake
from kundenkreis.flow.errors import NotFound, Refused
from kundenkreis.people.models import Person
from kundenkreis.teams.reference import teams
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web import clock
from kundenkreis.web.entry.beside import beside
from kundenkreis.web.entry.questions import (
    about_questions,
    all_questions,
    hurry_questions,
    last_questions,
    type_question,
    whose_question,
)
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.portal.before import before
from kundenkreis.web.portal.new import onward
from kundenkreis.web.portal.questions import own_questions
from kundenkreis.web.portal.sheet import Sheet, check, fill
from kundenkreis.web.toasts import toast

MOST_FOUND, LONGEST = 12, 100


@dataclass(frozen=True, slots=True)
class Caller:
    """The customer for whom a request is entered, with everything she can ask for (never empty)."""

    person: Person
    accounts: Sequence[AskingFor]
    types: Sequence[TypeFacts]


@page("case.enter", "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """Find the customer; then show the form with what is open beside it, or send it.

    With `intent=show` a POST only draws the form anew, for the questions and
    dates that follow from what was chosen.
    """
    viewer, typed = viewer_of(request), request.POST if request.method == "POST" else request.GET
    if "person" not in typed:
        return _search(request, viewer)
    caller = _caller(viewer, typed)
    if not caller.accounts or not caller.types:
        return render(request, "entry/nothing.html", {"person": caller.person}, status=409)
    sheet = fill(_type(caller.types, typed), caller.accounts, typed, request.FILES)
    if typed.get("type") and typed.get("type") != str(sheet.wanted.id):
        sheet.errors["type"] = _("Please choose one of the answers.")
    if request.method != "POST" or typed.get("intent") == "show":
        wrong = 422 if request.method == "POST" else 400
        return _form(request, viewer, caller, sheet, status=wrong if sheet.errors else 200)
    return _send(request, viewer, caller, sheet)


def _search(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    text = one_line(request.GET.get("q", ""), LONGEST)
    found = find_callers(viewer, text, limit=MOST_FOUND + 1)
    context = {"q": text, "callers": found[:MOST_FOUND], "has_more": len(found) > MOST_FOUND}
    return render(request, "entry/search.html", context, part="entry/_callers.html")


def _caller(viewer: Viewer, typed: QueryDict) -> Caller:
    number = whole_number(typed.get("person", ""))
    person = find_person(viewer, number) if number else None
    if person is None or not person.is_active:
        raise NotFound(_("There is no such customer, or your team has nothing to do with her or him."))
    return Caller(person, accounts_of(person.pk), offered())


def _type(types: Sequence[TypeFacts], typed: QueryDict) -> TypeFacts:
    """Return the kind of request chosen, else the usual one."""
    chosen = next((one for one in types if str(one.id) == typed.get("type")), None)
    return chosen or usual() or types[0]


def _send(request: HttpRequest, viewer: Viewer, caller: Caller, sheet: Sheet) -> HttpResponse:
    now = clock.now()
    asked = check(sheet, viewer.id, viewer.language, timezone.localdate(now))
    if asked is None:
        return _form(request, viewer, caller, sheet, status=422)
    try:
        case = intake.receive(replace(asked, channel=Case.Channel.PHONE), by=viewer, now=now)
    except Refused as refused:
        sheet.errors[refused.field if refused.field == "files" else "text"] = refused.message
        return _form(request, viewer, caller, sheet, status=422)
    return _done(request, viewer, case)


def _done(request: HttpRequest, viewer: Viewer, case: Case) -> HttpResponse:
    """Lead to the new case, or to the next caller if it went to a team whose cases the viewer cannot see."""
    if may_see(viewer, case):
        toast(request, _("The request has number %(number)s.") % {"number": case.pk})
        return onward(request, f"/cases/{case.pk}")
    team = teams().get(case.team_id or 0)
    values = {"number": case.pk, "team": team.name if team else ""}
    toast(request, _("The request has number %(number)s and is with %(team)s now.") % values)
    return onward(request, "/cases/new")


def _form(request: HttpRequest, viewer: Viewer, caller: Caller, sheet: Sheet, status: int = 200) -> HttpResponse:
    kept = "HX-Request" in request.headers
    kind, whose = type_question(caller.types, sheet, viewer.language), whose_question(sheet)
    context: dict[str, Any] = {
        "now": clock.now(),
        "person": caller.person,
        "sheet": sheet,
        "type": kind,
        "whose": whose,
        "own": own_questions(sheet, viewer.language),
        "about": about_questions(sheet),
        "hurry": hurry_questions(sheet),
        "last": last_questions(sheet),
        "all_fields": [*filter(None, (whose, kind)), *all_questions(sheet, viewer.language)] if sheet.errors else [],
        "lost_files": [] if kept else [upload.name for upload in sheet.files],
        "before": before(sheet.wanted, sheet.team_id, sheet.impact, sheet.pressure, clock.now()),
        "team": teams().get(sheet.team_id or 0),
        "beside": beside(viewer, caller.person, caller.accounts, clock.now()),
    }
    return render(request, "entry/form.html", context, status=status)
