"""Where to go after an action: back to the page it came from, if that is one of ours."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def back_to(request: HttpRequest, otherwise: str) -> str:
    """Return the path the form names as `next`, or that of the page that sent it; else `otherwise`.

    Nothing that leads to another site is followed.
    """
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    sender = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(sender, allowed_hosts={request.get_host()}):
        parts = urlsplit(sender)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path or otherwise
    return otherwise
