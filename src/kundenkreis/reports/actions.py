"""Writing results and the access log."""

from datetime import datetime, timedelta
from typing import Any

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


def log_access(viewer: Viewer, what: str, scope: str, now: datetime) -> None:
    """Write down that somebody looked."""
    Access.objects.create(at=now, person_id=viewer.id, what=what, scope=scope)


def forget(now: datetime) -> tuple[int, int]:
    """Remove results older than a day and accesses older than 12 months; return how many of each."""
    snapshots = Snapshot.objects.filter(computed_at__lt=now - SNAPSHOTS_KEPT).delete()[0]
    limit = datetime.combine(months_back(now.date(), ACCESSES_KEPT_MONTHS), now.time(), now.tzinfo)
    accesses = Access.objects.filter(at__lt=limit).delete()[0]
    return snapshots, accesses
