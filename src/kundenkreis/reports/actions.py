"""Keeping results, and the access log."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from kundenkreis.reports.models import Access, Snapshot
from kundenkreis.reports.windows import months_back
from kundenkreis.teams.viewer import Viewer

SNAPSHOTS_KEPT = timedelta(days=1)
ACCESSES_KEPT_MONTHS = 12


def keep(entry: str, scope: str, data: Any, now: datetime) -> None:
    """Store a result. Two processes may do so at once; the later one stays."""
    Snapshot.objects.bulk_create(
        [Snapshot(entry=entry, scope=scope, computed_at=now, data=data)],
        update_conflicts=True,
        unique_fields=["entry", "scope"],
        update_fields=["computed_at", "data"],
    )


def kept(entry: str, scope: str, since: datetime) -> Any:
    """Return a stored result made after `since`, or None."""
    stored = Snapshot.objects.filter(entry=entry, scope=scope, computed_at__gt=since)
    return stored.values_list("data", flat=True).first()


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Let only one process at a time compute something; the others wait here."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtext(%s))", [name])
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(hashtext(%s))", [name])


def log_access(viewer: Viewer, what: str, scope: str, now: datetime) -> None:
    """Write down that somebody looked."""
    Access.objects.create(at=now, person_id=viewer.id, what=what, scope=scope)


def forget(now: datetime) -> tuple[int, int]:
    """Remove results older than a day and accesses older than 12 months; return how many of each."""
    snapshots = Snapshot.objects.filter(computed_at__lt=now - SNAPSHOTS_KEPT).delete()[0]
    limit = datetime.combine(months_back(now.date(), ACCESSES_KEPT_MONTHS), now.time(), now.tzinfo)
    accesses = Access.objects.filter(at__lt=limit).delete()[0]
    return snapshots, accesses
