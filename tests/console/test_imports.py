"""Event logs become cases with promises; hostile ones are answered in one clear line."""

import gzip
import json
from pathlib import Path

import pytest

from kundenkreis.cases.models import Case
from kundenkreis.console.imports.mapping import MappingError, read_mapping
from kundenkreis.console.imports.reading import UnreadableError, rows_of
from kundenkreis.console.imports.run import Imported, import_events
from kundenkreis.promises.models import Promise
from tests.cast import NOW, Cast, cast

MAPPING = """
[log]
name = "probe"
zone = "Europe/Berlin"
[columns]
case = "case"
activity = "what"
time = "when"
resource = "who"
customer = "for"
class = "group"
type = "=Auskunft"
team = "=Importteam"
[values.class]
"staff" = "internal"
default = "external"
[activities]
"in" = "open"
"start" = ["take", "reply"]
"ask" = "question"
"say" = "hear"
"done" = "solve"
"no" = "refuse"
[targets]
normal = { first_answer = "4 h", solution = "2 d" }
"""
HEAD = "case,what,when,who,for,group\n"
ROWS = """A,in,2026-09-10 10:00,Anna,Uwe,staff
B,in,2026-09-10T08:30:00+00:00,Anna,Sandra,firm
A,start,2026-09-10 11:00,Anna,Uwe,staff
A,done,2026-09-11 09:00,Berta,Uwe,staff
B,start,2026-09-11 16:00,Anna,Sandra,firm
B,no,2026-09-11 17:00,Anna,Sandra,firm
"""


@pytest.fixture
def tannhof(db: None) -> Cast:
    return cast()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(folder: Path, text: str = HEAD + ROWS, mapping: str = MAPPING, dry_run: bool = False) -> Imported:
    (folder / "map.toml").write_text(mapping)
    (folder / "log.csv").write_text(text)
    table = read_mapping(folder / "map.toml")
    return import_events(folder / "log.csv", table, NOW, dry_run=dry_run, report=lambda *_: None)


def test_events_become_cases_with_true_promises(tannhof: Cast, folder: Path):
    done = run(folder)

    assert (done.events, done.taken, done.cases, done.written) == (6, 6, 2, 2)
    inside, outside = Case.objects.filter(source__startswith="import:probe:").order_by("pk")
    assert (inside.customer_class, inside.outcome) == ("internal", "granted")
    assert (outside.customer_class, outside.outcome) == ("external", "refused")
    verdicts = {
        (p.case_id, p.kind): p.verdict for p in Promise.objects.filter(case__in=[inside, outside]).order_by("pk")
    }
    assert verdicts[inside.pk, "first_answer"] == "kept"
    assert verdicts[outside.pk, "first_answer"] == "broken"
    assert [m.text for m in inside.messages.all()] == ["in", "start", "done"]


def test_what_a_log_brings_along_is_not_offered_to_anybody(tannhof: Cast, folder: Path):
    run(folder)

    assert [one.type.is_active for one in Case.objects.filter(source__startswith="import:probe:")] == [False, False]


def test_a_second_run_goes_on_where_the_first_broke_off(tannhof: Cast, folder: Path):
    run(folder, HEAD + ROWS.split("B,in")[0])

    done = run(folder)

    assert (done.cases, done.written, done.known) == (2, 1, 1)
    assert Case.objects.filter(source__startswith="import:probe:").count() == 2


def test_a_dry_run_stores_nothing(tannhof: Cast, folder: Path):
    done = run(folder, dry_run=True)

    assert (done.taken, done.cases, done.written, done.is_dry_run) == (6, 2, 0, True)
    assert not Case.objects.exists()


def test_rows_that_cannot_be_used_are_named_with_place_and_reason(tannhof: Cast, folder: Path):
    bad = "C,in,yesterday,,,\n,in,2026-09-10 10:00,,,\nD,,2026-09-10 10:00,,,\nE,in,1961-08-13 01:00,,,\n"
    bad += "F,in,2096-01-01 01:00,,,\n=G(),in,,,,\n" + "H" * 300 + ",in,2026-09-10 10:00,,,\n"

    done = run(folder, HEAD + bad + ROWS)

    assert done.taken == 6
    assert sum(done.rejected.values()) == 7
    report = (folder / "log.csv.rejected.csv").read_text()
    assert "2,the time cannot be read,C" in report
    assert ",'=G()" in report


