"""Requests that no browser would send: they are turned away with a page of ours, never with an error of ours."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kundenkreis import wsgi
from kundenkreis.cases.models import Case
from kundenkreis.cases.uploads import MOST_FILES
from kundenkreis.web.gate import FOREIGN, mark_foreign
from tests.cast import Cast
from tests.web.desk import notes
from tests.web.portal import browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=B"


@pytest.fixture
def case(tannhof: Cast) -> Case:
    return tannhof.ask("sandra")


@pytest.fixture
def aylin(tannhof: Cast) -> Client:
    return browser(tannhof, "aylin", "de")


def send(client: Client, case: Case, body: bytes, kind: str, **more: Any) -> HttpResponse:
    """Send a note in a body of one's own making."""
    return client.generic("POST", f"/cases/{case.pk}/notes", body, content_type=kind, **more)


@pytest.mark.parametrize(
    "charset",
    [
        *("=rot13", "=idna", "=undefined", "=base64", "=punycode", "=utf-16", "=latin-1", "=klingon", '="', " = rot13"),
        *("*=utf-8''rot13", "*=klingon''x", "*=idna''%ff", "=utf-8; charset=rot13", "=" + "x" * 20_000),
    ],
)
@pytest.mark.parametrize("kind", [FORM, MULTIPART, "text/plain"])
def test_character_set_that_is_not_ours_never_reaches_django(monkeypatch: pytest.MonkeyPatch, kind: str, charset: str):
    reached: list[dict[str, Any]] = []
    monkeypatch.setattr(wsgi, "_answer", lambda environ, start: reached.append(environ) or [])

    wsgi.application({"CONTENT_TYPE": f"{kind}; charset{charset}"}, print)

    assert reached == [{"CONTENT_TYPE": "", FOREIGN: True}]


@pytest.mark.parametrize("kind", ["", FORM, MULTIPART, f"{FORM}; charset=utf-8", f'{FORM}; a=b; Charset="UTF-8"'])
def test_our_character_set_is_left_alone(kind: str):
    environ = {"CONTENT_TYPE": kind}

    mark_foreign(environ)

    assert environ == {"CONTENT_TYPE": kind}


def test_what_was_marked_as_foreign_is_turned_away(aylin: Client, case: Case):
    answered = send(aylin, case, b"text=Gruss", "", **{FOREIGN: True})

    assert answered.status_code == 400
    assert "Diese Eingabe war nicht lesbar" in words(answered)


def test_bytes_that_are_no_text_are_kept_as_far_as_they_can_be_read(aylin: Client, case: Case):
    assert send(aylin, case, b"text=Gru%DFe+%ED%A0%80+%00", FORM).status_code == 302
    assert notes(case) == ["Gru\ufffde \ufffd\ufffd\ufffd"]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b'{"text": "x"}', 422),
        ("text/plain", b"text=x", 422),
        ("multipart/form-data", b"text=x", 400),
        (MULTIPART, b"--B\r\nContent-Disp\r\n\r\n", 422),
        (
            MULTIPART,
            b'--B\r\nContent-Disposition: form-data; name="text"\r\nContent-Transfer-Encoding: base64\r\n\r\n=',
            422,
        ),
        (FORM, b"&".join(b"field%d=1" % no for no in range(1_001)), 400),
        (FORM, b"\xff\xfe\x00", 422),
    ],
)
def test_body_that_cannot_be_read_is_said(aylin: Client, case: Case, kind: str, body: bytes, status: int):
    assert send(aylin, case, body, kind).status_code == status
    assert notes(case) == []


def test_more_text_than_can_be_taken_at_once_is_said(aylin: Client, case: Case):
    answered = send(aylin, case, b"text=" + b"a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE, FORM)

    assert answered.status_code == 413
    assert "steht noch in Ihrem Browser" in words(answered)


def test_body_bigger_than_all_files_together_is_turned_away_before_it_is_read(aylin: Client, case: Case):
    most = MOST_FILES * settings.UPLOAD_LIMIT + settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    assert send(aylin, case, b"text=x", MULTIPART, CONTENT_LENGTH=str(most + 1)).status_code == 413
    assert send(aylin, case, b"text=x", MULTIPART, CONTENT_LENGTH="9" * 5000).status_code == 400
    assert send(aylin, case, b"text=x", MULTIPART, CONTENT_LENGTH="many").status_code == 400


def test_hundreds_of_files_are_turned_away(aylin: Client, case: Case):
    files = [SimpleUploadedFile(f"{no}.txt", b"x") for no in range(101)]

    assert aylin.post(f"/cases/{case.pk}/notes", {"text": "x", "files": files}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": r'sessionid="abcdefgh\000"; csrftoken="\000"; django_language="\000"; messages="\000"'},
        {"HTTP_COOKIE": "sessionid=" + "ä" * 400 + "; django_language=" + "x" * 9_000},
        {"HTTP_ACCEPT_LANGUAGE": "x" * 9_000, "HTTP_REFERER": "http://[", "HTTP_HX_REQUEST": "%00"},
    ],
)
def test_headers_may_hold_anything(tannhof: Cast, headers: dict[str, str]):
    assert Client().get("/queue", **headers).status_code in (302, 401)
    assert Client().post("/language/", {"language": "en", "next": "//["}, **headers).status_code == 302


@pytest.mark.parametrize("host", ["other.example", "\x00[", "localhost:abc"])
def test_other_host_is_turned_away(tannhof: Cast, host: str):
    assert Client().get("/queue", HTTP_HOST=host).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_method_that_there_is_not_is_said(aylin: Client, method: str):
    assert aylin.generic(method, "/queue", b"x").status_code == 405


@pytest.mark.parametrize("path", ["/%00", "/%ff", "/cases/%00", "/cases/-1", "/cases/1e3", "/s/%00%ff", "/static/%00"])
def test_address_that_there_is_not_is_said(aylin: Client, path: str):
    assert aylin.get(path).status_code == 404
