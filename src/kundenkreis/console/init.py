"""Set up a company of one's own: by questions, or from a TOML file."""

import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from kundenkreis.console.exits import CommandError, Exit
from kundenkreis.console.house import open_house

READY_TYPES = Path(__file__).with_name("ready_types.toml")


def begin(file: Path | None) -> None:
    """Set up the company of a file, or ask for what is needed and offer five ready request types."""
    table = _read(file) if file else None
    with open_house():
        from kundenkreis.console.migrate import bring_up_to_date
        from kundenkreis.flow.errors import StepError
        from kundenkreis.flow.settings.plan import read_plan
        from kundenkreis.flow.settings.setup import set_up
        from kundenkreis.flow.settings.shapes import PlanError
        from kundenkreis.teams.models import Company

        bring_up_to_date(say=typer.echo)
        if Company.objects.exists():
            raise CommandError("A company is set up here already. Please change it in the settings pages.")
        try:
            done = set_up(read_plan(table if table is not None else _ask()), now=datetime.now(UTC))
        except (PlanError, StepError) as error:
            raise CommandError(str(error), Exit.BAD_DATA) from error
    typer.echo(
        f"Set up: teams {done.teams}, people {done.people}, customers {done.customers}, "
        f"kinds of requests {done.request_types}."
    )
    typer.echo("Next: kundenkreis createadmin gives an administrator a password, kundenkreis serve starts the pages.")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", Exit.NO_INPUT) from error
    except (ValueError, RecursionError) as error:  # not only TOMLDecodeError: see numbers of thousands of digits
        raise CommandError(f"{file} is no TOML file: {error}.", Exit.BAD_DATA) from error


def _ask() -> dict[str, Any]:
    """Ask six questions. In a script there is nobody to ask."""
    if not sys.stdin.isatty():
        raise CommandError("There is nobody to ask. Please give a file: kundenkreis init company.toml", Exit.USAGE)
    from kundenkreis.worktime import STATES

    company = typer.prompt("Name of the company")
    state = _asked("Federal state (a code such as BY)", lambda text: text.upper(), lambda text: text in STATES)
    hours = _asked("Working hours, Monday to Friday", str.strip, lambda text: text.count("-") == 1, "08:00-17:00")
    team = typer.prompt("Name of the first team", default="Kundenteam")
    person = typer.prompt("Your name")
    email = _asked("Your e-mail", str.strip, lambda text: "@" in text)
    types = tomllib.loads(READY_TYPES.read_text(encoding="utf-8"))["request_types"]
    for item in types:
        if item.get("team"):
            item["team"] = team
        if item.get("confidential"):
            item["readers"] = [email.lower()]
    return {
        "company": {"name": company, "state": state},
        "hours": {day: [hours] for day in ("mon", "tue", "wed", "thu", "fri")},
        "teams": [{"name": team}],
        "people": [{"name": person, "email": email, "teams": [team], "roles": ["admin"]}],
        "request_types": types,
    }


def _asked(question: str, read: Callable[[str], str], fits: Callable[[str], bool], default: str | None = None) -> str:
    """Ask until the answer fits."""
    while True:
        answer = read(str(typer.prompt(question, default=default)))
        if fits(answer):
            return answer
        typer.echo("This does not fit. Please try again.")
