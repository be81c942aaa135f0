"""What every page does the same way: who may see it, full page or piece, and kind errors."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render as render_template
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from kundenkreis.flow.errors import Meanwhile, NotAllowed, NotFound, StepError
from kundenkreis.flow.rights import may
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web.asked import BadAddress
from kundenkreis.web.clock import now
from kundenkreis.web.toasts import toasts
from kundenkreis.web.who import Asked

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
_STATUS: dict[type[StepError], int] = {BadAddress: 400, NotFound: 404, NotAllowed: 403, Meanwhile: 409}


def page(right: str, *methods: str, post: str = "") -> Callable[[View[P]], View[P]]:
    """Let only people with this right in, by these methods (GET and HEAD if none are named).

    `post` is the right that sending the form needs, where reading it needs
    less. Who has not signed in is asked to, and comes back. What a step refuses
    becomes a page that says why and what to do. Rights towards one case are
    asked by queries and steps.
    """
    needed = post or right
    allowed = {"GET", "HEAD"} if not methods else {*methods, *(["HEAD"] if "GET" in methods else [])}

    def decorate(view: View[P]) -> View[P]:
        @vary_on_headers("HX-Request")
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            viewer = cast(Asked, request).viewer
            if request.method not in allowed:
                return error(request, 405, _("This address does not do that. Please go back and try again."))
            if viewer is None:
                return _sign_in(request)
            if not may(viewer, needed if request.method == "POST" else right):
                return error(request, 403)
            try:
                return view(request, *args, **kwargs)
            except StepError as refused:
                return refusal(request, refused)

        guarded.right, guarded.post_right = right, needed  # type: ignore[attr-defined]
        guarded.methods = allowed  # type: ignore[attr-defined]
        return cast(View[P], guarded)

    return decorate


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for signing in; a piece of a page tells the browser to load the sign-in page as a whole."""
    answer = redirect_to_login(request.get_full_path() if request.method == "GET" else "/", settings.LOGIN_URL)
    if request.headers.get("HX-Request"):
        gone = HttpResponse(status=401)
        gone.headers["HX-Redirect"] = answer.url
        return gone
    return answer


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, also when it was sent empty; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who asks. Only for views behind `page`."""
    viewer = cast(Asked, request).viewer
    assert viewer is not None
    return viewer


def render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with the page, or with its piece `part` when htmx asks for one.

    Every template has: viewer and company (see `frame`), now, toasts (call it).
    """
    shown = {"now": now(), "toasts": functools.partial(toasts, request), **(context or {})}
    chosen = part if part and request.headers.get("HX-Request") else template
    return render_template(request, chosen, shown, status=status)


def error(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """Answer with a page that says what went wrong and what to do next."""
    return render(request, f"{status if status in KNOWN else 400}.html", {"message": message}, status=status)


def refusal(request: HttpRequest, refused: StepError) -> HttpResponse:
    """Answer with a page that says what a step or an address refused."""
    return error(request, _STATUS.get(type(refused), 409), refused.message)


KNOWN = (400, 403, 404, 409, 413, 429, 500)
