from pathlib import Path

import psycopg

from kundenkreis.base.database import connection_settings
from kundenkreis.console.postgres import Server


def ask(data: Path, statement: str) -> object:
    place = connection_settings("", data)
    with psycopg.connect(host=place["HOST"], user=place["USER"], dbname=place["NAME"]) as connection:
        return connection.execute(statement).fetchone()[0]


def test_server_speaks_our_sql_and_stops_when_the_last_user_leaves(tmp_path):
    server = Server(tmp_path, extra={"fsync": "off", "shared_buffers": "1MB"})

    with server.running():
        with Server(tmp_path).running():
            version = int(ask(tmp_path, "SHOW server_version_num"))
            stem = ask(tmp_path, "SELECT to_tsvector('german', 'Zusagen') @@ to_tsquery('german', 'Zusage')")
            lowered = ask(tmp_path, "SELECT lower('ÄRGER')")
        still_there = server.is_running()

    assert version >= 150000
    assert stem is True
    assert lowered == "ärger"
    assert still_there
    assert not server.is_running()
