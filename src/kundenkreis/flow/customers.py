"""Steps about customers: who they are, which team answers for them, and what is good to know."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.base.text import clean
from kundenkreis.cases.customers import find_person
from kundenkreis.flow.errors import NotAllowed, NotFound, Refused
from kundenkreis.flow.rights import may
from kundenkreis.ledger.actions import fact, record
from kundenkreis.people import actions as people
from kundenkreis.people.actions import GoneNote
from kundenkreis.people.models import Account, ContactPoint, Note, Organisation, Person
from kundenkreis.teams import actions as team_actions
from kundenkreis.teams.models import Membership
from kundenkreis.teams.queries import responsible_team
from kundenkreis.teams.reference import teams
from kundenkreis.teams.viewer import ADMIN, Viewer

NOTE_LIMIT = 2000


@step
def add_note(organisation_id: int, text: str, *, by: Viewer, now: datetime, person_id: int | None = None) -> Note:
    """Write down something the team should know about a customer."""
    _must(by, "customers.note")
    text = clean(text).strip()
    if not text:
        raise Refused(_("Please write what is good to know."), "text")
    if len(text) > NOTE_LIMIT:
        raise Refused(_("Please keep a note below %(limit)d characters.") % {"limit": NOTE_LIMIT}, "text")
    if not Organisation.objects.filter(pk=organisation_id).exists():
        raise _no_customer()
    if person_id is not None:
        _known_person(by, person_id)
        if not Account.objects.filter(person_id=person_id, organisation_id=organisation_id).exists():
            raise _no_customer()
    note = people.add_note(organisation_id, person_id, text, by.id, now)
    _record("organisation", organisation_id, "note.added", by, now, note=note.pk)
    return note


@step
def confirm_note(note_id: int, *, by: Viewer, now: datetime) -> Note:
    """Say that a note is still true."""
    _must(by, "customers.note")
    people.confirm_note(note_id, now)
    note = _note(note_id)
    _record("organisation", note.organisation_id, "note.confirmed", by, now, note=note_id)
    return note


@step
def remove_note(note_id: int, *, by: Viewer, now: datetime) -> GoneNote:
    """Remove a note that is not true any more. The facts keep that it was there, and not what it said."""
    _must(by, "customers.note")
    gone = people.remove_note(note_id)
    if gone is None:
        raise NotFound(_("This note is not there any more."))
    _record("organisation", gone.organisation_id, "note.removed", by, now, note=note_id)
    return gone


@step
def put_back_note(gone: GoneNote, *, by: Viewer, now: datetime) -> Note:
    """Take the removal of a note back."""
    _must(by, "customers.note")
    if not Organisation.objects.filter(pk=gone.organisation_id).exists():
        raise _no_customer()
    note = people.put_back_note(gone)
    _record("organisation", gone.organisation_id, "note.put_back", by, now, note=note.pk)
    return note


@step
def assign_team(organisation_id: int, team_id: int | None, *, by: Viewer, now: datetime) -> int | None:
    """Let a team answer all concerns of a customer, or nobody. Returns the id of the team before.

    Requests that are open stay where they are.
    """
    _must(by, "customers.change")
    if team_id is not None and (team_id not in teams() or not teams()[team_id].is_active):
        raise Refused(_("This team does not exist any more. Please choose another one."), "team")
    _held_organisation(organisation_id)
    before = responsible_team(organisation_id)
    if team_actions.make_responsible(organisation_id, team_id):
        _record("organisation", organisation_id, "organisation.team_changed", by, now, before=before, after=team_id)
    return before


@step
def add_organisation(values: Mapping[str, object], *, by: Viewer, now: datetime) -> Organisation:
    """Add a customer. Its class follows from the kind; a team is given in a step of its own."""
    _must(by, "customers.change")
    organisation = Organisation()
    people.change(organisation, people.ORGANISATION_FIELDS, values)
    _check_organisation(organisation)
    _save(organisation)
    _record("organisation", organisation.pk, "organisation.added", by, now, name=organisation.name)
    return organisation


@step
def change_organisation(
    organisation_id: int, values: Mapping[str, object], *, by: Viewer, now: datetime
) -> Organisation:
    """Change a customer's data. Requests that came in keep the class they were given then."""
    _must(by, "customers.change")
    organisation = _held_organisation(organisation_id)
    before = {name: str(getattr(organisation, name) or "") for name in people.ORGANISATION_FIELDS}
    changed = people.change(organisation, people.ORGANISATION_FIELDS, values)
    if not changed:
        return organisation
    _check_organisation(organisation)
    _save(organisation)
    after = {name: [before[name], str(getattr(organisation, name) or "")] for name in changed}
    _record("organisation", organisation_id, "organisation.changed", by, now, changes=after)
    return organisation


