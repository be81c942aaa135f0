"""Under which account PostgreSQL runs. It refuses to run as root, and so do we for it."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

NAME = "kundenkreis"


class AccountError(Exception):
    """Root cannot get an account without rights; the text says what to do."""


@dataclass(frozen=True)
class Owner:
    """User and group number of the account."""

    user: int
    group: int

    def subprocess_arguments(self) -> dict[str, Any]:
        """What `subprocess` needs to run a program as this account; nothing unless we are root."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}


@cache
def owner() -> Owner:
    """Ourselves, or for root the system account `kundenkreis`, made when it is missing."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _make()
        entry = pwd.getpwnam(NAME)
    return Owner(entry.pw_uid, entry.pw_gid)


def _make() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise AccountError(
            "PostgreSQL does not run as root, and the account for it could not be made. "
            f"Please start as an ordinary user, or run: {' '.join(command)}"
        ) from error


def let_through(path: Path) -> None:
    """Let the account pass the folders above `path`: pass only, not list or read."""
    for folder in path.resolve().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
