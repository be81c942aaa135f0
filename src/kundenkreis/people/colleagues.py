"""Finding a colleague by her name."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kundenkreis.base.text import sort_key
from kundenkreis.people.models import Account, Organisation

MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Colleague:
    """An employee with her department."""

    id: int
    name: str
    department: str


def search_colleagues(text: str, *, without: int, limit: int) -> list[Colleague]:
    """Return employees whose name, or department, has every word of the text, by name.

    A word is the beginning of a word of either, whatever its accents and
    capitals. `without` is the
    person who looks: she does not ask herself. No words find nobody.
    """
    words = text.split()[:MOST_WORDS]
    found = _employees().exclude(person_id=without) if words else Account.objects.none()
    for word in words:
        key = sort_key(word)
        found = found.filter(_has_word("person", key) | _has_word("organisation", key))
    return _as_colleagues(found, limit)


def _has_word(whose: str, key: str) -> Q:
    return Q(**{f"{whose}__name_key__startswith": key}) | Q(**{f"{whose}__name_key__contains": f" {key}"})


def colleague(person_id: int) -> Colleague | None:
    """Return an employee by her id, or None if there is no such employee."""
    return next(iter(_as_colleagues(_employees().filter(person_id=person_id), 1)), None)


def _employees() -> QuerySet[Account]:
    return Account.objects.filter(organisation__kind=Organisation.Kind.DEPARTMENT, person__is_active=True)


def _as_colleagues(found: QuerySet[Account], limit: int) -> list[Colleague]:
    """Return one line a person, also for those with accounts in several departments."""
    once = found.order_by("person__name_key", "person_id", "-is_main", "pk").distinct("person__name_key", "person_id")
    columns = ("person_id", "person__given_name", "person__family_name", "organisation__name")
    return [
        Colleague(pk, f"{given} {family}".strip(), name)
        for pk, given, family, name in once.values_list(*columns)[:limit]
    ]
