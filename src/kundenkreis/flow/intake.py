"""Requests come in, from anybody, and become promises at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.base.text import one_line, title_of
from kundenkreis.cases.models import Case, Message
from kundenkreis.cases.reference import TypeFacts, colleague_type, types
from kundenkreis.cases.routing import team_for
from kundenkreis.cases.urgency import urgency_of
from kundenkreis.flow import acts
from kundenkreis.flow.errors import NotAllowed, NotFound, Refused
from kundenkreis.flow.files import attach
from kundenkreis.flow.hand import Hand, Taken, put_down, take_up
from kundenkreis.flow.limits import written
from kundenkreis.flow.rights import may
from kundenkreis.people.models import Account, Organisation, Person
from kundenkreis.promises.fold import State
from kundenkreis.teams.reference import teams
from kundenkreis.teams.viewer import Viewer


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What somebody asks for. `source` makes the same request come in once, however often it is sent."""

    type_id: int
    account_id: int
    subject: str
    text: str
    impact: int = 0
    pressure: int = 1
    needed_by: datetime | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    channel: str = Case.Channel.PORTAL
    files: Sequence["UploadedFile[Any]"] = ()
    mail_id: str = ""
    source: str = ""


def receive(request: NewRequest, *, by: Viewer, now: datetime) -> Case:
    """Open a case for a request and give its first promises. Raises Refused or NotAllowed."""
    return _once(request.source, by, lambda: _receive(request, by=by, now=now))


def _once(source: str, by: Viewer, work: Callable[[], Case]) -> Case:
    """Do a step that opens a case; if a case of this source is there already, that one is the answer.

    The constraint on the source decides. The step is rolled back as a
    whole, so asking for the first time needs no savepoint. Raises Refused
    where the source is that of a case of somebody else.
    """
    try:
        return work()
    except IntegrityError:
        found = Case.objects.filter(source=source).first() if source else None
        if found is None:
            raise
        if found.person_id != by.id and not may(by, "case.enter", found):
            raise Refused(_("This form was sent before. Please open it anew.")) from None
        return found


@step
def _receive(request: NewRequest, *, by: Viewer, now: datetime) -> Case:
    account = _accounts().filter(pk=request.account_id).first()
    if account is None:
        raise NotFound(_("This account does not exist any more. Please choose another one."))
    if account.person_id != by.id and not may(by, "case.enter"):
        raise NotAllowed(_("You can only ask in your own name."))
    wanted = types().get(request.type_id)
    if wanted is None or not wanted.is_active:
        raise Refused(_("This is not offered any more. Please choose another kind of request."), "type")
    case = new_case(request, account, wanted, team_for(wanted, account.organisation_id), now)
    return _open(case, request, by.id, account.person.language)


def new_case(request: NewRequest, account: Account, wanted: TypeFacts, team_id: int | None, now: datetime) -> Case:
    """Return the case of a request, not stored yet. The customer class is frozen here, from the account used."""
    text = written(request.text)
    return Case(
        type_id=wanted.id,
        team_id=team_id,
        account_id=account.pk,
        person_id=account.person_id,
        organisation_id=account.organisation_id,
        customer_class=account.organisation.customer_class,
        subject=one_line(request.subject) or title_of(text) or one_line(wanted.name),
        answers=request.answers,
        channel=request.channel,
        impact=request.impact,
        pressure=request.pressure,
        urgency=urgency_of(request.impact, request.pressure),
        needed_by=request.needed_by,
        received_at=now,
        is_confidential=wanted.is_confidential,
        source=request.source,
    )


def _open(case: Case, request: NewRequest, by: int, language: str) -> Case:
    """Store a new case with its message, steps and promises. Raises IntegrityError if its source is there already."""
    case.changed = 1  # its first message
    case.save(force_insert=True)
    hand = Hand(case, State(), case.received_at, is_new=True)
    begin(hand, by, written(request.text), request.mail_id, language)
    message = hand.messages[0]
    put_down(Taken(hand, {}, 0))
    attach(request.files, case, message, case.received_at, case.person_id)
    return case


def begin(hand: Hand, by: int | None, text: str, mail_id: str = "", language: str = "de") -> None:
    """The first message and the first promises of a new case in hand."""
    case = hand.case
    hand.steps = acts.process_of(case, language)
    hand.say(Message.By.CUSTOMER, case.person_id, text or case.subject, case.channel, mail_id=mail_id)
    acts.open_case(hand, by)


