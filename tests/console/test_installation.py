"""From an empty folder to pages that are served, step by step, with a private PostgreSQL."""

import contextlib
import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from tests.console.commands import COMMAND, environment, kundenkreis


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which `migrate` ran."""
    place = tmp_path_factory.mktemp("installation")
    done = kundenkreis("migrate", folder=place)
    assert done.returncode == 0, done.stderr
    return place


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(folder, *arguments):
    process = subprocess.Popen([*COMMAND, *arguments], cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def health(port):
    """The answer of `/health`, or None while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)
    except OSError:
        return None


def until(question, seconds=20.0):
    """Ask until the answer is yes; what was asked last if it never is."""
    end = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.1)
    return answer


def test_migrate_may_be_said_again(folder):
    done = kundenkreis("migrate", folder=folder)

    assert done.returncode == 0
    assert done.stdout == "The database is up to date.\n"
    assert not (folder / "var" / "postgres" / "postmaster.pid").exists()


def test_pages_are_served_and_health_knows_the_worker(folder):
    port = free_port()
    (folder / "__init__.py").touch()  # a folder of somebody's own program

    with running(folder, "serve", "--port", str(port), "--workers", "1"):
        alone = until(lambda: health(port))
        with running(folder, "worker"):
            together = until(lambda: (health(port) or {}).get("status") == "well")
        afterwards = health(port)

    assert (alone["database"], alone["worker"]) == ("well", "unwell")
    assert together
    assert afterwards["worker"] == "unwell"
    assert not (folder / "var" / "postgres" / "postmaster.pid").exists()


@pytest.mark.parametrize("command", [["serve"], ["worker"], ["createadmin", "--email", "a@b.example", "--name", "A B"]])
def test_nothing_runs_on_a_database_that_is_not_up_to_date(tmp_path, command):
    port = ["--port", str(free_port())] if command == ["serve"] else []

    done = kundenkreis(*command, *port, folder=tmp_path)

    assert done.returncode == 69
    assert done.stderr == "kundenkreis: The database is not up to date. Please run: kundenkreis migrate\n"


def test_createadmin_takes_the_password_from_standard_input(folder):
    arguments = ("createadmin", "--email", "Ada.Amt@Example.com", "--name", "Ada Amt")

    done = kundenkreis(*arguments, folder=folder, said="ein ruhiger Montag\n")

    assert done.returncode == 0, done.stderr
    assert done.stdout == "ada.amt@example.com is an administrator now.\n"


@pytest.mark.parametrize(
    ("email", "password", "words"),
    [("ada@example.com", "kurz", "12"), ("no address", "ein ruhiger Montag", "Mail"), ("ada@example.com", "", "12")],
)
def test_createadmin_refuses_nonsense_in_one_line(folder, email, password, words):
    done = kundenkreis("createadmin", "--email", email, "--name", "Ada Amt", folder=folder, said=f"{password}\n")

    assert done.returncode == 65
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
