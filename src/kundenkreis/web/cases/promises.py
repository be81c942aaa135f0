"""The promises of a case: giving, keeping, moving, withdrawing, calling back."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kundenkreis.cases.happenings import happenings
from kundenkreis.cases.history import line
from kundenkreis.cases.steps import steps_of
from kundenkreis.flow import pledge
from kundenkreis.flow.errors import NotFound
from kundenkreis.promises.calendars import calendar_of, current
from kundenkreis.promises.of_case import Promised, of_case
from kundenkreis.web.cases.forms import AttemptForm, MoveForm, PromiseForm, ReasonForm
from kundenkreis.web.cases.moments import read_due
from kundenkreis.web.cases.opened import ANYBODY, Opened, open_case
from kundenkreis.web.cases.owed import owed
from kundenkreis.web.cases.page import Panel, show
from kundenkreis.web.cases.panels import Done, FormPanel, back, carry_out, view_of
from kundenkreis.web.cases.words import names
from kundenkreis.web.cases.writing import Writing, promise_of
from kundenkreis.web.pages import page, render

SIDE = "#promises"
F = TypeVar("F", bound=forms.Form)
_OF_PROMISES = frozenset(
    {
        *("promise.given", "promise.moved", "promise.fulfilled", "promise.withdrawn", "promise.broken"),
        *("promise.disputed", "promise.recalendared", "callback.attempted"),
    }
)


def _give_form(opened: Opened, data: QueryDict | None) -> PromiseForm:
    form = PromiseForm(data, now=opened.now)
    steps = [(s.no, s.title) for s in steps_of(opened.case.pk) if s.state in ("todo", "now")]
    form.fields["step"].choices = [("", pgettext_lazy("choice", "none")), *steps]  # type: ignore[attr-defined]
    return form


def _give(opened: Opened, form: Any) -> Done:
    given = form.cleaned_data
    typed = Writing(
        kind=given["kind"], what=given["what"], day=given["day"], clock=given["clock"], begin=given["begin"]
    )
    pledge.give(opened.case.pk, promise_of(typed, opened.now, given["step"]), by=opened.viewer, now=opened.now)
    return Done(_("Promised. The customer is told."))


GIVE = FormPanel(
    route="case.promises",
    right="promise.give",
    make=_give_form,
    act=_give,
    title=gettext_lazy("Make a promise"),
    lead=gettext_lazy("The customer is told at once. With a reply it goes into the same message."),
    submit=pgettext_lazy("action", "Promise"),
    icon="handshake",
)
promises = view_of(GIVE)


def _find(opened: Opened, no: int) -> tuple[Promised, list[Promised]]:
    found = of_case(opened.case.pk)
    for promise in found:
        if promise.no == no:
            return promise, found
    raise NotFound(_("There is no such promise in this request."))


def _panel(opened: Opened, no: int, used: forms.Form | None = None) -> Panel:
    """Return the panel of one promise; `used` is the one of its forms that could not be carried out."""
    promise, every = _find(opened, no)
    made: dict[str, forms.Form] = {"move": MoveForm(now=opened.now), "withdraw": ReasonForm(), "attempt": AttemptForm()}
    for name, form in made.items():
        if used is not None and type(used) is type(form):
            made[name] = used
    history = [line(h, names(every, opened.now)) for h in _moves(opened, no)]
    return Panel("cases/panels/promise.html", {"promise": owed(promise, opened.now), "forms": made, "history": history})


def _moves(opened: Opened, no: int) -> list[Any]:
    return [h for h in happenings(opened.case.pk, _OF_PROMISES) if h.data.get("no") == no]


@page(ANYBODY)
def promise(request: HttpRequest, case_id: int, no: int) -> HttpResponse:
    """One promise with its history, and what can be done with it."""
    opened = open_case(request, case_id)
    if not opened.at_desk:
        raise NotFound(_("There is no such promise in this request."))
    return show(request, opened, panel=_panel(opened, no))


def _do(
    request: HttpRequest,
    case_id: int,
    no: int,
    make: Callable[[Opened], F],
    act: Callable[[Opened, F], Done],
) -> HttpResponse:
    """Carry out one of the forms of a promise, or show it again with what is wrong."""
    opened = open_case(request, case_id)
    opened.must("promise.move")
    form = make(opened)
    if form.is_valid():
        done = carry_out(form, lambda: act(opened, form))
        if done is not None:
            return back(request, case_id, done, SIDE)
    return show(request, opened, panel=_panel(opened, no, form), status=422)


@page(ANYBODY, "POST")
def keeping(request: HttpRequest, case_id: int, no: int) -> HttpResponse:
    """What was promised has been done."""
    opened = open_case(request, case_id)
    pledge.keep(case_id, no, by=opened.viewer, now=opened.now)
    return back(request, case_id, Done(_("Noted as done.")), SIDE)


@page(ANYBODY, "POST")
def moves(request: HttpRequest, case_id: int, no: int) -> HttpResponse:
    """Move a promise, with or without the customer's agreement."""

    def act(opened: Opened, form: MoveForm) -> Done:
        given = form.cleaned_data
        pledge.move(
            case_id,
            no,
            agreed=given["agreed"],
            reason=given["reason"],
            by=opened.viewer,
            now=opened.now,
            due_at=form.due_at,
            due_day=form.due_day,
            window_from=form.window_from(),
        )
        if given["agreed"]:
            return Done(_("Moved, as agreed."))
        return Done(_("The new date stands and the customer is told. The promise counts as not kept."))

    return _do(request, case_id, no, lambda opened: MoveForm(request.POST, now=opened.now), act)


@page(ANYBODY, "POST")
def withdrawal(request: HttpRequest, case_id: int, no: int) -> HttpResponse:
    """The customer no longer needs what was promised."""

    def act(opened: Opened, form: ReasonForm) -> Done:
        pledge.withdraw(case_id, no, form.cleaned_data["reason"], by=opened.viewer, now=opened.now)
        return Done(_("Noted as no longer needed."))

    return _do(request, case_id, no, lambda opened: ReasonForm(request.POST), act)


@page(ANYBODY, "POST")
def attempts(request: HttpRequest, case_id: int, no: int) -> HttpResponse:
    """Somebody called back."""

    def act(opened: Opened, form: AttemptForm) -> Done:
        given = form.cleaned_data
        pledge.attempt(case_id, no, given["reached"], given["text"], by=opened.viewer, now=opened.now)
        return Done(_("The call is noted."))

    return _do(request, case_id, no, lambda opened: AttemptForm(request.POST), act)


@page(ANYBODY)
def hours(request: HttpRequest, case_id: int) -> HttpResponse:
    """How many working hours are left until a date, while it is being typed."""
    opened = open_case(request, case_id)
    opened.must("promise.give")
    calendar = calendar_of(current(opened.case.team_id))
    problem, seconds = "", None
    try:
        due, due_day = read_due(request.GET.get("day", ""), request.GET.get("clock", ""), opened.now)
        due = calendar.end_of_working_day(due_day) if due_day else due
        seconds = int(calendar.between(opened.now, due).total_seconds()) if due and due > opened.now else None
        problem = _("The date lies in the past. Please choose a later one.") if due and due <= opened.now else ""
    except ValueError as error:
        due, problem = None, str(error)
    return render(request, "cases/_hours.html", {"due": due, "seconds": seconds, "problem": problem})
