"""Find a Chromium for the browser tests, or get one: the system's, else Debian's, else Playwright's.

`python -m tests.chromium` prints its path.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
# What a browser does on its own account (updates, services of its maker) has no place in a test.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


class NoBrowser(Exception):
    """There is no Chromium and none could be had; the text says what to install."""


def find_or_install() -> str:
    """Path of a Chromium. Parallel workers wait for the one that installs."""
    with (Path(tempfile.gettempdir()) / f"kundenkreis-chromium-{os.geteuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _of_system() or _of_debian() or _of_playwright() or _give_up()


def _of_system() -> str | None:
    """One that starts: Ubuntu has a program of this name that only asks for a snap."""
    for name in NAMES:
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def _of_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], APT):
        if not _succeeds(command, environment):
            return None
    return shutil.which("chromium")


def _of_playwright() -> str | None:
    path = _playwright_path()
    if path.exists():
        return str(path)
    command = PLAYWRIGHT if os.geteuid() == 0 else [word for word in PLAYWRIGHT if word != "--with-deps"]
    return str(path) if _succeeds(command, dict(os.environ)) and path.exists() else None


def _playwright_path() -> Path:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _succeeds(command: list[str], environment: dict[str, str]) -> bool:
    print(f"Getting a browser for the tests: {' '.join(command)}", file=sys.stderr)
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0


def _give_up() -> str:
    raise NoBrowser("The browser tests need Chromium. Please run: sudo apt install chromium")


if __name__ == "__main__":
    try:
        print(find_or_install())
    except NoBrowser as error:
        sys.exit(str(error))
