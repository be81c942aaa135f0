"""The page of a case: it gathers, the template shows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kundenkreis.cases.answers import told
from kundenkreis.cases.conversation import FIRST_PLACE, Stretch, stretch
from kundenkreis.cases.forms import FormError, fields_of
from kundenkreis.cases.happenings import happenings
from kundenkreis.cases.history import IN_CONVERSATION, Happening
from kundenkreis.cases.models import Case
from kundenkreis.cases.reference import types
from kundenkreis.cases.steps import steps_of
from kundenkreis.promises.of_case import of_case
from kundenkreis.queue.beside import beside
from kundenkreis.queue.standing import standing
from kundenkreis.replies.queries import desk
from kundenkreis.teams.reference import teams
from kundenkreis.web.cases.opened import Opened
from kundenkreis.web.cases.owed import owed
from kundenkreis.web.cases.stations import stops
from kundenkreis.web.cases.stream import stream
from kundenkreis.web.cases.words import case_words, names
from kundenkreis.web.cases.writing import Writing
from kundenkreis.web.pages import render

TEMPLATE = "cases/page.html"
_RIGHTS = {
    "answer": "case.answer",
    "take": "case.take",
    "hand_over": "case.hand_over",
    "rest": "case.rest",
    "steps": "case.steps",
    "urgency": "case.urgency",
    "ask": "case.ask_team",
    "promise": "promise.give",
    "reopen": "case.reopen",
    "note_customer": "customers.note",
    "note_case": "case.note",
}


@dataclass(frozen=True, slots=True)
class Panel:
    """A form or a list that opens inside the page: its template, and what the template needs."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


def show(
    request: HttpRequest,
    opened: Opened,
    *,
    panel: Panel | None = None,
    writing: Writing | None = None,
    before: tuple[datetime, int] = FIRST_PLACE,
    status: int = 200,
) -> HttpResponse:
    """Answer with the page of a case. With a panel, htmx gets the panel alone."""
    if panel is not None and request.headers.get("HX-Request"):
        return render(request, panel.template, {**_frame(opened), **panel.context}, status=status)
    context = {**_frame(opened), **_conversation(opened, before), **_sides(opened), "panel": panel}
    context["steps"] = stops(steps_of(opened.case.pk), context["promises"], context["now"])
    writing = writing or Writing()
    writing.take_drafts(context["desk"])
    context["writing"] = writing
    if panel is not None:
        context |= panel.context
    return render(request, TEMPLATE, context, status=status)


def older(request: HttpRequest, opened: Opened, before: tuple[datetime, int]) -> HttpResponse:
    """Answer htmx with an older stretch of the conversation alone."""
    return render(request, "cases/_stretch.html", {**_frame(opened), **_conversation(opened, before)})


def _frame(opened: Opened) -> dict[str, Any]:
    """What page and panels have in common. The moment stands in the reader's zone."""
    case = opened.case
    return {
        "case": case,
        "said_as": case_words(case),
        "customer": opened.head.customer,
        "holder": opened.head.holder,
        "can": {name: opened.may(right) for name, right in _RIGHTS.items()},
        "at_desk": opened.at_desk,
        "type": types()[case.type_id],
        "team": teams().get(case.team_id or 0),
        "now": timezone.localtime(opened.now),
    }


def _conversation(opened: Opened, before: tuple[datetime, int]) -> dict[str, Any]:
    case, now = opened.case, timezone.localtime(opened.now)
    said = stretch(case, opened.viewer, before)
    promises = of_case(case.pk)
    happened = _happened(case, said, before[0]) if opened.at_desk else []
    return {
        "entries": stream(case.pk, said, happened, promises, names(promises, now), now),
        "said": said,
        "promises": [owed(promise, opened.now) for promise in promises],
        "people": _people(said, opened.head.holder),
        "is_newest": before == FIRST_PLACE,
    }


def _happened(case: Case, said: Stretch, until: datetime) -> list[Happening]:
    """Return what happened while the messages of the stretch were written."""
    if said.has_older and said.start is not None:
        return happenings(case.pk, IN_CONVERSATION, since=said.start, until=until)
    return happenings(case.pk, IN_CONVERSATION, until=until)


def _people(said: Stretch, holder: str) -> list[str]:
    """Return whom the customer has to do with: everybody who answered her, and who has the case now."""
    names = [message.author for message in said.messages if message.by == "team" and message.author]
    return list(dict.fromkeys([*names, *([holder] if holder else [])]))


def _sides(opened: Opened) -> dict[str, Any]:
    case, viewer = opened.case, opened.viewer
    return {
        "desk": desk(case.pk, viewer, opened.now),
        "beside": beside(case, viewer),
        "standing": standing(case, viewer),
        "told": _told(case, viewer.language),
        "teams": teams(),
    }


def _told(case: Case, language: str) -> list[tuple[str, str]]:
    """Return what the customer answered in the form of the request; a form that is broken since shows all answers."""
    if not case.answers:
        return []
    try:
        fields = fields_of(types()[case.type_id].form)
    except FormError:
        fields = []
    return told(fields, case.answers, language)
