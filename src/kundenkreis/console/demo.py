"""`kundenkreis demo`: everything at once, with an invented company."""

import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kundenkreis.console.children import Child, children
from kundenkreis.console.exits import CommandError, Exit
from kundenkreis.console.house import open_house
from kundenkreis.console.serve import require_free

# Seconds until the first page must answer.
FIRST_PAGE = 30.0


def show(*, port: int, data: Path, reset: bool) -> None:
    """Set up what is missing, then serve until Ctrl-C. What was done in the demo stays for the next start."""
    require_free("127.0.0.1", port)
    environment = {
        "KUNDENKREIS_DATA": str(data.resolve()),
        "KUNDENKREIS_URL": f"http://localhost:{port}",
        "KUNDENKREIS_DEMO": "1",
        "KUNDENKREIS_LOG_FORMAT": "text",
        "KUNDENKREIS_LOG_LEVEL": "WARNING",
    }
    os.environ.update(environment)
    try:
        with open_house():
            _prepare(reset)
            _run(port, environment)
    except KeyboardInterrupt:
        typer.echo("\nEverything is stopped.")


def _run(port: int, environment: dict[str, str]) -> None:
    commands = {"web": ["serve", "--port", str(port), "--workers", "1"], "worker": ["worker"]}
    with children(commands, environment) as started:
        _await_first_page(port, started)
        _greet(port)
        _watch(started)


def _prepare(reset: bool) -> None:
    from kundenkreis.console import demo_company, demo_state
    from kundenkreis.console.migrate import bring_up_to_date

    if reset:
        demo_state.throw_away()
    state = demo_state.read()
    if state == demo_state.State.HALF_MADE:
        typer.echo("The last start was interrupted while the demo company was made; starting over.")
        demo_state.throw_away()
    if state == demo_state.State.READY and not reset:
        bring_up_to_date(say=typer.echo)
        return
    with demo_state.making():
        bring_up_to_date(say=typer.echo)
        with _progress() as progress:
            demo_company.create(_report(progress))


def _progress() -> Progress:
    return Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), transient=False)


def _report(progress: Progress) -> Callable[[str, int, int], None]:
    """What the demo company calls while it grows: what is done, how far, of how much."""
    task = progress.add_task("Making the demo company", total=None)

    def report(text: str, done: int, total: int) -> None:
        progress.update(task, description=text, completed=done, total=total)

    return report


def _await_first_page(port: int, started: list[Child]) -> None:
    """Print the address only when it works."""
    end = time.monotonic() + FIRST_PAGE
    while time.monotonic() < end:
        _require_alive(started)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).close()
        except urllib.error.HTTPError:
            pass  # The web answers; the worker still comes up.
        except OSError:
            time.sleep(0.1)
            continue
        else:
            return
        time.sleep(0.1)
    raise CommandError(f"The pages did not answer within {FIRST_PAGE:.0f} s.", Exit.UNAVAILABLE)


def _greet(port: int) -> None:
    from kundenkreis.console import demo_company

    typer.echo(f"\nKundenkreis is running: http://localhost:{port}\n\nSign in as")
    for who, email, password in demo_company.sign_ins():
        typer.echo(f"  {who:<28} {email:<40} {password}")
    typer.echo("\nCtrl-C stops everything. What you do is kept; make demo RESET=1 starts over.")


def _watch(started: list[Child]) -> None:
    while True:
        _require_alive(started)
        time.sleep(0.5)


def _require_alive(started: list[Child]) -> None:
    for child in started:
        if child.ended:
            raise CommandError(f"The {child.name} process ended by itself.", Exit.UNAVAILABLE)
