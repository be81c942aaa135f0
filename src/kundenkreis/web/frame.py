"""What stands around every page: the company, who reads it, and the places she may go to."""

from typing import Any

from django.http import HttpRequest
from jinja2 import Environment

from kundenkreis.flow.rights import held
from kundenkreis.teams.reference import company
from kundenkreis.web.kept import kept

# By where an address begins: the place that is marked in the bars. Entering a request is none of the others.
_PLACES = {
    "/cases/new": "/cases/new",
    "/portal/requests/new": "",
    "/cases": "/queue",
    "/settings": "/settings/",
    **{place: place for place in ("/today", "/queue", "/customers", "/parity", "/catalogue")},
    **{place: place for place in ("/portal/requests", "/portal/asked")},
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: give every template the company, the viewer, her rights and the place she is at.

    The viewer is None before signing in; her rights are those that she has in general.
    """
    viewer = getattr(request, "viewer", None)
    rights = held(viewer) if viewer else frozenset()
    return {"company": company(), "viewer": viewer, "rights": rights, "here": here(request.path)}


def here(path: str) -> str:
    """Return the address of the place to which a page belongs; empty if it stands beneath none."""
    for root, place in _PLACES.items():
        if path == root or path.startswith(f"{root}/"):
            return place
    return "/portal/" if path == "/portal/" else ""


def install(made: Environment) -> None:
    """Let templates draw what is the same for everybody with the same rights."""
    made.globals.update({name: kept(made, "parts/bars.html", name) for name in ("bar_places", "bar_tabs")})
    made.globals["palette"] = kept(made, "parts/palette.html", "palette")
