"""`kundenkreis report`: evaluations on the command line, with the numbers the pages show."""

import json as json_text
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from kundenkreis.console.exits import CommandError, Exit
from kundenkreis.console.house import open_house

app = typer.Typer(help="Evaluations of the catalogue, computed afresh.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `parity` a command of its own although it is the only one so far."""


@app.command()
def parity(
    team: Annotated[str, typer.Option(help="Name of a team; without it the whole company.")] = "",
    first: Annotated[str, typer.Option("--from", help="First day, as in 2026-01-31.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day; without both, the last 12 months.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Are promises to internal customers kept as those to external ones?"""
    with open_house():
        from django.conf import settings
        from django.utils import translation

        from kundenkreis.console.migrate import require_current

        require_current()
        data = _evaluated(team, first, last, datetime.now(UTC))
        if json:
            typer.echo(json_text.dumps(data, indent=2, ensure_ascii=False))
            return
        with translation.override(settings.LANGUAGE_CODE):
            for line in lines(data):
                typer.echo(line)


def _evaluated(team: str, first: str, last: str, now: datetime) -> Any:
    """Run the evaluation for the operator, and turn what it refuses into one line with an exit code."""
    from kundenkreis.reports import queries
    from kundenkreis.reports.catalogue import Question, Withheld
    from kundenkreis.teams.reference import refresh

    refresh()
    try:
        window = queries.window_of(first, last, queries.TEAM_MONTHS, now)
    except ValueError as error:
        raise CommandError(f"--from and --to are days like 2026-01-31, in order: {error}.", Exit.USAGE) from error
    try:
        return queries.parity(None, Question(_team_id(team), window), now, afresh=True)
    except Withheld as error:
        text = f"Team {team} has too few members to be evaluated on its own, or would give away a team that has."
        raise CommandError(text, Exit.FAILED) from error


def _team_id(name: str) -> int | None:
    """Return the id of the team with this name, in any capitals; None without a name."""
    from kundenkreis.teams.reference import teams

    if not name:
        return None
    for team in teams().values():
        if team.name.casefold() == name.strip().casefold():
            return team.id
    known = ", ".join(team.name for team in teams().values()) or "none yet"
    raise CommandError(f"There is no team named {name}. Teams: {known}.", Exit.BAD_DATA)


def lines(data: Any) -> list[str]:
    """Return the result as text: the line, the three hands, and what stands beside them."""
    from kundenkreis.reports import words

    verdict = data["verdict"]
    return [
        data["team_name"] or "–",
        words.display_line(data),
        *words.sentences(verdict),
        _hand("PI", data["parity"], "index"),
        f"{_hand('W ', data['waiting'], 'ratio', 2)}  {words.WAITING[verdict['waiting']]}",
        _hand("O ", data["outcome"], "index"),
    ]


def _hand(name: str, hand: Any, value: str, digits: int = 1) -> str:
    if hand[value] is None:
        return f"{name}  –"
    interval = hand["ci95"]
    spread = f" ({interval[0]:.{digits}f} – {interval[1]:.{digits}f})" if interval else ""
    return f"{name}  {hand[value]:.{digits}f}{spread}"
