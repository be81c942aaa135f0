"""Bring the database to the state this version needs."""

import contextlib
from collections.abc import Callable, Iterator

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from kundenkreis.base.database import LEAST_VERSION
from kundenkreis.console.exits import CommandError, Exit

# Any fixed number: two `kundenkreis migrate` at once wait for each other.
_LOCK = 7_305_801


def bring_up_to_date(say: Callable[[str], object]) -> None:
    """Apply what is missing; saying it once more changes nothing."""
    require_version()
    with _alone():
        open_steps = len(pending())
        if open_steps:
            say(f"Bringing the database up to date ({open_steps} steps) ...")
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        call_command("createcachetable", verbosity=0)
    say("The database is up to date.")


def pending() -> list[str]:
    """Migrations of this version that the database has not seen, as `room.name`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def require_current() -> None:
    """Refuse to work on a database that another version of Kundenkreis left behind."""
    if pending():
        raise CommandError("The database is not up to date. Please run: kundenkreis migrate", Exit.UNAVAILABLE)


def server_version() -> int:
    """The major version of the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        (version,) = cursor.fetchone()
    return int(version)


def require_version() -> None:
    """Refuse a PostgreSQL that is too old before anything is written to it."""
    version = server_version()
    if version < LEAST_VERSION:
        raise CommandError(f"PostgreSQL is version {version}; {LEAST_VERSION} or newer is needed.", Exit.UNAVAILABLE)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock of the session; it ends with the connection, also when we are killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with contextlib.suppress(transaction.TransactionManagementError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
