"""Which files we take, and under which names."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from kundenkreis.cases.uploads import MOST_FILES, check, safe_name

LIMIT = 1024 * 1024


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def upload(name: str, content: bytes = b"%PDF-1.7 something") -> SimpleUploadedFile:
    made = SimpleUploadedFile("x", content)
    made._name = name  # the setter of Django would already cut the path off
    return made


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("nabe-1.jpg", "nabe-1.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\uwe\\Desktop\\Angebot.pdf", "Angebot.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("U\u0308bersicht.pdf", "Übersicht.pdf"),
        ("  viel   Platz .pdf", "viel Platz .pdf"),
        ("zeile\none.pdf", "zeile one.pdf"),
        (".htaccess", "htaccess"),
        ("frage?:<1>.txt", "frage___1_.txt"),
        ("CON.txt", "_CON.txt"),
        ("nul", "_nul"),
        ("bericht.v1.2.pdf", "bericht.v1.2.pdf"),
        ("unsicht\u200bbar.pdf", "unsichtbar.pdf"),
    ],
)
def test_name_is_one_visible_part_of_a_path(sent, kept):
    assert safe_name(sent) == kept


@pytest.mark.parametrize("sent", ["", "..", "/", "...", "\x00", "\u202e", "%@", "😍", "(!)"])
def test_file_without_a_usable_name_gets_one(sent):
    assert safe_name(sent) == "file"


def test_long_name_keeps_its_ending():
    kept = safe_name("ä" * 300 + ".pdf")

    assert kept == "ä" * 98 + ".pdf"
    assert safe_name("x" * 300 + ".pdf") == "x" * 116 + ".pdf"
    assert safe_name("x" * 300) == "x" * 120
    assert safe_name("ende." + "x" * 300) == ("ende." + "x" * 300)[:120]


def test_name_fits_into_a_file_system_whatever_its_script():
    kept = safe_name("部" * 120 + ".pdf")

    assert len(kept.encode()) <= 200
    assert kept.endswith("部.pdf")


def test_good_files_are_taken_as_they_are():
    checked = check([upload("nabe.jpg", b"\xff\xd8\xff\xe0 picture"), upload("Liste.xlsx", b"PK\x03\x04 table")], LIMIT)

    assert checked.problems == []
    assert [f.name for f in checked.files] == ["nabe.jpg", "Liste.xlsx"]
    assert checked.files[0].read() == b"\xff\xd8\xff\xe0 picture"


def test_two_files_of_one_name_are_told_apart():
    checked = check(
        [upload("bild.jpg"), upload("bild.jpg"), upload("a/bild.jpg"), upload("ohne"), upload("ohne")], LIMIT
    )

    assert [f.name for f in checked.files] == ["bild.jpg", "bild (2).jpg", "bild (3).jpg", "ohne", "ohne (2)"]


@pytest.mark.parametrize(
    "name",
    [
        "setup.exe",
        "Rechnung.pdf.exe",
        "rechnung.exe.pdf",
        "RECHNUNG.PDF.SCR",
        "setup.exe. ",
        "makro.xlsm",
        "seite.html",
        "zeichnung.svg",
        "verknüpfung.lnk",
        "setup\uff0eexe",
    ],
)
def test_what_could_run_is_refused_and_the_message_says_what_works(name):
    checked = check([upload(name)], LIMIT)

    assert checked.files == []
    assert len(checked.problems) == 1
    assert "A PDF or a picture works." in checked.problems[0]


@pytest.mark.parametrize("head", [b"MZ\x90\x00", b"\x7fELF\x02", b"#!/bin/sh\n"])
def test_program_under_a_harmless_name_is_refused(head):
    checked = check([upload("urlaub.jpg", head + b" and more")], LIMIT)

    assert checked.files == []


def test_name_that_hides_its_ending_is_refused():
    checked = check([upload("rechnung\u202efdp.exe")], LIMIT)

    assert checked.problems == ["The name of “rechnungfdp.exe” contains hidden characters. Please rename the file."]


def test_empty_and_too_big_files_are_refused_and_named():
    checked = check(
        [upload("leer.txt", b""), upload("gross.bin", b"x" * (LIMIT + 1)), upload("gut.txt", b"x" * LIMIT)], LIMIT
    )

    assert [f.name for f in checked.files] == ["gut.txt"]
    assert checked.problems == [
        "“leer.txt” is empty. Please choose the file again.",
        "“gross.bin” is too big. A file may have up to 1 MB.",
    ]


def test_one_file_too_many_is_refused():
    checked = check([upload(f"{no}.txt") for no in range(MOST_FILES + 2)], LIMIT)

    assert len(checked.files) == MOST_FILES
    assert checked.problems == ["Please send at most 10 files at once."]


def test_domain_in_a_name_is_no_hidden_program():
    assert check([upload("Angebot tannhof.com.pdf")], LIMIT).problems == []
