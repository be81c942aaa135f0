"""What is turned away before anybody reads it, and the page that says why."""

import codecs
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kundenkreis.base.text import whole_number
from kundenkreis.cases.uploads import MOST_FILES
from kundenkreis.web.pages import error

_MEGABYTE = 1024 * 1024


def gate(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: let nobody name a character set that is not ours, or send more than all files together may have.

    Django would read both: the names of Python's own codecs are no character
    sets, and a body is kept on the disk before its files are looked at.
    """
    most = MOST_FILES * settings.UPLOAD_LIMIT + settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.encoding is not None and codecs.lookup(request.encoding).name != "utf-8":
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
