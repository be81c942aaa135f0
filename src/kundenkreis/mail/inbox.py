"""Mail comes in: kept first, then read, then made a request or a message of one, exactly once.

The bytes are stored in a transaction of their own, together with a job
that looks at them again. Whatever happens afterwards (a killed process, a
broken database, a mail that no reader understands), the mail is there.
"""

import logging
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.flow.errors import StepError
from kundenkreis.flow.reactions import defer
from kundenkreis.mail import actions, threads
from kundenkreis.mail.alone import alone
from kundenkreis.mail.entry import NoKindError, enter, entered_before
from kundenkreis.mail.models import Incoming
from kundenkreis.mail.reading import Mail, read
from kundenkreis.mail.refusal import reason_to_ignore, reason_unusable
from kundenkreis.teams.reference import refresh

log = logging.getLogger("kundenkreis.mail")
State = Incoming.State
TAKE_IN = "kundenkreis.mail.tasks.take_in"
LOOK_AGAIN = timedelta(minutes=2)


class LaterError(Exception):
    """It cannot be done now. The mail is kept and will be tried again."""


@step
def keep(raw: bytes, now: datetime) -> Incoming:
    """Store a mail as it came, once, and make sure that somebody looks at it even if this process dies now."""
    incoming, is_new = actions.keep(raw, now)
    if is_new:
        defer(TAKE_IN, at=now + LOOK_AGAIN, incoming_id=incoming.pk)
    return incoming


def deliver(raw: bytes, now: datetime) -> Incoming:
    """Keep a mail and take it in. The same bytes again change nothing. Raises LaterError, or a database error."""
    return take_in(keep(raw, now).pk, now)


def take_in(incoming_id: int, now: datetime) -> Incoming:
    """Make of a kept mail what it is, unless that was done before. Raises LaterError."""
    incoming = Incoming.objects.get(pk=incoming_id)
    if incoming.state != State.STORED:
        return incoming
    try:
        mail = read(bytes(incoming.raw))
    except Exception as error:
        _settle_broken(incoming, error)
        return incoming
    mail_id = threads.id_of(mail, incoming.sha256)
    with alone(f"mail in {mail_id}") as is_ours:
        if not is_ours:
            raise LaterError("another process takes this mail in at the moment")
        actions.note_head(incoming, mail.sender.key if mail.sender else "", mail.subject, mail_id)
        _take_in(incoming, mail, now)
    return incoming


def _take_in(incoming: Incoming, mail: Mail, now: datetime) -> None:
    refresh()
    found = entered_before(incoming, mail)
    if found is not None:
        actions.settle(incoming, State.ACCEPTED, message=found)
        return
    ignored = reason_to_ignore(mail, incoming, now)
    unusable = "" if ignored else reason_unusable(mail)
    if mail.report is not None and mail.report.is_final:
        actions.came_back(threads.kept_id(mail.report.mail_id), ignored)
    if ignored:
        actions.settle(incoming, State.IGNORED, ignored)
    elif unusable:
        actions.settle(incoming, State.UNUSABLE, unusable)
    else:
        _enter(incoming, mail, now)


def _enter(incoming: Incoming, mail: Mail, now: datetime) -> None:
    """Let the mail become part of a case; what a step refuses is kept with the reason."""
    try:
        message = enter(incoming, mail, now)
    except StepError as refused:
        actions.settle(incoming, State.UNUSABLE, refused.message)
    except (NoKindError, OperationalError, InterfaceError) as error:
        raise LaterError(str(error).strip().partition("\n")[0]) from error
    except Exception as error:
        _settle_broken(incoming, error)
    else:
        actions.settle(incoming, State.ACCEPTED, message=message)


def _settle_broken(incoming: Incoming, error: Exception) -> None:
    """Keep a mail with an error nobody thought of, and log it: one broken mail never stops the mailbox."""
    log.exception("a mail made the program fail", extra={"incoming": incoming.pk})
    actions.settle(incoming, State.UNUSABLE, _("It made the program fail: %(error)s") % {"error": error})
