"""The outbox: letters as they leave, and mails that came in and were of no use."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kundenkreis.base.headers import CONTENT_SECURITY_POLICY
from kundenkreis.flow.errors import NotFound
from kundenkreis.mail import queries
from kundenkreis.mail.models import Incoming, Letter
from kundenkreis.mail.queries import LetterShown
from kundenkreis.teams.reference import company
from kundenkreis.web.asked import choice, number
from kundenkreis.web.pages import page, render, viewer_of

PAGE = 50
# What stands in a letter can neither run nor load anything, nor lead our page elsewhere; only its own styles work.
LETTER_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox",
    )
)
_LAST_ID = 2**63 - 1


def outbox_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let those in who may see the outbox; in the demo everybody at the desk."""
    guarded, in_demo = page("outbox.see")(view), page("today.see")(view)

    @functools.wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (in_demo if company().is_demo else guarded)(request, *args, **kwargs)

    shown.right, shown.methods = guarded.right, guarded.methods  # type: ignore[attr-defined]
    return shown


@outbox_page
def index(request: HttpRequest) -> HttpResponse:
    """List letters, newest first: all, or those that have not left."""
    unsent = choice(request.GET, "show", ("unsent",)) == "unsent"
    rows = queries.letters(viewer_of(request), unsent=unsent, limit=PAGE + 1, before=number(request.GET, "before"))
    more = _more("outbox", rows, {"show": "unsent"} if unsent else {})
    context = {"rows": rows[:PAGE], "unsent": unsent, "next": more, "kinds": _labels(Letter.Kind)}
    return render(request, "outbox/index.html", {**context, "states": _labels(Letter.State)})


@outbox_page
def incoming(request: HttpRequest) -> HttpResponse:
    """List mails that came in and became nothing, with the reason."""
    rows = queries.unused(limit=PAGE + 1, before=number(request.GET, "before"))
    context = {"rows": rows[:PAGE], "next": _more("outbox.incoming", rows, {}), "states": _labels(Incoming.State)}
    return render(request, "outbox/incoming.html", context)


@outbox_page
def show(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show one letter as HTML and as plain text, and what became of it."""
    found = _found(request, letter_id)
    answer = render(request, "outbox/letter.html", {"shown": found, "letter": found.letter})
    answer.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    return answer


@outbox_page
def html(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Answer with the HTML of a letter, for the frame in its page."""
    found = _found(request, letter_id)
    if not found.is_readable:
        raise NotFound(_no_letter())
    return HttpResponse(found.html, headers={"Content-Security-Policy": LETTER_POLICY})


def _found(request: HttpRequest, letter_id: int) -> LetterShown:
    found = queries.letter(viewer_of(request), letter_id) if letter_id <= _LAST_ID else None
    if found is None:
        raise NotFound(_no_letter())
    return found


def _no_letter() -> str:
    return _("There is no such letter, or you are not among the people who may read it.")


def _more(name: str, rows: list[Any], query: dict[str, str]) -> str:
    """Return the address of the next page, or an empty text at the end."""
    if len(rows) <= PAGE:
        return ""
    return f"{reverse(name)}?{urlencode({**query, 'before': rows[PAGE - 1].id})}"


def _labels(choices: Any) -> dict[str, str]:
    """Return the words for the values of a choice."""
    return {str(value): str(label) for value, label in choices.choices}
