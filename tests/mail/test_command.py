"""`kundenkreis mail` as a mail server calls it."""

import json
import subprocess

import pytest

from tests.console.commands import COMMAND, environment, kundenkreis
from tests.mail.post import mail

NOWHERE = "postgresql://127.0.0.1:1/none"


def kundenkreis_mail(
    part: str, raw: bytes, folder, *more: str, **settings: str
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*COMMAND, "mail", part, *more],
        cwd=folder,
        env=environment(**settings),
        input=raw,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_parse_reads_without_database_and_settings(tmp_path):
    raw = mail(text="Grüße aus Köln, die Kupplung ist da.", subject="Kupplung für Köln", files=(("a.pdf", b"%PDF"),))

    done = kundenkreis_mail("parse", raw, tmp_path, DATABASE_URL=NOWHERE, LC_ALL="C", PYTHONIOENCODING="ascii")

    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert found["from"] == {"name": "Sandra Kunz", "address": "sandra@tannhof.example"}
    assert found["subject"] == "Kupplung für Köln"
    assert found["text"] == "Grüße aus Köln, die Kupplung ist da."
    assert [file["name"] for file in found["attachments"]] == ["a.pdf"]
    assert list(tmp_path.iterdir()) == []


def test_parse_on_one_line(tmp_path):
    done = kundenkreis_mail("parse", mail(), tmp_path, "--compact")

    assert done.stdout.count(b"\n") == 1


@pytest.mark.parametrize("part", ["parse", "deliver"])
def test_nothing_is_no_mail(tmp_path, part):
    done = kundenkreis_mail(part, b"\n \n", tmp_path, DATABASE_URL=NOWHERE)

    assert done.returncode == 65
    assert b"no mail on standard input" in done.stderr


@pytest.mark.parametrize("settings", [{"DATABASE_URL": NOWHERE}, {"DATABASE_URL": "mysql://x/y"}, {"EMAIL_URL": "?"}])
def test_what_cannot_be_kept_now_is_to_be_tried_again(tmp_path, settings):
    done = kundenkreis_mail("deliver", mail(), tmp_path, **settings)

    assert done.returncode == 75
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == b""


COMPANY = """
[company]
name = "Beispiel GmbH"
state = "BY"
[hours]
mon = "08:00-17:00"
[[teams]]
name = "Kundenteam"
[[request_types]]
name = "Auskunft"
team = "Kundenteam"
to_customer_team = true
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A data folder with a company of one team and one kind of request."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "company.toml").write_text(COMPANY)
    done = kundenkreis("init", "company.toml", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_deliver_makes_a_request_and_ends_well(house):
    first = kundenkreis_mail("deliver", mail(), house)
    again = kundenkreis_mail("deliver", mail(), house)

    assert (first.returncode, first.stdout) == (0, b"Request 1\n")
    assert (again.returncode, again.stdout) == (0, b"Request 1\n")


def test_deliver_bounces_no_robot(house):
    done = kundenkreis_mail("deliver", mail(Auto_Submitted="auto-replied"), house)

    assert done.returncode == 0
    assert b"auto-replied" in done.stdout


def test_deliver_keeps_what_is_of_no_use_and_says_so(house):
    done = kundenkreis_mail("deliver", b"\xff\x00 no mail at all", house)

    assert done.returncode == 65
    assert done.stdout == b""
    assert b"Kept as number" in done.stderr


def test_help_names_the_parts(tmp_path):
    done = kundenkreis("mail", "--help", folder=tmp_path)

    assert "deliver" in done.stdout
    assert "parse" in done.stdout
