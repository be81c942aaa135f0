"""Choosing the customer whose requests the queue shows."""

from django.http import HttpRequest, HttpResponse

from kundenkreis.base.text import one_line
from kundenkreis.cases.customers import Wanted, customers
from kundenkreis.queue.views import saved_views
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.queue.asked import as_query, read, team_of

MOST = 40


@page("queue.see")
def index(request: HttpRequest) -> HttpResponse:
    """Customers by name, each a link to the queue with this customer only."""
    viewer = viewer_of(request)
    team_id = team_of(request.GET, viewer)
    assert team_id is not None  # the right is given to members and coaches only
    asked = read(request.GET, team_id, saved_views(viewer, team_id))
    name = one_line(request.GET.get("name", ""), 100)
    found = customers(viewer, Wanted(text=name, what="organisation"), limit=MOST + 1)
    shown = {
        "asked": asked,
        "name": name,
        "customers": found[:MOST],
        "more": len(found) > MOST,
        "kept": {"team": team_id, **as_query(asked.filters)},
    }
    return render(request, "queue/customers.html", shown, status=400 if asked.odd else 200)
