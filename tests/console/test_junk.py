"""Whatever a file holds or a command is called with, it ends in one line that names the place, and changes nothing."""

import contextlib
import copy
import csv
import gzip
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenkreis.base import reference
from kundenkreis.console.imports import reading, xes
from kundenkreis.console.imports.mapping import MappingError, read_mapping
from kundenkreis.console.imports.reading import UnreadableError, rows_of
from kundenkreis.console.imports.run import import_events
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.settings.plan import read_plan
from kundenkreis.flow.settings.setup import set_up
from kundenkreis.flow.settings.shapes import PlanError
from tests.cast import NOW, cast
from tests.console.commands import kundenkreis
from tests.naughty import NAUGHTY
from tests.web.scene import undone

HOWTO = Path(__file__).parents[2] / "docs" / "howto"
MAPPING = """
[log]
name = "probe"
zone = "Europe/Berlin"
delimiter = ","
encoding = "utf-8"
[columns]
case = "case"
activity = "what"
time = "when"
customer = "for"
class = "group"
type = "=Auskunft"
[values.class]
staff = "internal"
default = "external"
[activities]
in = "open"
start = ["take", "reply"]
default = "note"
[targets]
normal = { first_answer = "4 h", solution = "2 d" }
[hours]
mon = ["08:00-12:00"]
closings = ["2026-12-24"]
"""
# What may stand behind an equals sign in TOML.
LITERALS = [
    *("5", "-1", "true", "1e400", "nan", '""', "[]", "{}", "[[]]", "[5]", '["x"]', "[{}]", "{ a = 1 }", "2026-02-30"),
    *('"\\u0000"', f'"{"x" * 500}"', '"../../etc/passwd"', '"rot13"', '"idna"', '"utf-16"', '"\\n"', '"25:00-26:00"'),
    *("9" * 5000, "[" * 3000, '["08:00"]', '"%(x)s"', "0001-01-01", "1979-05-27T07:32:00Z", '"99999999999 h"', "]"),
]
VALUES = [
    *(
        5,
        -1,
        True,
        float("inf"),
        float("nan"),
        "",
        [],
        {},
        [[]],
        [5],
        [{}],
        ["x"],
        "x" * 500,
        "\x00",
        {"a": 1},
        "9" * 50,
    ),
    *("%(x)s", "25:00-26:00", NOW, NOW.date(), NOW.time()),
]
RELAXED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def bring_in(mapping: str, log: bytes) -> None:
    Path("map.toml").write_text(mapping, encoding="utf-8")
    Path("log.csv").write_bytes(log)
    import_events(Path("log.csv"), read_mapping(Path("map.toml")), NOW, dry_run=False, report=lambda *_: None)


def test_rows_with_anything_in_them_come_in_or_are_rejected(db: None):
    cast()
    cells = st.sampled_from([*NAUGHTY, "2026-09-10 10:00", "in", "start", "staff"])

    @RELAXED
    @given(st.lists(st.lists(cells, min_size=1, max_size=7), min_size=1, max_size=5))
    def throw(rows: list[list[str]]) -> None:
        text = io.StringIO()
        csv.writer(text).writerows([["case", "what", "when", "for", "group"], *rows])
        with undone(), contextlib.suppress(UnreadableError):
            bring_in(MAPPING, text.getvalue().encode("utf-8", "replace"))

    throw()


def test_mapping_with_anything_in_it_is_used_or_named(db: None):
    cast()
    log = b"case,what,when,for,group\nA,in,2026-09-10 10:00,Uwe,staff\nA,start,2026-09-10 11:00,Uwe,staff\n"
    places = [no for no, line in enumerate(MAPPING.splitlines()) if "=" in line]

    @RELAXED
    @given(st.sampled_from(places), st.sampled_from(LITERALS))
    def throw(place: int, literal: str) -> None:
        lines = MAPPING.splitlines()
        lines[place] = f"{lines[place].partition('=')[0]}= {literal}"
        with undone(), contextlib.suppress(MappingError, UnreadableError):
            bring_in("\n".join(lines), log)

    throw()


def company() -> dict[str, Any]:
    """Return the company of the documentation."""
    text = (HOWTO / "set-up-a-company.md").read_text(encoding="utf-8")
    found = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert found
    return tomllib.loads(found[1])


