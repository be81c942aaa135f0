"""My requests: open ones and done ones, with every promise in words."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.cases.mine import own_cases
from kundenkreis.promises.of_cases import of_cases
from kundenkreis.teams.reference import company
from kundenkreis.web import asked, clock
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.portal.listed import listed

ROWS = 20
SHOWN = ("open", "done")


@page("portal.use")
def requests(request: HttpRequest) -> HttpResponse:
    """Show one's own requests, newest first, a page at a time."""
    viewer, now = viewer_of(request), clock.now()
    ended = asked.choice(request.GET, "show", SHOWN, "open") == "done"
    found = own_cases(viewer, is_open=not ended, limit=ROWS + 1, before=asked.number(request.GET, "before"))
    shown = found[:ROWS]
    address = "/portal/requests/?show=done" if ended else "/portal/requests/?show=open"
    return render(
        request,
        "portal/requests.html",
        {
            "now": now,
            "rows": listed(shown, of_cases([case.id for case in shown]), now),
            "ended": ended,
            "views": [
                {
                    "label": pgettext("requests", "Open"),
                    "address": "/portal/requests/",
                    "is_current": not ended,
                    "count": None,
                },
                {
                    "label": pgettext("requests", "Done"),
                    "address": "/portal/requests/?show=done",
                    "is_current": ended,
                    "count": None,
                },
            ],
            "next": f"{address}&before={shown[-1].id}" if len(found) > ROWS else "",
            "first": "before" in request.GET,
            "zone": zone_note(viewer.zone),
        },
    )


def zone_note(zone: str) -> str:
    """Return a line about the reader's time zone where it is not the company's."""
    if zone == company().zone:
        return ""
    return _("All times are in your time zone (%(zone)s).") % {"zone": zone}
