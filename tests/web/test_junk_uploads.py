"""Files with tricks in name, type and content: what is taken lies where it belongs under a harmless name."""

from pathlib import Path

import pytest
from django.conf import settings as product
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenkreis.cases.models import Attachment
from tests.cast import Cast
from tests.web.portal import Hands, hands, tannhof
from tests.web.scene import open_scene, undone
from tests.web.throwing import Hall, check

__all__ = ["hands", "tannhof"]

NAMES = [
    *(
        "../../x.txt",
        "..\\..\\x.txt",
        "/etc/passwd",
        "~/.ssh/id",
        "%2e%2e%2fx",
        "a\x00.txt",
        "a\r\nX: y.txt",
        "%00.pdf",
    ),
    *(
        "",
        ".",
        "..",
        " ",
        "CON",
        "con.txt",
        "a.txt.",
        "x" * 300 + ".txt",
        "ä" * 300 + ".pdf",
        "😀" * 90,
        "\u202efdp.exe",
    ),
    *(
        "rechnung.pdf.exe",
        "rechnung.exe.pdf",
        "index.html",
        "x.svg",
        "makro.docm",
        "=cmd|' /C calc'!A0.csv",
        "schaden.pdf",
    ),
    *('"; filename="b.txt', "<script>.png", "a.tar.gz", "\ud800.txt", "\ufffe", "𝕣𝕖𝕔𝕙𝕟𝕦𝕟𝕘.𝕖𝕩𝕖"),
]
CONTENTS = [b"", b"x", b"MZ\x90\x00", b"\x7fELF", b"#!/bin/sh", b"%PDF-1.7", b"\x00" * 9, b"\xff\xfe", b"PK\x03\x04"]
TYPES = ["", "text/html", "image/svg+xml", "x" * 300, "text/plain; charset=rot13", "a/b\x00", "/", "application/pdf"]
FILES = st.tuples(st.sampled_from(NAMES), st.sampled_from(CONTENTS), st.sampled_from(TYPES))
RELAXED = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
TAKING = ("portal.new", "portal.message", "portal.reply", "link.message", "entry", "case.replies", "case.notes")


def multipart(typed: dict[str, str], files: list[tuple[str, bytes, str]], name: str) -> bytes:
    """Return a body that no browser would make: names and types stand in it as they are."""
    parts = [f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode() for key, value in typed.items()]
    for filename, content, kind in files:
        head = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\nContent-Type: {kind}\r\n\r\n'
        parts.append(head.encode("utf-8", "surrogatepass") + content)
    return b"".join(b"--B\r\n" + part + b"\r\n" for part in parts) + b"--B--\r\n"


@pytest.fixture
def hall(tannhof: Cast, hands: Hands) -> Hall:
    return Hall(open_scene(tannhof))


@pytest.mark.parametrize("address", TAKING)
def test_file_with_tricks_is_refused_with_a_sentence_or_kept_under_a_harmless_name(hall: Hall, address: str):
    target = next(one for one in hall.targets(address.partition(".")[0], "POST") if one.line.name == address)
    typed = {**target.filled, "text": "Was dazu geschrieben wurde"}

    @RELAXED
    @given(st.lists(FILES, min_size=1, max_size=12), st.sampled_from(["files", "other", ""]))
    def throw(files: list[tuple[str, bytes, str]], name: str) -> None:
        with undone():
            before = set(Attachment.objects.values_list("pk", flat=True))
            body = multipart(typed, files, name)
            answered = target.client.generic("POST", target.path, body, content_type="multipart/form-data; boundary=B")
            check(target, answered, {"text": [typed["text"]]}, by_htmx=False)
            for kept in Attachment.objects.exclude(pk__in=before):
                assert_harmless(kept)

    throw()


def assert_harmless(kept: Attachment) -> None:
    place = Path(kept.file.path).resolve()
    assert place.is_relative_to(Path(product.MEDIA_ROOT).resolve())
    assert kept.size > 0
    assert kept.name == Path(kept.name).name
    assert not set(kept.name) & set('\\/\x00\r\n"<>|')
    assert not kept.name.lower().endswith((".exe", ".html", ".svg", ".docm"))


def test_every_address_that_takes_files_is_among_them(hall: Hall):
    taking = {target.line.name for target in hall.targets(method="POST") if target.takes_files}

    assert taking == set(TAKING)
