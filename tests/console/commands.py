"""Run the `kundenkreis` command as people do: as a process of its own, with none of the test's settings."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "kundenkreis.console.main"]
WITH_SMALL_COMPANY = [sys.executable, "-m", "tests.fakes.small_company"]


def environment(**settings: str) -> dict[str, str]:
    """What the system gives, and these settings; nothing of the run's own."""
    foreign = ("KUNDENKREIS_", "DJANGO_", "DATABASE_URL", "EMAIL_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}", **settings}


def kundenkreis(*arguments: str, folder: Path, said: str = "", **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end; `said` is its standard input."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(**settings),
        input=said,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
