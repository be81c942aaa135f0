"""The command: `kundenkreis import events FILE --mapping FILE.toml`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from kundenkreis.console.exits import CommandError, Exit
from kundenkreis.console.house import open_house

app = typer.Typer(help="Bring in what other systems know.", no_args_is_help=True)


@app.callback()
def options() -> None:
    """Bring in what other systems know."""


@app.command()
def events(
    file: Annotated[Path, typer.Argument(help="Event log: .csv or .xes, also gzipped.")],
    mapping: Annotated[Path, typer.Option("--mapping", help="TOML file that says what the columns mean.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check, store nothing.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Import an event log. A second run goes on where the first broke off."""
    from kundenkreis.console.imports.mapping import MappingError, read_mapping
    from kundenkreis.console.imports.reading import UnreadableError

    try:
        table = read_mapping(mapping)
        with open_house():
            _run(file, table, dry_run=dry_run, json=json)
    except OSError as error:
        raise CommandError(
            f"{error.filename or file} cannot be read: {error.strerror or error}.", Exit.NO_INPUT
        ) from error
    except (MappingError, UnreadableError) as error:
        raise CommandError(str(error), Exit.BAD_DATA) from error


def _run(file: Path, table: object, *, dry_run: bool, json: bool) -> None:
    from kundenkreis.console.imports.mapping import LogMapping
    from kundenkreis.console.imports.run import import_events
    from kundenkreis.console.migrate import require_current
    from kundenkreis.teams.models import Company
    from kundenkreis.teams.reference import refresh

    assert isinstance(table, LogMapping)
    require_current()
    refresh()
    if not Company.objects.exists():
        raise CommandError("There is no company yet. Please run kundenkreis init first.", Exit.BAD_SETTING)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=json) as progress:
        tasks: dict[str, TaskID] = {}

        def report(what: str, done: int, total: int | None) -> None:
            if what not in tasks:
                words = {"read": "Reading events", "write": "Writing cases"}
                tasks[what] = progress.add_task(words[what], total=total)
            progress.update(tasks[what], completed=done)

        done = import_events(file, table, datetime.now(UTC), dry_run=dry_run, report=report)
    if json:
        typer.echo(done.as_json())
        return
    typer.echo(
        f"{done.taken} of {done.events} events taken, {done.written} of {done.cases} cases written, {done.known} known."
    )
    for reason, count in done.rejected.items():
        typer.echo(f"  rejected {count}: {reason}")
    if done.rejected:
        typer.echo(f"  each of them with its place: {file.name}.rejected.csv")
