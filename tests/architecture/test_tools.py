"""The quick gate: format, lint, types and the order of rooms, as everybody runs them by hand."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The plugin that knows Django's types reads the settings; they must not make a key on the way.
ENVIRONMENT = {**os.environ, "DJANGO_SETTINGS_MODULE": "kundenkreis.settings", "KUNDENKREIS_SECRET_KEY": "for a check"}


def complaints_of(tool: str, *arguments: str) -> str:
    """What a tool finds to say, or nothing if it is content."""
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{done.stdout}\n{done.stderr}"


def test_code_is_formatted():
    assert complaints_of("ruff", "format", "--check", "--quiet", ".") == ""


def test_code_has_no_lint():
    assert complaints_of("ruff", "check", "--quiet", ".") == ""


def test_types_hold():
    assert complaints_of("mypy") == ""


def test_rooms_import_only_from_rooms_before_them():
    assert complaints_of("lint-imports") == ""
