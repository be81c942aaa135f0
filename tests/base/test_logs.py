"""A log line is one line with fields."""

import json
import logging

from kundenkreis.base.logs import JsonLines, TextLines


def record(text="a mail came in", exc_info=None, **extra):
    made = logging.getLogger("kundenkreis.mail").makeRecord(
        "kundenkreis.mail", logging.WARNING, "file.py", 1, text, (), exc_info, extra=extra
    )
    made.created = 1_795_000_000.25
    return made


def test_json_line_has_the_fields_of_the_event():
    line = JsonLines().format(record(incoming=7, by=logging))

    assert json.loads(line) == {
        "time": "2026-11-18T11:06:40.250+00:00",
        "level": "warning",
        "logger": "kundenkreis.mail",
        "event": "a mail came in",
        "incoming": 7,
        "by": str(logging),
    }


def test_json_line_stays_one_line_with_umlauts_breaks_and_a_traceback():
    try:
        raise ValueError("zwei\nZeilen")
    except ValueError as error:
        line = JsonLines().format(record("Ärger\nim Haus", (type(error), error, error.__traceback__)))

    assert "\n" not in line
    assert json.loads(line)["event"] == "Ärger\nim Haus"
    assert "ValueError: zwei\nZeilen" in json.loads(line)["traceback"]


def test_text_line_begins_with_time_level_and_logger():
    line = TextLines().format(record(incoming=7))

    assert line == "2026-11-18T11:06:40.250+00:00 warning kundenkreis.mail: a mail came in incoming=7"
