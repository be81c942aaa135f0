"""A mail is read whatever it is, and nothing of it is lost."""

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenkreis.mail.reading import read

KEYS = [
    *("message_id", "in_reply_to", "references", "date", "from", "to", "cc", "reply_to", "subject", "text", "new_text"),
    *("html", "attachments", "auto_submitted", "bounce", "language", "sign", "report"),
]


def lines(*parts: str) -> bytes:
    return "\r\n".join(parts).encode()


def test_every_key_is_there_and_becomes_json():
    found = read(lines("From: A <a@b.de>", "", "Hallo")).as_dict()

    assert list(found) == KEYS
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("raw", [b"", b"\x00\xff\xfe", b"\n\n\n", b"Subject", b": :\n:", b"From: \n\n\x80"])
def test_what_is_no_mail_is_read_as_nothing(raw):
    mail = read(raw)

    assert mail.sender is None
    assert mail.files == ()


@given(st.binary(max_size=2000))
@settings(max_examples=200, deadline=None)
def test_no_bytes_stop_the_reader(raw):
    json.dumps(read(raw).as_dict())


KINDS = ["text/html", "text/plain", "multipart/mixed", "message/rfc822", "message/delivery-status", "a/b"]
CHARSETS = ["", "; charset=x-none", "; charset=idna", "; charset=rot13", "; charset=undefined", "; charset*=klingon''x"]


@given(st.binary(max_size=300), st.builds(str.__add__, st.sampled_from(KINDS), st.sampled_from(CHARSETS)))
@settings(max_examples=200, deadline=None)
def test_no_body_stops_the_reader(body, kind):
    json.dumps(read(f"From: a@b.de\nContent-Type: {kind}\n\n".encode() + body).as_dict())


@pytest.mark.parametrize(
    ("head", "subject"),
    [
        ("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= aus =?iso-8859-1?b?S/ZsbiE=?=", "Grüße aus Köln!"),
        ("Subject: =?utf-8?b?R3LD?=\r\n =?utf-8?b?vMOfZQ==?=", "Grüße"),
        ("Subject: Grüße roh", "Grüße roh"),
        ("Subject: =?no-such-charset?q?Hallo?=", "Hallo"),
        ("Subject: =?utf-8?b?broken", "=?utf-8?b?broken"),
        ("Subject: zwei\r\n  Zeilen", "zwei Zeilen"),
    ],
)
def test_subjects_are_read_as_they_were_meant(head, subject):
    assert read(lines(head, "", "x")).subject == subject


def test_bytes_in_an_old_charset_are_read():
    raw = b"Subject: Stra\xdfe\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nK\xf6ln \x80"

    mail = read(raw)

    assert (mail.subject, mail.text) == ("Straße", "Köln €")


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ('"Kunz, Sandra" <s.kunz@weidach.example>', "Kunz, Sandra", "s.kunz@weidach.example"),
        ("=?utf-8?q?M=C3=BCller=2C_Uwe?= <U@X.example>", "Müller, Uwe", "U@X.example"),
        ("s.kunz@weidach.example", "", "s.kunz@weidach.example"),
        ("<<s@x.example>>", "", "s@x.example"),
    ],
)
def test_addresses_are_read_as_people_write_them(written, name, address):
    sender = read(lines(f"From: {written}", "", "x")).sender

    assert sender is not None
    assert (sender.name, sender.address) == (name, address)


def test_dates_are_read_with_their_zone():
    assert read(lines("Date: Tue, 17 Nov 2026 09:18:00 +0100", "", "x")).date == datetime(
        2026, 11, 17, 9, 18, tzinfo=timezone(timedelta(hours=1))
    )
    assert read(lines("Date: Tue, 17 Nov 2026 09:18:00 -0000", "", "x")).date == datetime(
        2026, 11, 17, 9, 18, tzinfo=UTC
    )
    assert read(lines("Date: gestern", "", "x")).date is None


def test_the_nearest_mail_of_a_thread_comes_first():
    mail = read(lines("References: <a@x> <b@x>", " <c@x>", "In-Reply-To: <c@x>", "", "x"))

    assert mail.references == ("<a@x>", "<b@x>", "<c@x>")
    assert mail.thread == ("<c@x>", "<b@x>", "<a@x>")


MIXED = """From: a@b.de
Content-Type: multipart/mixed; boundary="m"

--m
Content-Type: multipart/alternative; boundary="a"

--a
Content-Type: text/plain; charset=utf-8

Siehe Anhang.
--a
Content-Type: text/html; charset=utf-8

<p>Siehe <b>Anhang</b>.<img src="https://spy.example/x.gif"><script>alert(1)</script></p>
--a--
--m
Content-Type: application/pdf
Content-Disposition: attachment; filename*=utf-8''Rechnung%20%C3%BC.pdf
Content-Transfer-Encoding: base64

JVBERg==
--m
Content-Type: image/png; name="logo.png"
Content-ID: <logo>
Content-Disposition: inline

png
--m
Content-Type: message/rfc822

Subject: Die alte Mail

Text der alten Mail
--m
Content-Type: text/plain; charset=utf-8

Und noch ein Satz.
--m--
"""


def test_parts_are_told_apart():
    mail = read(MIXED.encode())

    assert mail.text == "Siehe Anhang.\n\nUnd noch ein Satz."
    assert [(file.name, file.size, file.inline) for file in mail.files] == [
        ("Rechnung ü.pdf", 4, False),
        ("logo.png", 3, True),
        ("Die alte Mail.eml", 43, False),
    ]
    assert mail.files[0].content == b"%PDF"
    assert mail.files[0].sha256 == sha256(b"%PDF").hexdigest()


def test_html_runs_nothing_and_loads_nothing():
    html = read(MIXED.encode()).html

    assert "<b>Anhang</b>" in html
    for bad in ("script", "img", "spy.example"):
        assert bad not in html


def test_a_mail_with_html_alone_is_read_as_text():
    mail = read(lines("Content-Type: text/html; charset=utf-8", "", "<p>Guten Tag,</p><ul><li>eins</li></ul>&auml;"))

    assert mail.text.split() == ["Guten", "Tag,", "*", "eins", "ä"]


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: text/html\n\n" + b"<div>" * 5000 + b"tief",
        b"Content-Type: text/html\n\n" + b"<" * 5000 + b" tief",
        b"From: " + b"(" * 5000 + b"\n\ntief",
        b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (no, no) for no in range(2000))
        + b"\n\ntief",
    ],
    ids=["elements", "signs", "comments", "parts"],
)
def test_a_mail_made_to_break_readers_is_still_read(raw):
    is_read = "tief" in read(raw).text

    assert is_read


def test_lines_broken_only_for_sending_are_joined():
    raw = lines("Content-Type: text/plain; format=flowed", "", "Das ist ein ", "langer Satz.", "Neu.", "-- ", "Max")

    assert read(raw).text == "Das ist ein langer Satz.\nNeu.\n-- \nMax"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Guten Tag, die Kupplung ist leider kaputt angekommen.", "de"),
        ("Good morning, the coupling arrived broken yesterday.", "en"),
        ("ok", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_when_it_is_clear(text, language):
    assert read(lines("", text)).language == language
