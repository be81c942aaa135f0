"""Sessions in the database, each beside the person it belongs to.

Every page of a person who signed in begins with her session and with her.
Because her number stands in a column of its own, one statement brings both
(see `cases.viewers`), and the session is told what was read.
"""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from kundenkreis.people.models import Session


class SessionStore(DatabaseStore):
    """Differs from Django's in reading only, and in knowing whose it is."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our table of sessions."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row for what the session holds."""
        row = cast(Session, super().create_model_instance(data))
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row

    def readable_key(self) -> str:
        """Return the key if it may be one of ours; empty otherwise.

        A cookie may hold anything, also what no database takes. Keys that we make are letters and digits.
        """
        key = self.session_key or ""
        return key if key.isascii() and key.isalnum() else ""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; a session that has ended or never was is empty and loses its key."""
        key = self.readable_key()
        living = Session.objects.filter(pk=key, expire_date__gt=timezone.now()) if key else Session.objects.none()
        return self._opened(living.values_list("session_data", flat=True).first())

    def tell(self, data: str | None) -> None:
        """Say what was read for this session elsewhere, so that it need not read again; None if there is nothing."""
        self._session_cache = self._opened(data)

    def _opened(self, data: str | None) -> dict[str, Any]:
        if data is None:
            self._session_key = None
            return {}
        return dict(self.decode(data))
