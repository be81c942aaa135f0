"""Who is reading: one statement a request tells her session, the person, her teams and her rights."""

import hmac
from collections.abc import Callable
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from kundenkreis.cases.viewers import of_session
from kundenkreis.people.models import Person
from kundenkreis.people.sessions import SessionStore
from kundenkreis.teams.reference import refresh
from kundenkreis.teams.viewer import Viewer

_SILENT = ("/health", "/static/")


class Asked(HttpRequest):
    """A request of which we know who asks; None is somebody who has not signed in."""

    viewer: Viewer | None


def reader(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put the viewer on the request, and speak her language in her time zone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_SILENT):
            return get_response(request)
        viewer = signed_in(request)
        if viewer is None:
            refresh()
        become(request, viewer)
        response = get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        timezone.deactivate()
        return response

    return middleware


def become(request: HttpRequest, viewer: Viewer | None) -> None:
    """Let the request be read by this person: also used where a signed link says who she is."""
    request.viewer = viewer  # type: ignore[attr-defined]
    language = viewer.language if viewer else translation.get_language_from_request(request)
    translation.activate(language)
    request.LANGUAGE_CODE = language
    if viewer:
        timezone.activate(zone_of(viewer.zone))


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone; the company's for a name that does not exist."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def signed_in(request: HttpRequest) -> Viewer | None:
    """Return the person of the session, unless her password changed since she signed in."""
    session = cast(SessionStore, request.session)
    key = session.readable_key()
    found = of_session(key, timezone.now()) if key else None
    if key:
        session.tell(found.data if found else None)
    signed_in_as = session.get(SESSION_KEY) if found else None
    if found is None or found.viewer is None or signed_in_as != str(found.viewer.id):
        return None
    return found.viewer if _is_current(session.get(HASH_SESSION_KEY, ""), found.password) else None


def _is_current(given: str, password: str) -> bool:
    return any(hmac.compare_digest(given, hash_) for hash_ in _hashes(password))


@lru_cache(maxsize=1024)
def _hashes(password: str) -> tuple[str, ...]:
    """Return what a session of a person with this password hash holds: with the present key and with older ones."""
    person = Person(password=password)
    return person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()
