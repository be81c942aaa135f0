"""The queue itself, and how dense its rows are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kundenkreis.flow import preferences
from kundenkreis.queue.views import saved_views
from kundenkreis.web import clock
from kundenkreis.web.asked import choice
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.queue.asked import read, team_of
from kundenkreis.web.queue.page import page as gather
from kundenkreis.web.queue.shown import context, list_context
from kundenkreis.web.returns import back_to


@page("queue.see")
def index(request: HttpRequest) -> HttpResponse:
    """One team's queue. The refresh gets the rows alone."""
    viewer, at = viewer_of(request), clock.now()
    team_id = team_of(request.GET, viewer)
    assert team_id is not None  # the right is given to members and coaches only
    views = saved_views(viewer, team_id)
    asked = read(request.GET, team_id, views)
    found = gather(viewer, asked, views, at)
    status = 400 if asked.odd else 200
    if request.headers.get("HX-Request"):
        return render(request, "queue/_list.html", list_context(viewer, found, at), status=status)
    return render(request, "queue/index.html", context(viewer, found, at), status=status)


@page("account.own", "POST")
def density(request: HttpRequest) -> HttpResponse:
    """Show lists dense or roomy from now on."""
    preferences.set_density(choice(request.POST, "dense", ("0", "1")) == "1", by=viewer_of(request), now=clock.now())
    return redirect(back_to(request, reverse("queue")))
