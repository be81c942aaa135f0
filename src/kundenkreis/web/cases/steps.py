"""The steps of a case: adding, renaming, giving an owner, saying how far one is, removing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kundenkreis.cases.steps import Station, steps_of
from kundenkreis.flow import process
from kundenkreis.flow.errors import Refused
from kundenkreis.web.cases import choices
from kundenkreis.web.cases.forms import NewStepForm, StepForm
from kundenkreis.web.cases.opened import ANYBODY, Opened, open_case
from kundenkreis.web.cases.page import Panel, show
from kundenkreis.web.cases.panels import Done, back, carry_out
from kundenkreis.web.pages import page
from kundenkreis.web.toasts import toast


@page(ANYBODY, "GET", "POST")
def steps(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show the steps with a form each; POST adds one."""
    opened = open_case(request, case_id)
    opened.must("case.steps")
    if request.method != "POST":
        return show(request, opened, panel=_panel(opened))
    form = _new_form(opened, steps_of(case_id), request.POST)

    def act() -> Done:
        given = form.cleaned_data
        process.add_step(case_id, given["title"], by=opened.viewer, now=opened.now, after=given["after"] or None)
        return Done(_("The step is added."))

    return _finish(request, opened, form, act, {"new": form})


@page(ANYBODY, "POST")
def step(request: HttpRequest, case_id: int, step_id: int) -> HttpResponse:
    """Change one step."""
    opened = open_case(request, case_id)
    opened.must("case.steps")
    form = _form(opened, step_id, request.POST)

    def act() -> Done:
        given = form.cleaned_data
        process.change_step(
            case_id,
            step_id,
            by=opened.viewer,
            now=opened.now,
            title=given["title"],
            owner_id=given["owner"],
            state=given["state"],
        )
        return Done(_("The step is changed."))

    return _finish(request, opened, form, act, {step_id: form})


@page(ANYBODY, "POST")
def completion(request: HttpRequest, case_id: int, step_id: int) -> HttpResponse:
    """Say that a step is done, from the path. Whoever was faster has done it already."""
    opened = open_case(request, case_id)
    opened.must("case.steps")
    try:
        done = process.complete_step(case_id, step_id, by=opened.viewer, now=opened.now)
    except Refused as refused:
        return back(request, case_id, Done(refused.message))
    return back(request, case_id, Done(_("Done: %(step)s.") % {"step": done.title}))


@page(ANYBODY, "POST")
def removal(request: HttpRequest, case_id: int, step_id: int) -> HttpResponse:
    """Remove a step that has not begun."""
    opened = open_case(request, case_id)
    process.remove_step(case_id, step_id, by=opened.viewer, now=opened.now)
    toast(request, _("The step is removed."))
    return HttpResponseRedirect(reverse("case.steps", args=[case_id]))


def _finish(request: HttpRequest, opened: Opened, form: Any, act: Any, used: dict[object, Any]) -> HttpResponse:
    """Carry a form out and stay with the steps, or show it again with what is wrong."""
    done = carry_out(form, act) if form.is_valid() else None
    if done is None:
        return show(request, opened, panel=_panel(opened, used), status=422)
    toast(request, done.text)
    return HttpResponseRedirect(reverse("case.steps", args=[opened.case.pk]))


def _panel(opened: Opened, used: dict[object, Any] | None = None) -> Panel:
    """Return all steps with their forms; `used` holds a form that could not be carried out, by step or "new"."""
    found, used = steps_of(opened.case.pk), used or {}
    owners = choices.owner_choices(opened)
    rows = [{"step": one, "form": used.get(one.id) or _filled(one, owners)} for one in found]
    new = used.get("new") or _new_form(opened, found, None)
    return Panel("cases/panels/steps.html", {"rows": rows, "new": new})


def _with_owner(owners: list[choices.Choice], station: Station) -> list[choices.Choice]:
    """Return who can do the step; an owner of another team stays among them."""
    owner = station.owner
    if owner is None or any(one[0] == owner.id for one in owners):
        return owners
    return [*owners, (owner.id, owner.name)]


def _filled(station: Station, owners: list[choices.Choice], data: Any = None) -> StepForm:
    initial = {"title": station.title, "owner": station.owner.id if station.owner else 0, "state": station.state}
    form = StepForm(data, initial=initial, auto_id=f"step-{station.id}-%s")
    form.fields["owner"].choices = _with_owner(owners, station)  # type: ignore[attr-defined]
    return form


def _form(opened: Opened, step_id: int, data: Any) -> StepForm:
    """Return the form of one step as it was sent; what has gone meanwhile is found out by the step itself."""
    station = next((one for one in steps_of(opened.case.pk) if one.id == step_id), None)
    station = station or Station(step_id, 0, 0, "", "todo", None, None)
    return _filled(station, choices.owner_choices(opened), data)


def _new_form(opened: Opened, found: list[Station], data: Any) -> NewStepForm:
    form = NewStepForm(data)
    last = ((0, _("the last one")), *((one.position, one.title) for one in found))
    form.fields["after"].choices = last  # type: ignore[attr-defined]
    return form
