"""The two ways to one's own request: signed in, or by a signed link without an account.

Both lead to the same views. A view gets `At`: who acts, on which case, and
under which address the page and its actions stand.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kundenkreis.base.links import BadLinkError, read_case_link
from kundenkreis.cases.viewers import viewer_of
from kundenkreis.flow.errors import NotAllowed, StepError
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web import clock, pages
from kundenkreis.web.pages import page
from kundenkreis.web.who import become


@dataclass(frozen=True, slots=True)
class At:
    """Who acts on which case; `base` is the address of its page, `by_link` says that there is no sign-in."""

    viewer: Viewer
    case_id: int
    base: str
    by_link: bool = False


CaseView = Callable[..., HttpResponse]


def signed_in(view: CaseView, *methods: str) -> CaseView:
    """Let the person who has signed in come to a case of hers by its number."""

    @page("portal.use", *methods)
    def guarded(request: HttpRequest, /, case_id: int, **more: Any) -> HttpResponse:
        return view(request, At(pages.viewer_of(request), case_id, f"/portal/requests/{case_id}"), **more)

    return guarded


def by_link(view: CaseView, *methods: str) -> CaseView:
    """Let the person of a signed link come to its case, and to nothing else.

    She acts as the requester she is: what she may do elsewhere as a
    colleague does not come along, and no sign-in arises from it.
    """
    allowed = {*methods, "HEAD"} if "GET" in methods else set(methods)

    @never_cache
    @functools.wraps(view)
    def guarded(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        try:
            answer = _answer(request, token, more)
        except BadLinkError as bad:
            answer = _no_link(request, bad)
        except StepError as refused:
            answer = pages.refusal(request, refused)
        # Other sites never see the link; "no-referrer" would make browsers hide the origin of our own forms, too.
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    def _answer(request: HttpRequest, token: str, more: dict[str, Any]) -> HttpResponse:
        case_id, person_id = read_case_link(token, clock.now())
        found = viewer_of(person_id)
        if found is None:
            raise BadLinkError(expired=False)
        if request.method not in allowed:
            raise NotAllowed(_("This address does not do that. Please go back and try again."))
        viewer = _as_requester(found, request)
        become(request, viewer)
        request.viewer = None  # type: ignore[attr-defined]  # the frame shows nobody as signed in
        return view(request, At(viewer, case_id, f"/s/{token}", by_link=True), **more)

    guarded.right, guarded.methods = "request.act", allowed  # type: ignore[attr-defined]
    return cast(CaseView, guarded)


def _as_requester(viewer: Viewer, request: HttpRequest) -> Viewer:
    """Return the person without her rights at work, in the language chosen on these pages if she chose one."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    language = chosen if chosen in dict(settings.LANGUAGES) else viewer.language
    return replace(
        viewer, language=language, roles=frozenset(), teams=(), coached=(), named_types=frozenset(), is_employee=False
    )


def _no_link(request: HttpRequest, bad: BadLinkError) -> HttpResponse:
    """Say what to do with a link that leads nowhere, without telling whether there is such a case."""
    status = 410 if bad.expired else 404
    return pages.render(request, "portal/no_link.html", {"expired": bad.expired}, status=status)
