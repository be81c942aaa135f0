"""One request as its requester sees it: where it stands, what is promised, and everything that was said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from kundenkreis.base.text import whole_number
from kundenkreis.cases.answers import told
from kundenkreis.cases.conversation import FIRST_PLACE, Said, stretch
from kundenkreis.cases.forms import FormError, fields_of
from kundenkreis.cases.head import Head, head
from kundenkreis.cases.mine import Station
from kundenkreis.cases.models import Case
from kundenkreis.cases.reference import types
from kundenkreis.cases.steps import steps_of
from kundenkreis.flow.errors import NotFound
from kundenkreis.promises.of_case import of_case
from kundenkreis.teams.faces import Face
from kundenkreis.web import clock
from kundenkreis.web.asked import unreadable
from kundenkreis.web.fields import Field
from kundenkreis.web.pages import render
from kundenkreis.web.portal.doors import At
from kundenkreis.web.portal.listed import since, stops_of, who
from kundenkreis.web.portal.pledges import tell
from kundenkreis.web.portal.questions import files_question
from kundenkreis.web.portal.requests import zone_note


@dataclass(frozen=True, slots=True)
class Line:
    """One message as the message macro draws it."""

    id: int
    by: str
    author: Face | None
    channel: str
    at: datetime
    text: str
    is_automatic: bool
    files: Sequence[dict[str, Any]]

    def get_channel_display(self) -> str:
        """Return how it came, in words."""
        return str(Case.Channel(self.channel).label)


@dataclass(slots=True)
class Typed:
    """What somebody was writing when it could not be sent, and why not (by input)."""

    text: str = ""
    reopening: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def own_case(at: At) -> Head:
    """Return the case if the person asked for it or follows it. Raises NotFound."""
    found = head(at.viewer, at.case_id)
    if found is None:
        raise NotFound(_("There is no such request, or you are not among the people who may see it."))
    return found


def request_page(request: HttpRequest, at: At) -> HttpResponse:
    """Show a request to its requester; colleagues at work on it are led to their own page of it."""
    found = own_case(at)
    elsewhere = _at_work(at, found.case)
    return HttpResponseRedirect(elsewhere) if elsewhere else show(request, at, found)


def _at_work(at: At, case: Case) -> str:
    if case.person_id == at.viewer.id:
        return ""
    if case.team_id is None and case.taken_by_id == at.viewer.id:
        return f"/portal/asked/{case.pk}"
    return f"/cases/{case.pk}" if case.team_id in at.viewer.seen_teams or case.taken_by_id == at.viewer.id else ""


def show(request: HttpRequest, at: At, found: Head, typed: Typed | None = None) -> HttpResponse:
    """Draw the page; with what was typed and the reason, if a step was refused."""
    typed, case, now = typed or Typed(), found.case, clock.now()
    said = stretch(case, at.viewer, _place(request))
    lines = [message_line(one, at.base) for one in said.messages if one.by != "note"]
    context = {
        "now": now,
        "at": at,
        "case": case,
        "is_own": case.person_id == at.viewer.id,
        "since": since(case.received_at, case.ended_at, now),
        "who": who(case.team_id, found.holder) if case.is_open else "",
        "ending": ending(case),
        "stops": stops_of(_stations(case.pk), now),
        "promises": [tell(promised, now) for promised in of_case(case.pk)],
        "answers": _answers(case, at.viewer.language),
        "lines": lines,
        "older": f"{at.base}?before={_mark(said.messages[0])}#conversation" if said.has_older else "",
        "message": message_question(typed),
        "files": files_question((typed.errors["files"],) if "files" in typed.errors else ()),
        "reopening": reopening_question(typed),
        "zone": zone_note(at.viewer.zone),
    }
    return render(request, "portal/request.html", context, status=422 if typed.errors else 200)


def _stations(case_id: int) -> list[Station]:
    """Return the path with given names, as a requester knows the people of a team."""
    return [
        Station(step.state, step.title, step.done_at, step.owner.name.split()[0] if step.owner else "")
        for step in steps_of(case_id)
    ]


def ending(case: Case) -> str:
    """Return how the request ended, in words; empty while it is open."""
    if case.is_open:
        return ""
    if case.state == Case.State.WITHDRAWN and case.parent_id:
        return _("We handle this together with request %(id)s. Everything that was promised holds there.") % {
            "id": case.parent_id
        }
    if case.state == Case.State.WITHDRAWN:
        return _("You withdrew this request.")
    said: dict[str, str] = {
        Case.Outcome.GRANTED: _("Done as you asked."),
        Case.Outcome.REFUSED: _("We could not do what you asked."),
        Case.Outcome.NO_SOLUTION: _("Closed without a solution."),
    }
    return said.get(case.outcome, _("Done."))


def _answers(case: Case, language: str) -> list[tuple[str, str]]:
    """Return what was answered in the form of the type, in words."""
    try:
        fields = fields_of(types()[case.type_id].form)
    except (KeyError, FormError):
        fields = []
    return told(fields, case.answers, language)


def message_line(said: Said, base: str) -> Line:
    """Return a message with the addresses of its files under the page at `base`."""
    author = Face(said.author_id, said.author) if said.author_id else None
    files = [{"name": f.name, "size": f.size, "address": f"{base}/files/{f.id}"} for f in said.files]
    return Line(said.id, said.by, author, said.channel, said.at, said.text, said.is_automatic, files)


def _mark(said: Said) -> str:
    """Return the place of a message for the address of what was said before it."""
    return f"{said.at.timestamp():.6f}-{said.id}"


def _place(request: HttpRequest) -> tuple[datetime, int]:
    """Read a place from the address; without one it is that of the newest. Raises BadAddress for nonsense."""
    text = request.GET.get("before", "")
    if not text or request.method == "POST":
        return FIRST_PLACE
    moment, _dash, pk = text.partition("-")
    number = whole_number(pk)
    try:
        at = datetime.fromtimestamp(float(moment), clock.now().tzinfo)
    except (ValueError, OverflowError, OSError):
        raise unreadable() from None
    if number is None:
        raise unreadable()
    return at, number


def message_question(typed: Typed) -> Field:
    """Return the place to write more; a file alone is enough, too."""
    return Field("text", "text", _("Your message"), "textarea", typed.text, errors=_sentences(typed, "text"))


def reopening_question(typed: Typed) -> Field:
    """Return the place to say what is still missing."""
    errors = _sentences(typed, "reopening")
    return Field("reopening", "reopening", _("What is still missing?"), "textarea", typed.reopening, errors=errors)


def _sentences(typed: Typed, name: str) -> tuple[str, ...]:
    return (typed.errors[name],) if name in typed.errors else ()
