"""Make an administrator."""

import getpass
import sys

import typer

from kundenkreis.console.exits import CommandError, Exit
from kundenkreis.console.house import open_house


def create(*, email: str, name: str) -> None:
    """Give a person the role and a password; a person not known yet is added."""
    with open_house():
        from django.core.exceptions import ValidationError

        from kundenkreis.console.migrate import require_current

        require_current()
        try:
            address = _store(email, name, _password())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), Exit.BAD_DATA) from error
        typer.echo(f"{address} is an administrator now.")


def _store(email: str, name: str, password: str) -> str:
    from django.contrib.auth.password_validation import validate_password

    from kundenkreis.people.models import Person, Role

    address = email.strip().lower()
    given, _, family = name.strip().rpartition(" ")
    person = Person.objects.filter(email=address).first()
    person = person or Person(email=address, given_name=given, family_name=family)
    validate_password(password, person)
    person.set_password(password)
    person.is_active = True
    person.roles = sorted({*person.roles, Role.ADMIN.value})
    person.full_clean()
    person.save()
    return address


def _password() -> str:
    """Asked for twice on a terminal; the first line of standard input in a script."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise CommandError("The two passwords differ.", Exit.BAD_DATA)
    return password
