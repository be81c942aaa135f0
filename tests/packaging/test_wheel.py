"""The wheel alone is enough: command, pages, style sheets and compiled texts are inside."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements" / "product.txt"
OWN_SETTINGS = ("KUNDENKREIS_", "DJANGO_", "DATABASE_URL", "EMAIL_URL", "PYTHONPATH")


def run(*command: object, folder: Path, well: tuple[int, ...] = (0,)) -> str:
    """Run a command without any of our settings, and return what it says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OWN_SETTINGS)}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in well, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """`kundenkreis` in an environment that holds the locked packages and the built wheel, nothing else."""
    place = tmp_path_factory.mktemp("wheel")
    uv = Path(sys.executable).with_name("uv")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", place, ROOT, folder=place)
    (wheel,) = place.glob("*.whl")
    run(uv, "venv", "--quiet", "--python", sys.executable, place / "venv", folder=place)
    install = (uv, "pip", "install", "--quiet", "--python", place / "venv" / "bin" / "python")
    run(*install, "--require-hashes", "-r", LOCK, folder=place)
    run(*install, "--no-deps", "--offline", wheel, folder=place)
    return place / "venv" / "bin" / "kundenkreis"


@pytest.mark.slow
def test_doctor_finds_an_installed_wheel_complete(command, tmp_path):
    before = json.loads(run(command, "doctor", "--json", folder=tmp_path, well=(1,)))
    run(command, "migrate", folder=tmp_path)
    after = json.loads(run(command, "doctor", "--json", folder=tmp_path))

    assert [finding["name"] for finding in before["findings"] if finding["state"] == "wrong"] == ["database"]
    assert after["well"]
    states = {finding["name"]: finding["state"] for finding in after["findings"]}
    assert states == {
        "python": "well",
        "settings": "well",
        "database": "well",
        "migrations": "well",
        "worker": "note",
        "texts": "well",
        "static files": "well",
        "mail": "note",
    }


@pytest.mark.slow
def test_wheel_holds_every_file_the_pages_need(command):
    source = ROOT / "src" / "kundenkreis"
    (installed,) = command.parents[1].glob("lib/python*/site-packages/kundenkreis")
    wanted = {
        file.relative_to(source).as_posix()
        for file in source.rglob("*")
        if file.is_file() and file.suffix not in {".pyc", ".mo", ".draft"} and "static_built" not in file.parts
    }
    there = {file.relative_to(installed).as_posix() for file in installed.rglob("*") if file.is_file()}

    assert wanted - there == set()
    assert "locale/de/LC_MESSAGES/django.mo" in there