def places_in(thing: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in a table, and to a word that it does not know."""
    inside = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for key, value in inside:
        yield (*before, key)
        yield from places_in(value, (*before, key))
    if isinstance(thing, dict):
        yield (*before, "nonsense")


def test_company_with_anything_in_it_is_set_up_or_named(db: None):
    whole = company()

    @RELAXED
    @given(st.sampled_from(list(places_in(whole))), st.sampled_from(VALUES))
    def throw(place: tuple[Any, ...], value: Any) -> None:
        changed = inner = copy.deepcopy(whole)
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = value
        with undone(), contextlib.suppress(PlanError, Refused):
            set_up(read_plan(changed), now=NOW)

    reference.forget()
    throw()


BOMB = (
    '<!DOCTYPE l [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><log><trace><string key="x" value="&b;"/></trace></log>'
)
TRACE = b'<log><trace><string key="concept:name" value="'
PACKED = gzip.compress(b"case\n" + b"A\n" * 9_000, mtime=0)
HARMFUL = [
    ("log.csv", bytes(range(256)) * 9, "Line 2 is not utf-8"),
    ("log.csv", "case,what\nA,b".encode("utf-16"), "Line 1 is not utf-8"),
    ("log.csv", b"case,what\nA," + b"x" * reading.LARGEST_LINE, "Line 2 is longer"),
    ("log.csv", b'case,what\nA,"' + b"x\n" * 600_000, "field larger than field limit"),
    ("log.csv.gz", PACKED[:-40], "Line"),
    ("log.csv.gz", PACKED[:12] + b"\xff" * 40, "Line"),
    ("log.xes", b"", "no element found"),
    ("log.xes", b'<?xml version="1.0" encoding="klingon"?><log/>', "klingon"),
    ("log.xes", BOMB.encode(), "entities"),
    ("log.xes", f'<?xml version="1.0" encoding="utf-16"?>{BOMB}'.encode("utf-16"), "entities"),
    ("log.xes", (" " * 65_530 + BOMB).encode(), "entities"),
    ("log.xes", b'<!DOCTYPE l SYSTEM "file:///etc/hostname"><log/>', "entities"),
    ("log.xes", b"<log>" + b"<trace>" * 300, "nested"),
    ("log.xes", TRACE + b"x" * (xes.MOST_WITHOUT_ELEMENT + 200_000), "one element is longer"),
    ("log.xes.gz", gzip.compress(TRACE + b"x" * 20_000_000, mtime=0), "one element is longer"),
    ("log.txt", b"case", "neither"),
]


@pytest.mark.parametrize(("name", "content", "says"), HARMFUL, ids=[f"{no}-{one[0]}" for no, one in enumerate(HARMFUL)])
def test_file_that_means_harm_is_left_alone_in_one_line(folder: Path, name: str, content: bytes, says: str):
    (folder / name).write_bytes(content)

    with pytest.raises(UnreadableError, match=says) as error:
        list(rows_of(folder / name, ",", "utf-8"))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("log", "says"),
    [(b"", "no events"), (b"case,what,when\n", "no events"), (b"a;b\n1;2\n", "no column case, what, when")],
)
def test_log_without_what_is_needed_is_named(db: None, log: bytes, says: str):
    cast()

    with pytest.raises(UnreadableError, match=says):
        bring_in(MAPPING, log)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["serve", "--port", "99999999"], 2, "--port"),
        (["serve", "--host", "a..b"], 78, "a..b"),
        (["init", "nofile.toml"], 66, "nofile.toml"),
        (["init", "."], 66, "directory"),
        (["init", "junk"], 65, "junk is no TOML file"),
        (["init", "digits"], 65, "digits is no TOML file"),
        (["init", "brackets"], 65, "brackets is no TOML file"),
        (["import", "events", "junk", "--mapping", "nofile.toml"], 66, "nofile.toml"),
        (["import", "events", "junk", "--mapping", "junk"], 65, "junk is no TOML file"),
    ],
)
def test_command_ends_in_one_line_and_a_documented_code(folder: Path, arguments: list[str], code: int, words: str):
    (folder / "junk").write_bytes(bytes(range(256)))
    (folder / "digits").write_text("a = " + "9" * 5000)
    (folder / "brackets").write_text("a = " + "[" * 5000)

    done = kundenkreis(*arguments, folder=folder)

    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "var" / "postgres").exists()
