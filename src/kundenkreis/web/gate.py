"""What is turned away before anybody reads it, and the page that says why."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _

from kundenkreis.base.text import whole_number
from kundenkreis.cases.uploads import MOST_FILES
from kundenkreis.web.pages import error

FOREIGN = "kundenkreis.foreign"
_MEGABYTE = 1024 * 1024


def mark_foreign(environ: dict[str, Any]) -> None:
    """Take away a content type with a character set that is not ours, and leave a mark for the middleware.

    Django looks its name up among Python's codecs (rot13 is one) while it
    makes the request, before anybody could answer an error.
    """
    kind = environ.get("CONTENT_TYPE", "")
    if ";" not in kind:
        return
    try:
        charset = parse_header_parameters(kind)[1].get("charset", "utf-8")
    except ValueError:
        charset = ""
    if charset.lower() != "utf-8":
        environ["CONTENT_TYPE"], environ[FOREIGN] = "", True


def gate(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: turn away what `mark_foreign` has marked, and more than all files together may have.

    Django would keep such a body on the disk before its files are looked at.
    """
    most = MOST_FILES * settings.UPLOAD_LIMIT + settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    def middleware(request: HttpRequest) -> HttpResponse:
        if FOREIGN in request.META:
            raise BadRequest("The character set is not UTF-8.")
        length = whole_number(request.META.get("CONTENT_LENGTH") or "0")
        if length is None:
            raise BadRequest("The length of the body is no number.")
        if length > most:
            raise RequestDataTooBig("The body is bigger than all files together may be.")
        return get_response(request)

    return middleware


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django cannot read with a page of ours: instead of `django.views.defaults.bad_request`."""
    if not isinstance(exception, RequestDataTooBig):
        return error(request, 400)
    limits = {
        "text": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // _MEGABYTE,
        "files": MOST_FILES,
        "size": settings.UPLOAD_LIMIT // _MEGABYTE,
    }
    words = _(
        "At once we take %(text)s MB of text, and %(files)s files of %(size)s MB each. What you typed is still in your "
        "browser: please go back and send less of it, or send the text as a file."
    )
    return error(request, 413, words % limits)
