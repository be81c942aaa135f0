"""`kundenkreis report parity`: the numbers of the page, for a terminal and for scripts."""

import contextlib
import json

import pytest
from typer.testing import CliRunner, Result

from kundenkreis.console import reports
from kundenkreis.console.exits import CommandError, Exit
from tests.cast import Cast, berlin, cast
from tests.reports.history import enlarge, stratum, write

WINDOW = ["--from", "2026-09-01", "--to", "2026-10-31"]


@pytest.fixture
def tannhof(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(reports, "open_house", contextlib.nullcontext)
    made = cast()
    for team in made.teams.values():
        enlarge(team, 5)
    due = berlin(10, 14, 12)
    write(
        made,
        stratum((120, 150), (45, 50), due, "auskunft", 2)
        + stratum((42, 60), (96, 120), due, "auskunft", 3)
        + stratum((18, 30), (49, 70), due, "rechnung", 2),
    )
    return made


def report(*words: str) -> Result:
    return CliRunner().invoke(reports.app, ["parity", *words], catch_exceptions=False)


def test_json_holds_the_numbers_and_nothing_else_is_printed(tannhof: Cast):
    data = json.loads(report("--json", *WINDOW).stdout)

    assert data["parity"]["index"] == pytest.approx(90)
    assert data["parity"]["ci95"] == pytest.approx([81.88, 98.12], abs=0.005)
    assert data["verdict"]["headline"] == "internal_disadvantaged"
    assert (data["first"], data["last"], data["team"]) == ("2026-09-01", "2026-10-31", None)


def test_text_begins_with_the_display_line_and_the_three_hands(tannhof: Cast):
    lines = report(*WINDOW).stdout.splitlines()

    assert lines[1].startswith("Parität 90 (82–98) – Interne benachteiligt – 240 interne, 240 externe fällige Zusagen")
    assert [line[:2] for line in lines[-3:]] == ["PI", "W ", "O "]
    assert "90.0 (81.9 – 98.1)" in lines[-3]


def test_a_team_is_named_in_any_capitals(tannhof: Cast):
    data = json.loads(report("--team", "kundenteam SÜD", "--json", *WINDOW).stdout)

    assert (data["team_name"], data["parity"]["internal"]["total"]) == ("Kundenteam Süd", 210)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--team", "Nord"], Exit.BAD_DATA),
        (["--from", "gestern"], Exit.USAGE),
        (["--from", "2026-12-01", "--to", "2026-01-01"], Exit.USAGE),
        (["--to", "1066-10-14"], Exit.USAGE),
    ],
)
def test_what_cannot_be_read_is_one_clear_line_with_a_code(tannhof: Cast, words: list[str], code: Exit):
    with pytest.raises(CommandError) as error:
        report(*words)

    assert error.value.code == code
    assert "\n" not in str(error.value)


def test_a_small_team_is_not_evaluated_on_its_own_here_either(tannhof: Cast):
    tannhof.teams["sued"].memberships.filter(part="member").first().delete()

    with pytest.raises(CommandError) as error:
        report("--team", "Kundenteam Süd")

    assert error.value.code == Exit.FAILED
