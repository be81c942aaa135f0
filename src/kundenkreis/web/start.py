"""The start: everybody lands where her day begins."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kundenkreis.flow.rights import may
from kundenkreis.web.pages import page, viewer_of

# The first place a person may see is where she starts.
PLACES = (
    ("today.see", "/today"),
    ("parity.see", "/parity"),
    ("settings.see", "/settings"),
    ("portal.use", "/portal/"),
)


@page("portal.use")
def start(request: HttpRequest) -> HttpResponse:
    """Lead to today's work, to the figures, to the settings, or to the portal."""
    viewer = viewer_of(request)
    return HttpResponseRedirect(next(path for right, path in PLACES if may(viewer, right)))
