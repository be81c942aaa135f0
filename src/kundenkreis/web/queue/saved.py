"""Saved views: keeping the present filters under a name, giving another name, deleting."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.flow import views as steps
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.views import NAME_LIMIT
from kundenkreis.queue.views import saved_views
from kundenkreis.web import clock
from kundenkreis.web.asked import unreadable
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.queue.asked import Asked, read, team_of
from kundenkreis.web.queue.shown import told
from kundenkreis.web.toasts import toast

OWN, TEAM = "own", "team"


class ViewForm(forms.Form):
    """The name of a view and for whom it is kept."""

    name = forms.CharField(
        label=gettext_lazy("Name of the view"),
        max_length=NAME_LIMIT,
        error_messages={"required": gettext_lazy("Please give the view a name.")},
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("Who sees it"),
        widget=forms.RadioSelect,
        choices=[(OWN, gettext_lazy("Only I")), (TEAM, gettext_lazy("The whole team"))],
        initial=OWN,
    )


@dataclass(frozen=True, slots=True)
class Wrong:
    """A name that was refused: of which view, what was typed, and why."""

    id: int
    typed: str
    message: str


@page("views.save", "GET", "POST")
def index(request: HttpRequest) -> HttpResponse:
    """Save the view one came from, and see all saved views of the team."""
    asked = _asked(request)
    if request.method != "POST":
        return _show(request, asked, ViewForm(), status=400 if asked.odd else 200)
    form = ViewForm(request.POST)
    if form.is_valid():
        try:
            return _save(request, asked, form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    return _show(request, asked, form, status=422)


@page("views.save", "POST")
def rename(request: HttpRequest, view_id: int) -> HttpResponse:
    """Give a view another name."""
    viewer = viewer_of(request)
    try:
        view = steps.rename_view(view_id, request.POST.get("name", ""), by=viewer, now=clock.now())
    except Refused as refused:
        wrong = Wrong(view_id, request.POST.get("name", ""), refused.message)
        return _show(request, _asked(request), ViewForm(), status=422, wrong=wrong)
    toast(request, _("The view is called “%(name)s” now.") % {"name": view.name})
    return redirect(_list_of(view.team_id))


@page("views.save", "POST")
def delete(request: HttpRequest, view_id: int) -> HttpResponse:
    """Delete a view. What it showed is where it was."""
    view = steps.delete_view(view_id, by=viewer_of(request), now=clock.now())
    toast(request, _("The view “%(name)s” is deleted. Its requests are where they were.") % {"name": view.name})
    return redirect(_list_of(view.team_id))


def _save(request: HttpRequest, asked: Asked, values: dict[str, Any]) -> HttpResponse:
    if asked.odd:
        raise Refused(unreadable().message)
    view = steps.save_view(
        values["name"],
        asked.team_id,
        asked.filters.as_data(),
        by=viewer_of(request),
        now=clock.now(),
        for_team=values["whose"] == TEAM,
    )
    toast(request, _("The view “%(name)s” is saved.") % {"name": view.name})
    return redirect(asked.of_saved(view.pk))


def _asked(request: HttpRequest) -> Asked:
    """Return the queue one came from; the address keeps it while the form is filled in."""
    viewer = viewer_of(request)
    team_id = team_of(request.GET, viewer)
    assert team_id is not None  # the right is given to members and coaches only
    return read(request.GET, team_id, saved_views(viewer, team_id))


def _show(
    request: HttpRequest, asked: Asked, form: ViewForm, *, status: int = 200, wrong: Wrong | None = None
) -> HttpResponse:
    viewer = viewer_of(request)
    shown = {
        "asked": asked,
        "form": form,
        "saved": saved_views(viewer, asked.team_id),
        "is_member": asked.team_id in viewer.teams,
        "wrong": wrong,
        "told": told(viewer, asked),
    }
    return render(request, "queue/views.html", shown, status=status)


def _list_of(team_id: int) -> str:
    return f"{reverse('queue.views')}?team={team_id}"
