"""What a WSGI server loads: `kundenkreis.wsgi:application`."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kundenkreis.settings")

_answer = get_wsgi_application()
from kundenkreis.web.gate import mark_foreign  # noqa: E402 - needs the settings


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request."""
    mark_foreign(environ)
    return _answer(environ, start_response)
