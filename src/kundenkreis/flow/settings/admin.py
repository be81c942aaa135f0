"""The first administrator, who is made where nobody may make one yet: on the command line."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password

from kundenkreis.base.step import step
from kundenkreis.base.text import clean
from kundenkreis.flow.settings.change import record_change
from kundenkreis.people.models import Person, Role


@step
def make_admin(email: str, name: str, password: str, *, now: datetime) -> Person:
    """Give a person the role and a password; a person not known yet is added, a locked one let in again.

    Whoever reaches the command line has the database anyway, so nobody is
    asked for rights. Raises ValidationError for an address or a password that
    cannot be used.
    """
    address = clean(email).strip().lower()
    given, _space, family = clean(name).strip().rpartition(" ")
    person = Person.objects.filter(email=address).first()
    person = person or Person(email=address, given_name=given, family_name=family)
    before = {"roles": sorted(person.roles)} if person.pk else {}
    validate_password(password, person)
    person.set_password(password)
    person.is_active = True
    person.roles = sorted({*person.roles, Role.ADMIN.value})
    person.full_clean(exclude=["name_key"])
    person.save()
    record_change("roles", person.pk, person.name, before, {"roles": person.roles}, by=None, now=now)
    return person
