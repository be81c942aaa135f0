"""Texts that break programs: a published selection, and what breaks programs like ours in particular.

`published.json` comes from the Big List of Naughty Strings (MIT, see LICENSE-naughty-strings.txt).
"""

import json
from pathlib import Path

from hypothesis import strategies as st

PUBLISHED: list[str] = json.loads((Path(__file__).parent / "published.json").read_text(encoding="utf-8"))
# What has broken something before is drawn as often as all the rest.
HARD = [
    *("", " ", "\x00", "x\x00y", "\ud800", "9" * 19, "9" * 5000, "-1", "²", "٣", "1e9", "nan", "%(name)s", "x" * 301),
    *("0001-01-01", "9999-12-31", "2026-02-30", "23:59:59", "0001-01-01T00:00:00+14:00~1", "1e300-1", "ä" * 120_000),
]
OWN = [
    *(
        "\n",
        "a\r\nb",
        "a\udfffb",
        "\u202efdp.exe",
        "1_000",
        "+1",
        "9" * 18,
        "-" + "9" * 25,
        "2147483648",
        "0" * 50 + "1",
    ),
    *("9223372036854775808", "2199-01-01", "31.12.2026", "31.2.2026", "2026-11-17", "2031-12-31", "0.0-" + "9" * 30),
    *("9999-12-31T23:59:59-14:00~1", "nan-1", "٣.1-1", "24:00", "12", "7:61", "8 Uhr", "08:00-17:00, 17:00-08:00"),
    *("00:00-00:00", "Mars/Olympus", "../UTC", "%", "100 %", "{{ 7*7 }}", "{0.__class__}", "</textarea><b>", "&#0;"),
    *("t1", "p1", "t" + "9" * 30, "pp", "t٣", "granted", "callback", "milestone", "yes", "no", "show", "todo", "own"),
    *(
        "a@b",
        "x@" + "y" * 250 + ".example",
        "//other.example",
        "/\\other.example",
        "http://[",
        "/\r\nX: y",
        "~o~",
        "~p~1",
    ),
    *(
        "name | kind",
        "a | choice | b | ;;:",
        "x | y | z | w | v",
        "Schritt | nan h",
        "Schritt | 1e400 h",
        "|",
        "=",
        " = ",
    ),
    *("😀" * 300, "a" * 3_000, "x " * 60_000, "a" * 41, "a" * 81, "a" * 121, "a" * 201),
]
NAUGHTY = [*PUBLISHED, *HARD, *OWN]
# What a person or a program may send in one field. Lone surrogates included: bytes that are no UTF-8.
JUNK = st.one_of(st.sampled_from(HARD), st.sampled_from(NAUGHTY), st.text(st.characters(codec=None), max_size=60))
