"""The `kundenkreis` command: one group, each command from the module named after it.

Modules are imported when their command runs, so that `--help` is quick.
"""

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from kundenkreis.console import mail, reports
from kundenkreis.console.exits import CommandError, Exit
from kundenkreis.console.imports import command as imports

app = typer.Typer(
    name="kundenkreis",
    help="Service for everyone a company works with.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)

# Commands with parts, such as `report parity`: one line each.
app.add_typer(reports.app, name="report")
app.add_typer(mail.app, name="mail")
app.add_typer(imports.app, name="import")

Port = Annotated[int, typer.Option(min=1, max=65535, help="Port of the web pages.")]
UntilParentEnds = Annotated[bool, typer.Option(hidden=True, help="End when standard input closes.")]


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show the whole traceback of an error.")] = False,
) -> None:
    """Options before the command; `run` looks for --debug itself."""


@app.command()
def demo(
    port: Port = 8000,
    data: Annotated[Path, typer.Option(help="Folder of the demo's data.")] = Path("var/demo"),
    reset: Annotated[bool, typer.Option("--reset", help="Throw the demo company away and start over.")] = False,
) -> None:
    """Show Kundenkreis with an invented company."""
    from kundenkreis.console.demo import show

    show(port=port, data=data, reset=reset)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Number of processes.")] = 2,
    until_parent_ends: UntilParentEnds = False,
) -> None:
    """Serve the web pages."""
    from kundenkreis.console.serve import serve_pages

    serve_pages(host=host, port=port, workers=workers, until_parent_ends=until_parent_ends)


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="Jobs at the same time.")] = 2,
    until_parent_ends: UntilParentEnds = False,
) -> None:
    """Do what steps have left for later: mails, clocks, surveys."""
    from kundenkreis.console.worker import work

    work(concurrency=concurrency, until_parent_ends=until_parent_ends)


@app.command()
def migrate() -> None:
    """Bring the database to the state this version needs."""
    from kundenkreis.console.house import open_house
    from kundenkreis.console.migrate import bring_up_to_date

    with open_house():
        bring_up_to_date(say=typer.echo)


@app.command()
def init(
    file: Annotated[Path | None, typer.Argument(help="TOML file with the company; without one you are asked.")] = None,
) -> None:
    """Set up a company of your own: company, hours, teams, people, kinds of requests."""
    from kundenkreis.console.init import begin

    begin(file)


@app.command()
def createadmin(
    email: Annotated[str, typer.Option(prompt="E-mail", help="Address to sign in with.")],
    name: Annotated[str, typer.Option(prompt="Name", help="Given name and family name.")],
) -> None:
    """Make an administrator, or make a person one. The password is asked for, or read from standard input."""
    from kundenkreis.console.admin import create

    create(email=email, name=name)


@app.command()
def doctor(
    json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Check the installation, and say what is wrong and how to mend it."""
    from kundenkreis.console.doctor import examine

    raise typer.Exit(examine(as_json=json))


def run() -> NoReturn:
    """Entry point. An error is one clear line, with `--debug` the whole traceback."""
    signal.signal(signal.SIGTERM, _end_in_order)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, _end_in_order)
    debug = "--debug" in sys.argv[1:2]
    try:
        app()
    except CommandError as error:
        if debug:
            raise
        typer.echo(f"kundenkreis: {error}", err=True)
        sys.exit(error.code)
    except Exception as error:
        if debug:
            raise
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        typer.echo(f"kundenkreis: {type(error).__name__}: {first} (kundenkreis --debug shows more)", err=True)
        sys.exit(Exit.FAILED)
    sys.exit(Exit.WELL)


def _end_in_order(number: int, frame: FrameType | None) -> NoReturn:
    """Unwind like Ctrl-C does, so that everything we started is stopped."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    run()
