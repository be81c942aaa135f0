"""What comes by mail: who wrote it, and what somebody else than the requester may add to a case.

A mail says who wrote it and proves nothing. So it can add to a case and
never read from one, and what it may add depends on what the writer knew:
the number of a case can be guessed, the id of an earlier mail is known to
those who had that mail, the token in our own address to whom we wrote.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.base.text import one_line
from kundenkreis.cases.models import Case, Message
from kundenkreis.flow import acts
from kundenkreis.flow.errors import NotFound, Refused
from kundenkreis.flow.files import attach
from kundenkreis.flow.hand import Hand, put_down, take_up
from kundenkreis.flow.limits import written
from kundenkreis.flow.rights import may
from kundenkreis.ledger.actions import fact, record
from kundenkreis.people import actions as people
from kundenkreis.people.models import Account, ContactPoint, Organisation, Person
from kundenkreis.teams.reference import company
from kundenkreis.teams.viewer import Viewer


class Proof(Enum):
    """What the writer of a mail knew of a case."""

    NUMBER = "number"
    THREAD = "thread"
    TOKEN = "token"


class Side(Enum):
    """As whom somebody writes to a case: its requester, another one on the customer's side, or one of us."""

    REQUESTER = "requester"
    CUSTOMER = "customer"
    TEAM = "team"


def side_of(viewer: Viewer, case: Case, proof: Proof) -> Side | None:
    """Return on which side a writer stands to a case, or None if her mail is not for it.

    Requester, team and followers may name a case by its number alone. People
    of the requester's organisation need the thread, anybody else the token.
    """
    if case.person_id == viewer.id:
        return Side.REQUESTER
    if may(viewer, "case.note", case):
        return Side.TEAM
    is_same_house = Account.objects.filter(person_id=viewer.id, organisation_id=case.organisation_id).exists()
    if proof is Proof.THREAD and is_same_house:
        return Side.CUSTOMER
    if not case.is_confidential and case.watchers.filter(person_id=viewer.id).exists():
        return Side.CUSTOMER if is_same_house else Side.TEAM
    return Side.CUSTOMER if proof is Proof.TOKEN else None


@step
def add(
    case_id: int,
    text: str,
    files: Sequence["UploadedFile[Any]"] = (),
    *,
    by: Viewer,
    proof: Proof,
    now: datetime,
    mail_id: str = "",
) -> Message:
    """Somebody else than the requester writes to a case by mail.

    On the customer's side that counts as the requester's message. From one
    of us it becomes a note: what goes to a customer is sent from the case
    page and nowhere else.
    """
    text = written(text)
    if not text and not files:
        raise Refused(_("There is nothing to read in this mail."), "text")
    taken = take_up(case_id, now)
    side = side_of(by, taken.hand.case, proof)
    if side is None:
        raise NotFound(_("There is no such request, or you are not among the people who may see it."))
    message = _said(taken.hand, side, by.id, text, mail_id)
    put_down(taken)
    attach(files, taken.hand.case, message, taken.hand.now, by.id)
    return message


def _said(hand: Hand, side: Side, by: int, text: str, mail_id: str) -> Message:
    if side is not Side.TEAM:
        return acts.hear(hand, by, text, Case.Channel.MAIL, mail_id)
    message = acts.note(hand, by, text)
    message.channel, message.mail_id = Case.Channel.MAIL, mail_id
    return message


@step
def remark(case_id: int, text: str, *, now: datetime) -> None:
    """Tell the team something about a mail that it could not see otherwise, as a note by nobody."""
    taken = take_up(case_id, now)
    taken.hand.say(Message.By.NOTE, None, text, Case.Channel.MAIL, is_automatic=True)
    taken.hand.write("note.written")
    put_down(taken)


@step
def sender(address: str, name: str, language: str, *, now: datetime) -> Account:
    """Return the account for which somebody writes from a mail address; who is not known yet is added.

    A known person speaks for the organisation whose mail domain it is, else
    for her main one. A new person joins the one organisation with her mail
    domain. If there is none, or several, she gets one of her own, so that
    strangers who share a mail provider never become one customer.
    """
    address = address.strip().lower()
    person = known_sender(address) or _new_person(address, name, language)
    accounts = list(person.accounts.select_related("organisation", "person").order_by("-is_main", "pk"))
    domain = address.rpartition("@")[2]
    of_domain = [one for one in accounts if one.organisation.domain.lower() == domain]
    if accounts:
        return (of_domain or accounts)[0]
    organisation = _organisation_of(domain) or _own_organisation(person, address)
    account = people.join(person, organisation, "")
    record([fact("person", person.pk, "person.added", at=now, data={"organisation": organisation.pk, "by": "mail"})])
    return account


def known_sender(address: str) -> Person | None:
    """Return the person with this mail address, whatever its capitals."""
    address = address.lower()
    found = Person.objects.filter(email=address).first()
    if found is None:
        points = ContactPoint.objects.filter(kind=ContactPoint.Kind.EMAIL, value__iexact=address)
        point = points.select_related("person").first()
        found = point.person if point else None
    return found


def _new_person(address: str, name: str, language: str) -> Person:
    """Add a person under the name of the mail. She has no password and follows her cases by signed links."""
    given, family = _names(name, address)
    person = Person(
        email=address, given_name=given, family_name=family, language=language, zone=company().zone or "Europe/Berlin"
    )
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        return Person.objects.get(email=address)
    return person


def _names(name: str, address: str) -> tuple[str, str]:
    """Return given and family name: "Sandra Kunz" or "Kunz, Sandra"; without a name what stands before the @."""
    name = one_line(name, 160)
    if not name or "@" in name:
        return "", one_line(address.partition("@")[0], 80)
    family, comma, given = name.partition(",")
    if not comma:
        given, _blank, family = name.rpartition(" ")
    return one_line(given, 80), one_line(family, 80)


def _organisation_of(domain: str) -> Organisation | None:
    """Return the organisation with this mail domain, if it is exactly one."""
    found = list(Organisation.objects.filter(domain__iexact=domain)[:2]) if domain else []
    return found[0] if len(found) == 1 else None


def _own_organisation(person: Person, address: str) -> Organisation:
    """Return a customer of its own for somebody of whom only the address is known."""
    name = one_line(f"{person.name} ({address})", 160)
    new = Organisation(name=name, kind=Organisation.Kind.CUSTOMER).prepare()
    found, _created = Organisation.objects.get_or_create(
        name_key=new.name_key, kind=new.kind, defaults={"name": new.name}
    )
    return found
