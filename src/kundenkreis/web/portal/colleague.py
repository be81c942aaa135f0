"""Ask a colleague: whom, what, by when. Three inputs, and the same promise as for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from kundenkreis.base.text import clean, whole_number
from kundenkreis.cases.models import Impact, Pressure
from kundenkreis.cases.reference import colleague_type
from kundenkreis.flow import intake
from kundenkreis.flow.errors import Refused
from kundenkreis.people.colleagues import Colleague, colleague, search_colleagues
from kundenkreis.web import clock
from kundenkreis.web.asked import number
from kundenkreis.web.fields import Field, Option
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.portal.before import Before, before
from kundenkreis.web.portal.sheet import MOST_TEXT, key_of, needed_by, source_of

MOST_FOUND = 8


@dataclass(slots=True)
class Asking:
    """What was typed: `whom` as text, `chosen` once it is clear who is meant, `found` who could be meant."""

    whom: str = ""
    key: str = ""
    text: str = ""
    needed_by: str = ""
    chosen: Colleague | None = None
    found: Sequence[Colleague] = ()
    errors: dict[str, str] = field(default_factory=dict)


@page("colleague.ask", "GET", "POST")
def ask(request: HttpRequest) -> HttpResponse:
    """Show the three inputs, or ask. htmx gets the people who fit what has been typed so far."""
    viewer, now = viewer_of(request), clock.now()
    typed = request.POST if request.method == "POST" else request.GET
    asking = _read(typed, viewer.id)
    if request.method != "POST":
        number(request.GET, "colleague")
        return _form(request, asking)
    due = _check(asking, typed, timezone.localdate(now))
    if not asking.errors and asking.chosen is not None:
        try:
            source = source_of(asking.key, viewer.id, asking.chosen.id, asking.text)
            case = intake.ask_colleague(asking.chosen.id, asking.text, due, by=viewer, now=now, source=source)
        except Refused as refused:
            asking.errors["whom" if refused.field == "colleague" else "text"] = refused.message
        else:
            return HttpResponseRedirect(f"/portal/requests/{case.pk}/received")
    return _form(request, asking, status=422)


def _read(typed: QueryDict, viewer_id: int) -> Asking:
    """Find out who is meant: the one chosen among those whose name fits, else the only one of them."""
    whom = clean(typed.get("whom", ""))[:80]
    chosen_id = whole_number(typed.get("colleague", ""))
    found = search_colleagues(whom, without=viewer_id, limit=MOST_FOUND)
    if not whom.strip() and chosen_id and chosen_id != viewer_id:
        named = colleague(chosen_id)
        found = [named] if named else []
    chosen = next((one for one in found if one.id == chosen_id), found[0] if len(found) == 1 else None)
    return Asking(whom, key_of(typed), clean(typed.get("text", "")), clean(typed.get("needed_by", "")), chosen, found)


def _check(asking: Asking, typed: QueryDict, today: date) -> datetime | None:
    """Fill `errors`, and return the day by which it is needed."""
    if asking.chosen is None:
        asking.errors["whom"] = (
            _("Please choose whom you mean.") if asking.found else _("Nobody of this name was found.")
        )
    if not typed.get("whom", "").strip() and asking.chosen is None:
        asking.errors["whom"] = _("Please write whom you ask.")
    if not asking.text.strip():
        asking.errors["text"] = _("Please write what you need.")
    if len(asking.text) > MOST_TEXT:
        values = {"most": MOST_TEXT, "now": len(asking.text)}
        asking.errors["text"] = _("Please use at most %(most)s characters; these are %(now)s.") % values
    try:
        return needed_by(asking.needed_by, today)
    except ValueError as error:
        asking.errors["needed_by"] = str(error)
        return None


def _form(request: HttpRequest, asking: Asking, status: int = 200) -> HttpResponse:
    questions = _questions(asking)
    context = {
        "questions": questions,
        "whom": questions[0],
        "others": questions[1:],
        "people": _people(asking),
        "key": asking.key,
        "before": _promised(),
    }
    return render(
        request, "portal/colleague.html", context, part="portal/_people.html" if status == 200 else "", status=status
    )


def _promised() -> Before | None:
    """Return what is promised for every request of one colleague to another."""
    wanted = colleague_type()
    return before(wanted, None, Impact.ME, Pressure.THIS_WEEK, clock.now()) if wanted else None


def _questions(asking: Asking) -> list[Field]:
    """Return the three inputs."""

    def errors(name: str) -> tuple[str, ...]:
        return (asking.errors[name],) if name in asking.errors else ()

    search = (
        ("autocomplete", "off"),
        ("hx-get", "/portal/colleague"),
        ("hx-trigger", "input changed delay:300ms"),
        ("hx-target", "#people"),
        ("hx-swap", "innerHTML"),
    )
    hint = _("A name, or the beginning of one. The department helps too.")
    return [
        Field("whom", "whom", _("Whom do you ask?"), "search", asking.whom, hint, errors("whom"), attributes=search),
        Field("text", "text", _("What do you need?"), "textarea", asking.text, errors=errors("text")),
        Field(
            "needed_by",
            "needed_by",
            _("By when?"),
            "date",
            asking.needed_by,
            errors=errors("needed_by"),
            required=False,
        ),
    ]


def _people(asking: Asking) -> Field | None:
    """Return who could be meant, to choose from; None as long as nobody fits."""
    if not asking.found:
        return None
    options = [Option(str(one.id), one.name, one == asking.chosen, one.department) for one in asking.found]
    return Field("colleague", "colleague", _("Who is meant?"), "choices", options=tuple(options))
