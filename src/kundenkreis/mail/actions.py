"""Writing down what became of mails: those that came in, and letters on their way out."""

import hashlib
from datetime import datetime

from django.db.models import F

from kundenkreis.base.text import clean, one_line
from kundenkreis.cases.models import Message
from kundenkreis.mail.models import Incoming, Letter

State = Letter.State
_UNSENT = (State.QUEUED, State.SENDING)


def keep(raw: bytes, now: datetime) -> tuple[Incoming, bool]:
    """Store the bytes of a mail once; whether they were new."""
    return Incoming.objects.get_or_create(
        sha256=hashlib.sha256(raw).hexdigest(), defaults={"raw": raw, "received_at": now}
    )


def note_head(incoming: Incoming, sender: str, subject: str, mail_id: str) -> None:
    """Store what a list shows of a mail."""
    incoming.sender, incoming.subject = clean(sender)[:254], one_line(subject)
    incoming.mail_id = mail_id
    incoming.save(update_fields=["sender", "subject", "mail_id"])


def settle(incoming: Incoming, state: Incoming.State, reason: str = "", message: Message | None = None) -> None:
    """Store what became of a mail; only of one that is still open."""
    values = {"state": state, "reason": one_line(reason, 300), "message": message}
    Incoming.objects.filter(pk=incoming.pk, state=Incoming.State.STORED).update(**values)
    incoming.refresh_from_db(fields=["state", "reason", "message"])


def claim(letter_id: int) -> Letter | None:
    """Begin to send a letter; None if there is nothing left to send.

    A letter that is being sent is begun again: whoever was at it has died,
    see `sending`.
    """
    found = Letter.objects.filter(pk=letter_id, state__in=_UNSENT)
    if not found.update(state=State.SENDING, tries=F("tries") + 1):
        return None
    return Letter.objects.select_related("person", "case", "message").get(pk=letter_id)


def sent(letter_id: int, now: datetime) -> None:
    """The mail server has taken it."""
    Letter.objects.filter(pk=letter_id, state=State.SENDING).update(state=State.SENT, sent_at=now, error="")


def wait(letter_id: int, error: str) -> None:
    """The mail server did not take it this time."""
    Letter.objects.filter(pk=letter_id, state=State.SENDING).update(state=State.QUEUED, error=one_line(error, 300))


def fail(letter_id: int, error: str) -> None:
    """It cannot be delivered."""
    found = Letter.objects.filter(pk=letter_id, state=State.SENDING)
    found.update(state=State.FAILED, error=one_line(error, 300))


def came_back(mail_id: str, said: str) -> bool:
    """A mail server reports that a letter was not delivered after all; whether it was one of ours."""
    found = Letter.objects.filter(mail_id=mail_id, state__in=[State.SENT, State.SENDING, State.QUEUED])
    return bool(found.update(state=State.FAILED, error=one_line(said, 300)))
