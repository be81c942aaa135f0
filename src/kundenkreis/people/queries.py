"""Reading organisations and people: base data and notes. Who may see which person is decided in `cases.customers`."""

from kundenkreis.people.models import Account, Note, Organisation, Person

NOTES_SHOWN = 30


def organisation(organisation_id: int) -> Organisation | None:
    """Return an organisation with its responsible team."""
    found = Organisation.objects.select_related("responsibility__team")
    return found.filter(pk=organisation_id).first()


def organisations() -> list[tuple[int, str]]:
    """Return id and name of every organisation, by name, to choose from in a form."""
    return list(Organisation.objects.order_by("name_key", "pk").values_list("pk", "name"))


def accounts_of(person: Person) -> list[Account]:
    """Return for whom a person speaks, the main one first."""
    found = person.accounts.select_related("organisation__responsibility__team")
    return list(found.order_by("-is_main", "pk"))


def notes_of(organisation_id: int) -> list[Note]:
    """Return what is known about an organisation as a whole, the freshest first."""
    found = Note.objects.filter(organisation_id=organisation_id, person=None).select_related("author", "person")
    return list(found.order_by("-confirmed_at", "-pk")[:NOTES_SHOWN])


def notes_about(person_id: int) -> list[Note]:
    """Return what is known about a person, the freshest first."""
    found = Note.objects.filter(person_id=person_id).select_related("author", "person")
    return list(found.order_by("-confirmed_at", "-pk")[:NOTES_SHOWN])
