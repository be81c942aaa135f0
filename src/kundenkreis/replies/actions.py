"""Writing about what is being written: drafts, held replies and presence.

A held reply leaves its state exactly once: it is either sent or taken
back, whoever is faster, because both change it only while it is held.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from kundenkreis.replies.models import Draft, Presence, Reply

FORGOTTEN_AFTER = timedelta(hours=1)


def keep_draft(case_id: int, author_id: int, kind: str, text: str, now: datetime) -> Draft | None:
    """Store the author's unsent text of one kind; an empty text leaves no draft behind."""
    if not text.strip():
        drop_draft(case_id, author_id, kind)
        return None
    draft = Draft(case_id=case_id, author_id=author_id, kind=kind, text=text, saved_at=now)
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["case", "author", "kind"],
        update_fields=["text", "saved_at"],
    )
    return draft


def drop_draft(case_id: int, author_id: int, kind: str) -> None:
    """The text has become a message: remove its draft. Drafts of other kinds and people stay."""
    Draft.objects.filter(case_id=case_id, author_id=author_id, kind=kind).delete()


def hold(
    case_id: int,
    author_id: int,
    text: str,
    *,
    then: Mapping[str, Any],
    attachments: Iterable[int],
    now: datetime,
    send_at: datetime,
) -> Reply:
    """Put a reply on its way; until `send_at` it can be taken back."""
    return Reply.objects.create(
        case_id=case_id,
        author_id=author_id,
        text=text,
        then=dict(then),
        attachments=list(attachments),
        pressed_at=now,
        send_at=send_at,
    )


def take_back(reply_id: int, author_id: int) -> Reply | None:
    """Stop a reply of this author that has not left yet; None if it has, or if it is somebody else's."""
    held = Reply.objects.filter(pk=reply_id, author_id=author_id, state=Reply.State.HELD)
    if not held.update(state=Reply.State.TAKEN_BACK):
        return None
    return Reply.objects.get(pk=reply_id)


def let_go(reply_id: int, now: datetime) -> Reply | None:
    """Mark a held reply whose time has come as sent; None if it is not held any more or its time has not come."""
    held = Reply.objects.filter(pk=reply_id, state=Reply.State.HELD, send_at__lte=now)
    if not held.update(state=Reply.State.SENT):
        return None
    return Reply.objects.get(pk=reply_id)


def attend(case_id: int, person_id: int, now: datetime, *, writing: bool) -> None:
    """Note that a person has a case open, and whether she is writing.

    Her own traces that are older than an hour go at the same time, so the
    table holds about one row a person at work.
    """
    trace = Presence(case_id=case_id, person_id=person_id, seen_at=now, wrote_at=now if writing else None)
    Presence.objects.bulk_create(
        [trace],
        update_conflicts=True,
        unique_fields=["case", "person"],
        update_fields=["seen_at", "wrote_at"] if writing else ["seen_at"],
    )
    Presence.objects.filter(person_id=person_id, seen_at__lt=now - FORGOTTEN_AFTER).delete()
