"""Why nothing becomes of a mail: robots, loops, copies, and what nobody can read.

Every reason is a sentence for the person who looks at the list; the mail
itself stays kept.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.cases.models import Message
from kundenkreis.mail.addresses import is_own, own_address
from kundenkreis.mail.entry import text_of
from kundenkreis.mail.models import Incoming
from kundenkreis.mail.reading import Mail
from kundenkreis.mail.threads import is_own_id

MOST_HOPS = 40
LOOP_TIME, LOOP_MAILS = timedelta(hours=1), 10


def reason_to_ignore(mail: Mail, incoming: Incoming, now: datetime) -> str:
    """Return why a mail is none to answer, or an empty text."""
    return next(_reasons(mail, incoming, now), "")


def _reasons(mail: Mail, incoming: Incoming, now: datetime) -> Iterator[str]:
    yield from _seen_in_head(mail, incoming)
    if mail.is_bounce:
        yield _returned(mail)
    if mail.sign:
        yield _("An automatic mail (%(sign)s); answering it could start a loop.") % {"sign": mail.sign}
    if _is_copy(mail, incoming):
        yield _("The same mail has come in before.")
    if _is_flood(incoming, now):
        yield _("The same sender wrote the same subject %(count)s times within an hour.") % {"count": LOOP_MAILS}


def _seen_in_head(mail: Mail, incoming: Incoming) -> Iterator[str]:
    if is_own_id(incoming.mail_id) or own_address() in mail.loops:
        yield _("One of our own mails came back to us.")
    if mail.sender is not None and is_own(mail.sender.address):
        yield _("It says that we wrote it ourselves.")
    if mail.hops > MOST_HOPS:
        yield _("It went round in circles between mail servers.")
    if mail.is_spam:
        yield _("The mail server marked it as spam.")


def _returned(mail: Mail) -> str:
    report = mail.report
    if report is None or not report.recipient:
        return _("A mail server reports about a mail that was sent.")
    told = {"address": report.recipient, "said": report.said or report.status or "–"}
    if report.action == "delayed":
        return _("A mail to %(address)s is delayed: %(said)s") % told
    return _("A mail to %(address)s came back: %(said)s") % told


def _is_copy(mail: Mail, incoming: Incoming) -> bool:
    """Whether the same mail came in by another way: same id, same sender and same words."""
    others = Incoming.objects.filter(mail_id=incoming.mail_id, sender=incoming.sender, state=Incoming.State.ACCEPTED)
    messages = Message.objects.filter(incoming__in=others.exclude(pk=incoming.pk))
    return messages.filter(mail_id=incoming.mail_id, text=text_of(mail)).exists()


def _is_flood(incoming: Incoming, now: datetime) -> bool:
    """Whether two robots seem to write to each other although neither says that it is one."""
    same = Incoming.objects.filter(
        sender=incoming.sender, subject=incoming.subject, received_at__gt=now - LOOP_TIME, pk__lt=incoming.pk
    )
    return bool(incoming.sender) and len(same.values_list("pk")[:LOOP_MAILS]) >= LOOP_MAILS


def reason_unusable(mail: Mail) -> str:
    """Return why a mail by a person cannot become anything, or an empty text."""
    if mail.sender is None:
        return _("It does not say who wrote it.")
    if len(mail.sender.address) > 254 or "." not in mail.sender.domain:
        return _("Its sender has no address that can be answered.")
    if not mail.text.strip() and not mail.files and not mail.subject:
        return _("It is empty.")
    return ""
