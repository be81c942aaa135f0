"""To which case a mail belongs, and by which ids mails of a case know each other."""

import hashlib
import hmac
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac

from kundenkreis.cases.models import Case, Message
from kundenkreis.flow.by_mail import Proof, Side, side_of
from kundenkreis.mail.addresses import case_of, own_domain
from kundenkreis.mail.models import Letter
from kundenkreis.teams.viewer import Viewer

if TYPE_CHECKING:  # what reads mail is loaded where mail is read
    from kundenkreis.mail.reading import Mail

MOST_REFERENCES, _LONGEST_ID, _LAST_ID = 12, 255, 2**63 - 1
_NUMBER = re.compile(r"\[[^\[\]\d]{0,20}(\d{1,18})\]")


def kept_id(mail_id: str) -> str:
    """Return a Message-ID as it is stored: one that is too long is shortened so that it stays one of its kind."""
    if len(mail_id) <= _LONGEST_ID:
        return mail_id
    return f"<{hashlib.sha256(mail_id.encode()).hexdigest()}@long.invalid>"


def id_of(mail: "Mail", sha256: str) -> str:
    """Return the id of an incoming mail; one that came without gets one from its bytes, the same every time."""
    return kept_id(mail.message_id) or f"<{sha256}@no-id.invalid>"


def letter_id(fact_id: int, kind: str, person_id: int) -> str:
    """Return the Message-ID of a letter: the same for every attempt to send it, and not to be guessed."""
    value = f"{fact_id}.{kind}.{person_id}"
    return f"<{value}.{_mark(value)}@{own_domain()}>"


def _mark(value: str) -> str:
    return salted_hmac("kundenkreis.mail-id", value, secret=settings.SECRET_KEY).hexdigest()[:16]


def is_own_id(mail_id: str) -> bool:
    """Whether a Message-ID is one we gave to a letter, also one of which nothing is stored any more."""
    value, _dot, mark = mail_id.strip("<>").rpartition("@")[0].rpartition(".")
    return bool(value) and hmac.compare_digest(_mark(value).encode(), mark.encode())


def case_for(mail: "Mail", viewer: Viewer) -> tuple[Case, Proof, Side] | None:
    """Return the case a mail belongs to, how that is known and on which side the writer stands; None for a new one."""
    for case_id, proof in _named(mail):
        case = Case.objects.filter(pk=case_id).first()
        side = side_of(viewer, case, proof) if case is not None else None
        if case is not None and side is not None:
            return case, proof, side
    return None


def _named(mail: "Mail") -> Iterator[tuple[int, Proof]]:
    """Yield the cases a mail names, the best proof first."""
    for one in mail.recipients:
        case_id = case_of(one.address)
        if case_id is not None:
            yield case_id, Proof.TOKEN
    for case_id in _of_thread([kept_id(one) for one in mail.thread]):
        yield case_id, Proof.THREAD
    for number in reversed(_NUMBER.findall(mail.subject)):
        if int(number) <= _LAST_ID:
            yield int(number), Proof.NUMBER


def _of_thread(ids: list[str]) -> list[int]:
    """Return the cases to which earlier mails with these ids belong, the nearest mail first."""
    if not ids:
        return []
    found = dict(Message.objects.filter(mail_id__in=ids).order_by("-pk").values_list("mail_id", "case_id"))
    found |= dict(Letter.objects.filter(mail_id__in=ids).values_list("mail_id", "case_id"))
    return list(dict.fromkeys(found[one] for one in ids if one in found))


def earlier_ids(case_id: int, person_id: int) -> list[str]:
    """Return the ids of the mails a person wrote or got about a case, the oldest first: the first and the last ones."""
    written = Message.objects.filter(case_id=case_id, author_id=person_id, by=Message.By.CUSTOMER).exclude(mail_id="")
    got = Letter.objects.filter(case_id=case_id, person_id=person_id)
    dated = [*written.values_list("at", "mail_id"), *got.values_list("written_at", "mail_id")]
    ids = list(dict.fromkeys(mail_id for _at, mail_id in sorted(dated)))
    return ids if len(ids) <= MOST_REFERENCES else [ids[0], *ids[1 - MOST_REFERENCES :]]
