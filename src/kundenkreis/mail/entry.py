"""A mail by a person becomes a new case, or a message of one that is there."""

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _

from kundenkreis.base.text import one_line
from kundenkreis.cases.models import Case, Message
from kundenkreis.cases.reference import TypeFacts, types
from kundenkreis.cases.uploads import check
from kundenkreis.cases.viewers import viewer_of
from kundenkreis.flow import by_mail, intake
from kundenkreis.flow.by_mail import Proof, Side
from kundenkreis.flow.errors import Refused
from kundenkreis.mail.models import Incoming
from kundenkreis.mail.reading import File, Mail
from kundenkreis.mail.threads import case_for
from kundenkreis.people.models import Account, Language
from kundenkreis.teams.viewer import Viewer

MOST_TEXT = 50_000
# What only proves who signed a mail is no file for a colleague to open.
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")


class NoKindError(Exception):
    """No kind of request is there that takes mails; somebody has to set one up first."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The files of a mail that we take, and a sentence for each that we do not."""

    files: "Sequence[UploadedFile[Any]]"
    problems: list[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A mail at the door: its id, its words, its files, and who wrote it."""

    mail: Mail
    mail_id: str
    sha256: str
    account: Account
    viewer: Viewer
    enclosed: Enclosed
    now: datetime

    @property
    def text(self) -> str:
        """What of it is shown in the conversation."""
        return text_of(self.mail)


def text_of(mail: Mail) -> str:
    """Return what of a mail is shown in the conversation. The whole mail stays kept beside it."""
    if len(mail.new_text) <= MOST_TEXT:
        return mail.new_text
    return mail.new_text[:MOST_TEXT].rstrip() + "\n\n" + _("(The mail goes on. It is kept as a whole.)")


def entered_before(incoming: Incoming, mail: Mail) -> Message | None:
    """Return the message that was made of a mail by a process that died before it could say so."""
    if mail.sender is None:
        return None
    found = Message.objects.filter(mail_id=incoming.mail_id, incoming=None)
    same = found.filter(text__in=[text_of(mail), one_line(mail.subject)])
    return next((one for one in same if _wrote(one.author_id, mail)), None)


def _wrote(person_id: int | None, mail: Mail) -> bool:
    sender = by_mail.known_sender(mail.sender.key) if mail.sender else None
    return sender is not None and sender.pk == person_id


def enter(incoming: Incoming, mail: Mail, now: datetime) -> Message:
    """Let a mail become part of a case, through the same steps as everywhere. Raises StepError or NoKindError."""
    entry = _at_the_door(incoming, mail, now)
    found = case_for(mail, entry.viewer)
    message = _write(entry, *found) if found else _ask(entry)
    if entry.enclosed.problems:
        told = _("Not taken over from this mail: %(files)s") % {"files": " ".join(entry.enclosed.problems)}
        by_mail.remark(message.case_id, told, now=now)
    return message


def _at_the_door(incoming: Incoming, mail: Mail, now: datetime) -> Entry:
    """Find out who wrote a mail, and check its files."""
    if mail.sender is None:
        raise Refused(_("It does not say who wrote it."))
    account = by_mail.sender(mail.sender.key, mail.sender.name, _language(mail), now=now)
    viewer = viewer_of(account.person_id)
    if viewer is None:
        raise Refused(_("The writer is known here and has been switched off: %(name)s.") % {"name": account.person})
    return Entry(mail, incoming.mail_id, incoming.sha256, account, viewer, enclosed_in(mail), now)


def _language(mail: Mail) -> str:
    """Return the language in which a new person is answered: her own if we speak it."""
    return mail.language if mail.language in Language.values else settings.LANGUAGE_CODE


def enclosed_in(mail: Mail) -> Enclosed:
    """Check the files of a mail by the rules for uploads, one by one: a bad one keeps no good one out."""
    wanted = [one for one in mail.files if one.type not in _SIGNATURES]
    checked = check([_upload(one) for one in wanted], settings.UPLOAD_LIMIT)
    return Enclosed(checked.files, checked.problems)


def _upload(file: File) -> "UploadedFile[bytes]":
    name = file.name
    if "." not in name:
        name += mimetypes.guess_extension(file.type) or ""
    return SimpleUploadedFile(name, file.content, content_type=file.type)


def _ask(entry: Entry) -> Message:
    request = intake.NewRequest(
        type_id=kind_for_mail().id,
        account_id=entry.account.pk,
        subject=entry.mail.subject,
        text=entry.text,
        channel=Case.Channel.MAIL,
        files=entry.enclosed.files,
        mail_id=entry.mail_id,
        source=f"mail:{entry.sha256}",
    )
    case = intake.receive(request, by=entry.viewer, now=entry.now)
    return Message.objects.filter(case=case).order_by("at", "pk")[0]


def _write(entry: Entry, case: Case, proof: Proof, side: Side) -> Message:
    files, viewer, mail_id = entry.enclosed.files, entry.viewer, entry.mail_id
    if side is Side.REQUESTER:
        channel = Case.Channel.MAIL
        return intake.write(case.pk, entry.text, files, by=viewer, now=entry.now, channel=channel, mail_id=mail_id)
    return by_mail.add(case.pk, entry.text, files, by=viewer, proof=proof, now=entry.now, mail_id=mail_id)


def kind_for_mail() -> TypeFacts:
    """Return the kind of request a new mail becomes: the first on offer that goes to the customer's own team."""
    offered = [one for one in types().values() if one.is_active and one.team_id and not one.is_confidential]
    own = [one for one in offered if one.to_customer_team]
    found = next(iter(own or offered), None)
    if found is None:
        raise NoKindError("no kind of request takes mails yet; please set one up under Settings")
    return found
