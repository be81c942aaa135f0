"""What every command has in common: one clear line, and an exit code that means something."""

import json
import socket

import pytest

from tests.console.commands import kundenkreis


def test_help_names_every_command(tmp_path):
    done = kundenkreis("--help", folder=tmp_path)

    assert done.returncode == 0
    for command in ("demo", "serve", "worker", "migrate", "createadmin", "doctor"):
        assert f"  {command} " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "settings", "code", "words"),
    [
        (["serve", "--port", "many"], {}, 2, "--port"),
        (["migrate"], {"DATABASE_URL": "mysql://x/y"}, 78, "DATABASE_URL"),
        (["migrate"], {"EMAIL_URL": "nonsense"}, 78, "EMAIL_URL"),
        (["migrate"], {"KUNDENKREIS_DATA": "/dev/null/data"}, 78, "data folder"),
        (["migrate"], {"DATABASE_URL": "postgresql://127.0.0.1:1/none"}, 69, "database"),
        (["serve", "--host", "no.such.host.invalid"], {}, 78, "no.such.host.invalid"),
    ],
)
def test_what_is_wrong_ends_in_one_line_and_a_documented_code(tmp_path, arguments, settings, code, words):
    done = kundenkreis(*arguments, folder=tmp_path, **settings)

    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert code == 2 or len(done.stderr.strip().splitlines()) == 1


def test_debug_shows_the_traceback(tmp_path):
    done = kundenkreis("--debug", "migrate", folder=tmp_path, DATABASE_URL="mysql://x/y")

    assert "Traceback" in done.stderr


def test_a_port_that_is_taken_is_said_before_anything_starts(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = kundenkreis("serve", "--port", str(port), folder=tmp_path)

    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert not (tmp_path / "var" / "postgres").exists()


def test_doctor_says_in_json_how_to_begin(tmp_path):
    done = kundenkreis("doctor", "--json", folder=tmp_path)

    findings = {finding["name"]: finding for finding in json.loads(done.stdout)["findings"]}
    assert done.returncode == 1
    assert findings["database"]["state"] == "wrong"
    assert "kundenkreis migrate" in findings["database"]["mend"]
    assert findings["mail"]["state"] == "note"


def test_doctor_says_that_the_mail_server_does_not_take_us(tmp_path):
    done = kundenkreis("doctor", folder=tmp_path, EMAIL_URL="smtp://127.0.0.1:1")

    assert "WRONG mail: 127.0.0.1 does not take us" in done.stdout
