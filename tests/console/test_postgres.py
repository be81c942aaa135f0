"""The private PostgreSQL: there for whoever needs it, gone when nobody does."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from kundenkreis.base.database import connection_settings, socket_folder
from kundenkreis.console.postgres import PostgresError, Server
from tests.console.commands import environment

QUICK = {"fsync": "off", "shared_buffers": "1MB"}


def ask(data, statement):
    place = connection_settings("", data)
    with psycopg.connect(host=place["HOST"], user=place["USER"], dbname=place["NAME"]) as connection:
        return connection.execute(statement).fetchone()[0]


@pytest.fixture
def server(tmp_path):
    return Server(tmp_path / "data", extra=QUICK)


def test_server_speaks_our_sql_and_stops_when_the_last_user_leaves(server):
    with server.running():
        with Server(server.data).running():
            version = int(ask(server.data, "SHOW server_version_num"))
            stem = ask(server.data, "SELECT to_tsvector('german', 'Zusagen') @@ to_tsquery('german', 'Zusage')")
            lowered = ask(server.data, "SELECT lower('ÄRGER')")
        still_there = server.is_running()

    assert version >= 150000
    assert stem is True
    assert lowered == "ärger"
    assert still_there
    assert not server.is_running()


def test_users_that_come_at_once_share_one_server(server):
    def use(_):
        with Server(server.data, extra=QUICK).running():
            return ask(server.data, "SELECT pg_postmaster_start_time()")

    with server.running(), ThreadPoolExecutor(4) as pool:
        starts = set(pool.map(use, range(4)))

    assert len(starts) == 1
    assert not server.is_running()


def test_server_left_behind_by_a_killed_user_is_taken_over_and_stopped(server):
    program = (
        "import sys, time; from pathlib import Path; from kundenkreis.console.postgres import Server\n"
        f"with Server(Path({str(server.data)!r}), extra={QUICK!r}).running():\n"
        "    print('ready', flush=True); time.sleep(60)"
    )
    user = subprocess.Popen([sys.executable, "-c", program], env=environment(), stdout=subprocess.PIPE, text=True)
    assert user.stdout.readline() == "ready\n"
    user.send_signal(signal.SIGKILL)
    user.communicate()
    left_behind = server.is_running()

    with server.running():
        answer = ask(server.data, "SELECT 1")

    assert left_behind
    assert answer == 1
    assert not server.is_running()


def test_data_survive_a_crash_of_the_server(tmp_path):
    server = Server(tmp_path / "data")
    with server.running():
        place = connection_settings("", server.data)
        with psycopg.connect(host=place["HOST"], user=place["USER"], dbname=place["NAME"]) as connection:
            connection.execute("CREATE TABLE promise AS SELECT 'kept' AS word")
        crash(server)

        with Server(server.data).running():
            word = ask(server.data, "SELECT word FROM promise")

    assert word == "kept"


def crash(server):
    """Kill the server as a power cut would, and wait until it is gone."""
    number = int((server.cluster / "postmaster.pid").read_text().splitlines()[0])
    os.kill(number, signal.SIGKILL)
    end = time.monotonic() + 10
    while server.is_running() and time.monotonic() < end:
        time.sleep(0.05)


@pytest.mark.parametrize("name", ["ü, 'a' & b", "tief/" * 20], ids=["odd signs", "deep"])
def test_data_folder_may_have_odd_signs_and_lie_deep(tmp_path_factory, name):
    server = Server(tmp_path_factory.mktemp("d") / name, extra=QUICK)

    with server.running():
        assert ask(server.data, "SELECT 1") == 1

    assert len(str(socket_folder(server.data))) < 85


def test_data_of_a_version_we_do_not_have_are_left_alone(server):
    server.cluster.mkdir(parents=True)
    (server.cluster / "PG_VERSION").write_text("99\n")

    with pytest.raises(PostgresError, match="PostgreSQL 99"), server.running():
        pass

    assert [entry.name for entry in server.cluster.iterdir()] == ["PG_VERSION"]


def test_what_the_server_says_is_passed_on(server):
    with pytest.raises(PostgresError, match="pg_ctl could not"), Server(server.data, {"jit": "perhaps"}).running():
        pass

    assert 'parameter "jit" requires a Boolean value' in server.log.read_text()