def ask_colleague(
    colleague_id: int, text: str, needed_by: datetime | None, *, by: Viewer, now: datetime, source: str = ""
) -> Case:
    """Any employee asks any colleague for something; it carries the same promises as every request.

    `source` makes the same request come in once, however often it is sent.
    """
    return _once(source, by, lambda: _ask_colleague(colleague_id, text, needed_by, source, by=by, now=now))


@step
def _ask_colleague(
    colleague_id: int, text: str, needed_by: datetime | None, source: str, *, by: Viewer, now: datetime
) -> Case:
    if not may(by, "colleague.ask"):
        raise NotAllowed(_("Only colleagues can ask a colleague directly. Please use one of the requests on offer."))
    wanted = colleague_type()
    if wanted is None:
        raise Refused(_("Asking a colleague is switched off. An administrator can offer it in the settings."))
    colleague = Person.objects.filter(pk=colleague_id, is_active=True).first()
    if colleague is None or colleague.pk == by.id or not _is_employee(colleague):
        raise Refused(_("Please choose a colleague from the list."), "colleague")
    account = _own_account(by.id)
    request = NewRequest(
        wanted.id,
        account.pk,
        "",
        text,
        needed_by=needed_by,
        channel=Case.Channel.COLLEAGUE,
        source=source,
    )
    case = new_case(request, account, wanted, team_for(wanted, account.organisation_id), now)
    case.taken_by = colleague
    return _open(case, request, by.id, colleague.language)


def _is_employee(person: Person) -> bool:
    return person.accounts.filter(organisation__kind=Organisation.Kind.DEPARTMENT).exists()


def _accounts() -> QuerySet[Account]:
    """Return accounts with what a case takes over from them."""
    parts = ("organisation__customer_class", "person__language")
    return Account.objects.select_related("organisation", "person").only("person_id", "organisation_id", *parts)


def _own_account(person_id: int) -> Account:
    """Return the account with which an employee asks inside the company."""
    own = _accounts().filter(person_id=person_id, organisation__kind=Organisation.Kind.DEPARTMENT)
    found = own.order_by("-is_main", "pk").first()
    if found is None:
        raise Refused(_("You belong to no department yet. An administrator can enter it under Customers."))
    return found


@step
def ask_team(
    case_id: int, type_id: int, subject: str, text: str, needed_by: datetime | None, *, by: Viewer, now: datetime
) -> Case:
    """Ask another team for its part. It becomes a case of its own whose customer is the asking team."""
    parent = take_up(case_id, now, by, "case.ask_team")
    wanted = types().get(type_id)
    if wanted is None or not wanted.is_active or wanted.team_id is None:
        raise Refused(_("Please choose what the other team is to do."), "type")
    account = _account_for_team(parent.hand.case, by)
    request = NewRequest(
        type_id,
        account.pk,
        subject,
        text,
        impact=max(parent.hand.case.impact, 1),
        pressure=parent.hand.case.pressure,
        needed_by=needed_by,
        channel=Case.Channel.COLLEAGUE,
    )
    case = new_case(request, account, wanted, team_for(wanted, account.organisation_id), parent.hand.now)
    case.parent_id = case_id
    _open(case, request, by.id, account.person.language)
    acts.ask_team(parent.hand, by.id, case)
    put_down(parent)
    return case


def _account_for_team(case: Case, by: Viewer) -> Account:
    """Return the asker's account in the department of her team; the team is the customer."""
    team = teams().get(case.team_id or 0)
    if team is None:
        return _own_account(by.id)
    account, _created = Account.objects.select_related("organisation", "person").get_or_create(
        person_id=by.id, organisation_id=team.organisation_id, defaults={"is_main": False}
    )
    return account


@step
def write(
    case_id: int,
    text: str,
    files: Sequence["UploadedFile[Any]"] = (),
    *,
    by: Viewer,
    now: datetime,
    channel: str = Case.Channel.PORTAL,
    mail_id: str = "",
) -> Message:
    """The requester writes more, in any channel. It ends every pause and an answer is owed."""
    text = written(text)
    if not text and not files:
        raise Refused(_("Please write a message or choose a file."), "text")
    taken = take_up(case_id, now, by, "request.act")
    message = acts.hear(taken.hand, by.id, text, channel, mail_id)
    put_down(taken)
    attach(files, taken.hand.case, message, taken.hand.now, by.id)
    return message
