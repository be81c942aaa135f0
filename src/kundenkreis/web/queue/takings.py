"""Taking cases from the queue. If a colleague was faster, the answer says who."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.flow import work
from kundenkreis.flow.errors import StepError
from kundenkreis.flow.work import Taking
from kundenkreis.queue.queries import PAGE, row
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web import clock
from kundenkreis.web.asked import choice, numbers
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.queue.page import entry_of
from kundenkreis.web.returns import back_to
from kundenkreis.web.toasts import Toast, toast

_ROUTES = {"promise": "case.promises", "rest": "case.rest"}


@page("queue.see", "POST")
def create(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take one case. htmx gets its row anew, with a line that says what happened."""
    viewer, at = viewer_of(request), clock.now()
    taking = work.take(case_id, by=viewer, now=at)
    said = _said(case_id, taking)
    if not request.headers.get("HX-Request"):
        toast(request, said.text, undo=said.undo)
        return redirect(back_to(request, reverse("queue")))
    entry = entry_of(viewer, case_id, at)
    return render(request, "queue/_taken.html", {"row": entry.drawn if entry else "", "said": said})


@page("queue.see", "POST")
def create_many(request: HttpRequest) -> HttpResponse:
    """Take all selected cases, each one for itself: what a colleague has stays with her."""
    viewer, at = viewer_of(request), clock.now()
    taken: list[int] = []
    missed: list[str] = []
    for case_id in chosen(request.POST):
        try:
            taking = work.take(case_id, by=viewer, now=at)
        except StepError as error:
            missed.append(f"{case_id}: {error.message}")
            continue
        if taking.taken:
            taken.append(case_id)
        else:
            missed.append(_said(case_id, taking).text)
    said = [*([_taken(taken)] if taken else []), *missed]
    toast(request, " ".join(said) or _("Please select a request first."), undo=_undo(taken) if taken else "")
    return redirect(back_to(request, reverse("queue")))


@page("queue.see", "POST")
def undo(request: HttpRequest) -> HttpResponse:
    """Give cases back that were just taken. What went on to somebody else meanwhile stays there."""
    viewer, at = viewer_of(request), clock.now()
    count = sum(_give_back(case_id, viewer, at) for case_id in chosen(request.GET))
    words = ngettext("%(count)d request is back with the team.", "%(count)d requests are back with the team.", count)
    toast(request, words % {"count": count})
    return redirect(back_to(request, reverse("queue")))


@page("queue.see", "POST")
def next_step(request: HttpRequest) -> HttpResponse:
    """Lead from the selected row to the form that promises something, or lets the case rest."""
    route = _ROUTES.get(choice(request.POST, "step", _ROUTES))
    cases = chosen(request.POST)
    if route is None or not cases:
        toast(request, _("Please select a request first."))
        return redirect(back_to(request, reverse("queue")))
    return redirect(reverse(route, args=[cases[0]]))


def chosen(data: QueryDict) -> list[int]:
    """Return the numbers of the selected cases, at most a page of them."""
    return numbers(data, "case")[:PAGE]


def _give_back(case_id: int, viewer: Viewer, at: datetime) -> bool:
    """Give one case back if the viewer still has it."""
    place = row(viewer, case_id)
    if place is None or place.taken_by_id != viewer.id:
        return False
    try:
        work.release(case_id, by=viewer, now=at)
    except StepError:
        return False
    return True


def _said(case_id: int, taking: Taking) -> Toast:
    """Return the line about one case that was, or could not be, taken."""
    if taking.taken:
        return Toast(_taken([case_id]), _undo([case_id]), 10)
    words = {"name": taking.holder, "number": case_id}
    return Toast(_("%(name)s was faster and has %(number)s.") % words)


def _taken(case_ids: Sequence[int]) -> str:
    if len(case_ids) == 1:
        return _("You have taken %(number)s.") % {"number": case_ids[0]}
    words = ngettext("You have taken %(count)d request.", "You have taken %(count)d requests.", len(case_ids))
    return words % {"count": len(case_ids)}


def _undo(case_ids: Sequence[int]) -> str:
    return f"{reverse('queue.takings.undo')}?{urlencode({'case': case_ids}, doseq=True)}"
