"""Writing who has a case open."""

from datetime import datetime, timedelta

from kundenkreis.replies.models import Presence

FORGOTTEN_AFTER = timedelta(hours=1)


def attend(case_id: int, person_id: int, now: datetime, *, writing: bool) -> None:
    """Note that a person has a case open, and whether she is writing.

    Her own traces that are older than an hour go at the same time, so the
    table holds about one row a person at work, and nobody's history.
    """
    trace = Presence(case_id=case_id, person_id=person_id, seen_at=now, wrote_at=now if writing else None)
    Presence.objects.bulk_create(
        [trace],
        update_conflicts=True,
        unique_fields=["case", "person"],
        update_fields=["seen_at", "wrote_at"] if writing else ["seen_at"],
    )
    Presence.objects.filter(person_id=person_id, seen_at__lt=now - FORGOTTEN_AFTER).delete()
