"""`kundenkreis demo`: one command starts everything, and nothing is left when it ends."""

import contextlib
import signal
import subprocess

import psutil
import psycopg
import pytest

from kundenkreis.base.database import connection_settings
from tests.console.commands import WITH_SMALL_COMPANY, environment
from tests.console.test_installation import free_port, health, until

pytestmark = pytest.mark.slow


@contextlib.contextmanager
def demo(folder, *arguments, port=None, **settings):
    """The command, started; its output so far is in `demo.log`."""
    command = [*WITH_SMALL_COMPANY, "demo", "--port", str(port or free_port()), "--data", "data", *arguments]
    with (folder / "demo.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(**settings), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(90)


def output(folder):
    return (folder / "demo.log").read_text()


def processes_of(folder):
    """Whatever runs on this data folder or belongs to the command, PostgreSQL's too."""
    found = []
    for process in psutil.process_iter(["cmdline", "cwd"]):
        words = " ".join(process.info["cmdline"] or [])
        if str(folder) in words or str(process.info["cwd"] or "").startswith(str(folder)):
            found.append(words)
    return found


def connect(folder):
    place = connection_settings("", folder / "data")
    return psycopg.connect(host=place["HOST"], user=place["USER"], dbname=place["NAME"])


def persons(folder):
    with connect(folder) as connection:
        return [name for (name,) in connection.execute("SELECT given_name FROM people_person ORDER BY id")]


def has_tables(folder):
    try:
        persons(folder)
    except psycopg.Error:
        return False
    return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


def test_demo_starts_everything_and_ctrl_c_stops_everything(folder):
    port = free_port()

    with demo(folder, port=port) as process:
        well = until(lambda: (health(port) or {}).get("status") == "well", seconds=60)
        until(lambda: "Ctrl-C stops" in output(folder), seconds=60)
        with connect(folder) as connection:
            connection.execute("UPDATE people_person SET given_name = 'Berta'")
        process.send_signal(signal.SIGINT)
        code = process.wait(90)

    assert well, output(folder)
    assert f"http://localhost:{port}" in output(folder)
    assert "ada@example.com" in output(folder)
    assert code == 0
    assert processes_of(folder) == []


def test_second_start_keeps_what_was_done(folder):
    with demo(folder):
        ready = until(lambda: "Sign in as" in output(folder), seconds=60)
        kept = persons(folder)

    assert ready, output(folder)
    assert kept == ["Berta"]


def test_nothing_is_left_even_when_the_command_is_killed(folder):
    with demo(folder) as process:
        until(lambda: "Sign in as" in output(folder), seconds=60)
        process.kill()

    assert until(lambda: processes_of(folder) == [], seconds=90)


def test_reset_starts_over(folder):
    with demo(folder, "--reset"):
        until(lambda: "Sign in as" in output(folder), seconds=60)
        fresh = persons(folder)

    assert fresh == ["Ada"]


def test_reset_never_throws_away_what_is_not_a_demo(folder):
    with demo(folder):
        until(lambda: "Sign in as" in output(folder), seconds=60)
        with connect(folder) as connection:
            connection.execute("COMMENT ON SCHEMA public IS NULL")

    with demo(folder, "--reset") as process:
        code = process.wait(30)

    assert code == 2
    assert "This database holds something that is not the demo company" in output(folder)


def test_a_start_interrupted_half_way_starts_over(tmp_path):
    with demo(tmp_path, INTERRUPT_ME="1"):
        half = until(lambda: has_tables(tmp_path) and persons(tmp_path), seconds=90)

    with demo(tmp_path):
        until(lambda: "Sign in as" in output(tmp_path), seconds=60)
        whole = persons(tmp_path)

    assert half == ["Ada"]
    assert whole == ["Ada"]
    assert "starting over" in output(tmp_path)
