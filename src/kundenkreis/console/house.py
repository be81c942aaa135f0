"""Open the house for a command: settings read, database there, rooms loaded."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kundenkreis.console.exits import CommandError, Exit


@contextlib.contextmanager
def open_house() -> Iterator[None]:
    """Load Django, and have the private PostgreSQL run meanwhile if no `DATABASE_URL` is set."""
    load_settings()
    from django.conf import settings

    with database(settings.DATABASE_URL, settings.DATA):
        import django

        django.setup()
        try:
            _require_answer()
            yield
        finally:
            _close_connections()


def load_settings() -> None:
    """Read the settings once; a wrong one ends the command with its name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kundenkreis.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.DATABASES  # noqa: B018
    except ImproperlyConfigured as error:
        raise CommandError(str(error), Exit.BAD_SETTING) from error
    except OSError as error:
        raise CommandError(f"The data folder cannot be used: {error}.", Exit.BAD_SETTING) from error


@contextlib.contextmanager
def database(url: str, data: Path) -> Iterator[None]:
    """Nothing to do with a URL; else the private server of the data folder."""
    if url:
        yield
        return
    if sys.platform == "win32":
        raise CommandError("On Windows please set DATABASE_URL to a PostgreSQL 15 or newer.", Exit.BAD_SETTING)
    from kundenkreis.console.account import AccountError
    from kundenkreis.console.postgres import PostgresError, Server

    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(Server(data).running())
        except (PostgresError, AccountError, OSError) as error:
            raise CommandError(str(error), Exit.UNAVAILABLE) from error
        yield


def _require_answer() -> None:
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise CommandError(f"The database does not answer: {reason}", Exit.UNAVAILABLE) from error


def _close_connections() -> None:
    """Leave no connection open that the stopping server would have to break."""
    from django.db import connections

    connections.close_all()
