"""Writing about customers: organisations, the people who speak for them, and what is good to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kundenkreis.people.models import Account, Note, Organisation, Person

ORGANISATION_FIELDS = ("name", "kind", "city", "domain", "since")
PERSON_FIELDS = ("given_name", "family_name", "salutation", "email", "phone", "language")


@dataclass(frozen=True, slots=True)
class GoneNote:
    """Everything of a note that was removed, so that it can be put back."""

    organisation_id: int
    person_id: int | None
    author_id: int
    text: str
    written_at: datetime
    confirmed_at: datetime


def add_note(organisation_id: int, person_id: int | None, text: str, author_id: int, now: datetime) -> Note:
    """Store a new note; whoever writes it confirms it as well."""
    return Note.objects.create(
        organisation_id=organisation_id,
        person_id=person_id,
        author_id=author_id,
        text=text,
        written_at=now,
        confirmed_at=now,
    )


def confirm_note(note_id: int, now: datetime) -> bool:
    """Store that a note is still true; whether it was still there."""
    return bool(Note.objects.filter(pk=note_id).update(confirmed_at=now))


def remove_note(note_id: int) -> GoneNote | None:
    """Remove a note; None if it was gone already."""
    note = Note.objects.select_for_update().filter(pk=note_id).first()
    if note is None:
        return None
    note.delete()
    return GoneNote(note.organisation_id, note.person_id, note.author_id, note.text, note.written_at, note.confirmed_at)


def put_back_note(gone: GoneNote) -> Note:
    """Store a removed note as it was."""
    return Note.objects.create(
        organisation_id=gone.organisation_id,
        person_id=gone.person_id,
        author_id=gone.author_id,
        text=gone.text,
        written_at=gone.written_at,
        confirmed_at=gone.confirmed_at,
    )


def change(thing: Organisation | Person, fields: tuple[str, ...], values: Mapping[str, object]) -> list[str]:
    """Set fields of a thing that is not stored yet or held for update; return the names of those that differ."""
    changed = [name for name in fields if name in values and (getattr(thing, name) or "") != (values[name] or "")]
    for name in changed:
        setattr(thing, name, values[name])
    thing.prepare()
    return changed


def set_function(person: Person, function: str) -> bool:
    """Set the function in the main account; whether that changed anything."""
    main = person.accounts.order_by("-is_main", "pk").first()
    if main is None or main.function == function:
        return False
    main.function = function
    main.save(update_fields=["function"])
    return True


def join(person: Person, organisation: Organisation, function: str) -> Account:
    """Let a person speak for an organisation; her first account is the main one."""
    is_first = not person.accounts.exists()
    return Account.objects.create(person=person, organisation=organisation, function=function, is_main=is_first)


def prefer(person_id: int, **chosen: str | bool) -> None:
    """Store how a person wants her pages: `dense`, `single_keys`, `language`."""
    Person.objects.filter(pk=person_id).update(**chosen)
