"""Forms that open inside the page of a case: one description each, one view for all.

GET opens the form (htmx gets it alone, everybody else the whole page with
it). POST does the step and leads back to the page, or shows the form again
with what was typed and what is wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from kundenkreis.flow.errors import Refused
from kundenkreis.web.cases.opened import ANYBODY, Opened, open_case
from kundenkreis.web.cases.page import Panel, show
from kundenkreis.web.pages import page, posted
from kundenkreis.web.toasts import toast


@dataclass(frozen=True, slots=True)
class Done:
    """What a step did, in one line; `undo` is the address that takes it back.

    `where` is the page to go on with, if it is not that of the case: who
    has given a case away may not read it any more.
    """

    text: str
    undo: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class FormPanel:
    """One form: who may open it, how it is made and filled, what it does, and its words (lazy translations).

    `lead` explains what will follow. `act` may raise Refused or ValueError
    with a sentence; its form is still valid then and is shown again.
    """

    route: str
    right: str
    make: Callable[[Opened, QueryDict | None], forms.Form]
    act: Callable[[Opened, Any], Done]
    title: object
    lead: object
    submit: object
    icon: str


def view_of(spec: FormPanel) -> Callable[[HttpRequest, int], HttpResponse]:
    """Return the view of a form panel."""

    @page(ANYBODY, "GET", "POST")
    def view(request: HttpRequest, case_id: int) -> HttpResponse:
        return _answer(request, case_id, spec)

    return view


def _answer(request: HttpRequest, case_id: int, spec: FormPanel) -> HttpResponse:
    opened = open_case(request, case_id)
    opened.must(spec.right)
    form = spec.make(opened, posted(request))
    if form.is_bound and form.is_valid():
        done = carry_out(form, lambda: spec.act(opened, form))
        if done is not None:
            return back(request, case_id, done)
    panel = Panel("cases/panels/form.html", {"spec": spec, "form": form, "action": reverse(spec.route, args=[case_id])})
    return show(request, opened, panel=panel, status=422 if form.is_bound else 200)


def carry_out(form: forms.Form, act: Callable[[], Done]) -> Done | None:
    """Do a step; what it refuses stands at the field it names, and None is returned."""
    try:
        return act()
    except Refused as refused:
        name = _FIELDS.get(refused.field, refused.field)
        form.add_error(name if name in form.fields else None, refused.message)
    except ValueError as error:
        form.add_error(None, str(error))
    return None


# Where a step calls an input by another name than the form does.
_FIELDS = {"due": "day", "until": "day", "from": "begin"}


def back(request: HttpRequest, case_id: int, done: Done, anchor: str = "") -> HttpResponse:
    """Lead back to the page of the case and say there what happened."""
    toast(request, done.text, undo=done.undo)
    return HttpResponseRedirect(done.where or reverse("case", args=[case_id]) + anchor)
