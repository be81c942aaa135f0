"""Make an administrator."""

import getpass
import sys
from datetime import UTC, datetime

import typer

from kundenkreis.console.exits import CommandError, Exit
from kundenkreis.console.house import open_house


def create(*, email: str, name: str) -> None:
    """Ask for the password and let the step do the rest."""
    with open_house():
        from django.core.exceptions import ValidationError

        from kundenkreis.console.migrate import require_current
        from kundenkreis.flow.settings.admin import make_admin

        require_current()
        try:
            person = make_admin(email, name, _password(), now=datetime.now(UTC))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), Exit.BAD_DATA) from error
        typer.echo(f"{person.email} is an administrator now.")


def _password() -> str:
    """Asked for twice on a terminal; the first line of standard input in a script."""
    if not sys.stdin.isatty():
        try:
            return sys.stdin.readline().rstrip("\n")
        except UnicodeDecodeError as error:
            raise CommandError("The password on standard input is no text.", Exit.BAD_DATA) from error
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise CommandError("The two passwords differ.", Exit.BAD_DATA)
    return password