@step
def add_person(
    organisation_id: int, values: Mapping[str, object], function: str = "", *, by: Viewer, now: datetime
) -> Person:
    """Add a person who speaks for a customer. She signs in with a signed link until somebody gives her a password."""
    _must(by, "customers.change")
    organisation = _held_organisation(organisation_id)
    if organisation.kind == Organisation.Kind.DEPARTMENT and ADMIN not in by.roles:
        raise NotAllowed(_("Colleagues are added in the settings, by an administrator."))
    person = Person()
    person.set_unusable_password()
    people.change(person, people.PERSON_FIELDS, values)
    _check_person(person)
    _save(person)
    people.join(person, organisation, clean(function).strip())
    _record("person", person.pk, "person.added", by, now, organisation=organisation_id)
    return person


@step
def change_person(
    person_id: int, values: Mapping[str, object], function: str | None = None, *, by: Viewer, now: datetime
) -> Person:
    """Change a person's data. The facts keep which fields were changed, and not what they said."""
    _must(by, "customers.change")
    person = _known_person(by, person_id)
    if not may_change_person(by, person):
        raise NotAllowed(_("This person signs in here. An administrator can change her data in the settings."))
    changed = people.change(person, people.PERSON_FIELDS, values)
    if changed:
        _check_person(person)
        _save(person)
    if function is not None and people.set_function(person, clean(function).strip()):
        changed.append("function")
    if changed:
        _record("person", person_id, "person.changed", by, now, fields=changed)
    return person


def may_change_person(viewer: Viewer, person: Person) -> bool:
    """Whether a viewer may change a person's data.

    The mail address is what somebody signs in with. So people with a
    password, a role or a place in a team are changed by administrators only.
    """
    if ADMIN in viewer.roles:
        return True
    signs_in = person.has_usable_password() or bool(person.roles)
    return may(viewer, "customers.change") and not (
        signs_in
        or Membership.objects.filter(person_id=person.pk).exists()
        or person.accounts.filter(organisation__kind=Organisation.Kind.DEPARTMENT).exists()
    )


def _must(by: Viewer, right: str) -> None:
    if not may(by, right):
        raise NotAllowed(_("You can read this, but changing it is for the people of a customer team."))


def _no_customer() -> NotFound:
    return NotFound(_("There is no such customer, or you are not among the people who may see it."))


def _held_organisation(organisation_id: int) -> Organisation:
    found = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if found is None:
        raise _no_customer()
    return found


def _known_person(by: Viewer, person_id: int) -> Person:
    person = find_person(by, person_id)
    if person is None:
        raise _no_customer()
    return person


def _note(note_id: int) -> Note:
    note = Note.objects.filter(pk=note_id).first()
    if note is None:
        raise NotFound(_("This note is not there any more."))
    return note


def _check_organisation(organisation: Organisation) -> None:
    same = Organisation.objects.filter(name_key=organisation.name_key, kind=organisation.kind)
    if same.exclude(pk=organisation.pk).exists():
        raise _known_already(organisation)
    _check(organisation)


def _check_person(person: Person) -> None:
    if person.email:
        taken = Person.objects.filter(email=person.email).exclude(pk=person.pk).exists()
        also = ContactPoint.objects.filter(kind=ContactPoint.Kind.EMAIL, value=person.email).exclude(person=person.pk)
        if taken or also.exists():
            raise _known_already(person)
    _check(person)


def _known_already(thing: Organisation | Person) -> Refused:
    if isinstance(thing, Organisation):
        text = _("There is a customer of this kind with this name already. Please look it up in the list.")
        return Refused(text, "name")
    return Refused(_("Somebody with this e-mail address is known already. Please search for her name."), "email")


def _check(thing: Organisation | Person) -> None:
    """Refuse what a field does not hold, naming the first field that is wrong."""
    try:
        thing.clean_fields(exclude=["password"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(" ".join(messages), field) from error


def _save(thing: Organisation | Person) -> None:
    """Store it, unless somebody stored the same a moment ago."""
    try:
        thing.save()
    except IntegrityError as error:
        raise _known_already(thing) from error


def _record(thing: str, thing_id: int, kind: str, by: Viewer, now: datetime, **data: object) -> None:
    record([fact(thing, thing_id, kind, at=now, by=by.id, data=data)])