def test_work_after_the_end_reopens_the_case(tannhof: Cast, folder: Path):
    run(folder, HEAD + ROWS + "A,start,2026-09-14 09:00,Anna,Uwe,staff\n")

    case = Case.objects.get(source="import:probe:A")
    assert case.is_open
    assert (
        list(case.promises.filter(kind="solution").order_by("no").values_list("verdict", flat=True)) == ["broken"] * 2
    )


def test_naughty_words_come_in_unchanged(tannhof: Cast, folder: Path):
    naughty = "<script>alert(1)</script> ＡＢＣ 田中さん ' OR 1=1 -- \u202etest 😀"
    run(
        folder, HEAD + f'"Z","in","2026-09-10 10:00","{naughty}","Ω≈ç",firm\n' + f'Z,"{naughty}",2026-09-10 11:00,A,,\n'
    )

    case = Case.objects.get(source="import:probe:Z")
    assert case.messages.last().text == naughty.replace("ＡＢＣ", "ＡＢＣ")


XES = """<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">
<trace><string key="concept:name" value="T1"/>
<event><string key="concept:name" value="in"/><date key="time:timestamp" value="2026-09-10T10:00:00.000+02:00"/></event>
<event><string key="concept:name" value="done"/><date key="time:timestamp" value="2026-09-10T11:00:00+02:00"/></event>
</trace></log>"""


def test_xes_gives_the_same_as_its_flattened_form(tmp_path: Path):
    (tmp_path / "log.xes.gz").write_bytes(gzip.compress(XES.encode()))

    rows = list(rows_of(tmp_path / "log.xes.gz", ",", "utf-8"))

    assert [place for place, _ in rows] == [1, 2]
    assert rows[0][1] == {
        "case:concept:name": "T1",
        "concept:name": "in",
        "time:timestamp": "2026-09-10T10:00:00.000+02:00",
    }


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("log.xes", '<!DOCTYPE x [<!ENTITY a "ha">]><log>&a;</log>', "entities"),
        ("log.xes", "<log><trace>", "no valid XES"),
        ("log.csv.gz", "not gzipped", "cannot be read|Not a gzipped"),
        ("log.json", "{}", "neither"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_in_one_line(tmp_path: Path, name: str, content: str, says: str):
    (tmp_path / name).write_text(content)

    with pytest.raises((UnreadableError, OSError), match=says):
        list(rows_of(tmp_path / name, ",", "utf-8"))


def test_a_wrong_encoding_is_named_with_its_line(tmp_path: Path):
    (tmp_path / "log.csv").write_bytes(HEAD.encode() + "A,Rückruf,x,,,".encode("latin-1"))

    with pytest.raises(UnreadableError, match="Line 2 is not utf-8"):
        list(rows_of(tmp_path / "log.csv", ",", "utf-8"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('case = "case"', "", "needs case"),
        ('"in" = "open"', '"in" = "fly"', "fly is not known"),
        ('zone = "Europe/Berlin"', 'zone = "Mars"', "Mars"),
        ('default = "external"', 'default = "vip"', "vip"),
        ("[log]", "[logg]", "logg"),
        ("[log]", "log =", "no TOML"),
        ('name = "probe"', 'delimiter = "ab"', "one character"),
        ('name = "probe"', 'encoding = "klingon"', "klingon"),
    ],
)
def test_a_mapping_that_cannot_be_used_names_the_place(tmp_path: Path, old: str, new: str, says: str):
    (tmp_path / "map.toml").write_text(MAPPING.replace(old, new, 1))

    with pytest.raises(MappingError, match=says):
        read_mapping(tmp_path / "map.toml")


def test_the_answer_for_scripts_is_json(tannhof: Cast, folder: Path):
    assert json.loads(run(folder).as_json())["written"] == 2


def test_the_mappings_of_the_documentation_can_be_read():
    folder = Path(__file__).parents[2] / "docs" / "howto" / "mappings"
    assert {read_mapping(path).name for path in folder.glob("*.toml")} >= {"helpdesk-italy", "fairness-hiring"}
