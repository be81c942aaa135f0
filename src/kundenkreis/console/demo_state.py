"""Whether a database holds the demo company: written as a comment on the schema.

So the command can throw a demo away, and never anything else.
"""

import contextlib
import shutil
from collections.abc import Iterator
from enum import Enum

from django.conf import settings
from django.db import connection

from kundenkreis.console.exits import CommandError, Exit


class State(Enum):
    """What the comment says."""

    EMPTY = ""
    HALF_MADE = "Kundenkreis demo, being made"
    READY = "Kundenkreis demo"


def read() -> State:
    """Look; a database with other tables is none of ours and ends the command."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(current_schema()::regnamespace, 'pg_namespace')")
        (comment,) = cursor.fetchone()
        cursor.execute("SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema())")
        (has_tables,) = cursor.fetchone()
    for state in (State.HALF_MADE, State.READY):
        if comment == state.value:
            return state
    if has_tables:
        raise CommandError(
            "This database holds something that is not the demo company. Please choose another with --data "
            "or DATABASE_URL.",
            Exit.USAGE,
        )
    return State.EMPTY


def throw_away() -> None:
    """Remove the demo company with all tables and uploads; an empty database stays empty."""
    if read() is State.EMPTY:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        (schema,) = cursor.fetchone()
        cursor.execute(f"DROP SCHEMA {schema} CASCADE; CREATE SCHEMA {schema}")
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@contextlib.contextmanager
def making() -> Iterator[None]:
    """Mark the schema while the company grows, so that an interrupted start is noticed."""
    _write(State.HALF_MADE)
    yield
    _write(State.READY)


def _write(state: State) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        (schema,) = cursor.fetchone()
        cursor.execute(f"COMMENT ON SCHEMA {schema} IS '{state.value}'")
