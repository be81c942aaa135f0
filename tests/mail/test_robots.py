"""Robots are recognised, so that no two of them write to each other; people are not taken for one."""

import pytest

from kundenkreis.cases.models import Case
from kundenkreis.mail.inbox import deliver
from kundenkreis.mail.reading import read
from kundenkreis.mail.refusal import LOOP_MAILS, MOST_HOPS
from tests.cast import NOW, Cast
from tests.mail.post import mail, post


@pytest.mark.parametrize(
    ("head", "sign"),
    [
        ("Auto-Submitted: auto-replied", "auto-submitted: auto-replied"),
        ("Auto-Submitted: auto-generated (failure)", "auto-submitted: auto-generated (failure)"),
        ("Auto-Submitted: no", ""),
        ("Precedence: bulk", "precedence: bulk"),
        ("Precedence: list", ""),
        ("X-Autoreply: yes", "x-autoreply"),
        ("X-Auto-Response-Suppress: All", "x-auto-response-suppress"),
        ("X-Auto-Response-Suppress: OOF", ""),
        ("Return-Path: <>", "return-path: empty"),
        ("Return-Path: <a@b.de>", ""),
        ("Subject: Abwesenheitsnotiz: Kupplung", "subject"),
        ("Subject: Automatic reply: coupling", "subject"),
        ("Subject: Meine Abwesenheit im Urlaub eintragen", ""),
        (
            "Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
            "disposition-notification",
        ),
        ("List-Id: <kunden.tannhof.example>", ""),
    ],
)
def test_signs_of_a_robot(head, sign):
    found = read(f"From: a@b.de\n{head}\n\nHallo".encode())

    assert found.sign == sign
    assert found.as_dict()["auto_submitted"] == bool(sign)


REPORT = """From: {sender}
Subject: {subject}
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

Leider.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822;s.kunz@weidach.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 unknown

--b
Content-Type: message/rfc822

Message-ID: <alt@tannhof.example>
Subject: Ihre Anfrage

x
--b--
"""


@pytest.mark.parametrize("action", ["failed", "delayed"])
def test_a_delivery_report_says_what_came_back(action):
    raw = REPORT.format(sender="MAILER-DAEMON@mx.example", subject="Undelivered", action=action)

    found = read(raw.encode())

    assert found.is_bounce
    assert found.as_dict()["report"] == {
        "recipient": "s.kunz@weidach.example",
        "action": action,
        "status": "5.1.1",
        "said": "550 5.1.1 unknown",
        "mail_id": "<alt@tannhof.example>",
    }
    assert found.report.is_final is (action == "failed")


@pytest.mark.parametrize(
    "raw",
    [
        "From: MAILER-DAEMON (Mail Delivery System)\nSubject: failure notice\n\nMessage-ID: <alt@x>\n",
        "From: postmaster@mx.example\nSubject: Nachricht unzustellbar\n\nx",
        "Return-Path: <>\nFrom: info@mx.example\nSubject: Undeliverable: Kupplung\n\nx",
        "From: x@y.de\nX-Failed-Recipients: a@b.de\nSubject: x\n\nx",
    ],
)
def test_mails_that_came_back_without_a_report_are_recognised(raw):
    assert read(raw.encode()).is_bounce


@pytest.mark.parametrize(
    "raw",
    [
        "From: Sandra <s@x.de>\nSubject: Lieferung kam zurück (undeliverable)\n\nx",
        "From: postmaster@firma.example\nSubject: Frage zu Ihrer Rechnung\n\nx",
    ],
)
def test_people_are_not_taken_for_a_bounce(raw):
    assert not read(raw.encode()).is_bounce


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto-replied"),
        ({"X_Spam_Flag": "YES"}, "spam"),
        ({"X_Loop": "kundenkreis@localhost"}, "our own mails"),
        ({"From": "KUNDENKREIS+c1-2-abc@localhost"}, "wrote it ourselves"),
    ],
)
def test_a_robot_is_kept_with_a_reason_and_not_answered(tannhof: Cast, headers, reason):
    came = post(**headers)

    assert came.state == "ignored"
    assert reason in came.reason
    assert Case.objects.count() == 0


def test_a_mail_that_goes_in_circles_is_not_answered(tannhof: Cast):
    came = deliver(b"Received: from a by b\n" * (MOST_HOPS + 1) + mail(), NOW)

    assert came.state == "ignored"


def test_two_robots_that_do_not_say_so_are_stopped(tannhof: Cast):
    states = [post(text=f"Danke für Ihre Nachricht {no}.").state for no in range(LOOP_MAILS + 2)]

    assert states == ["accepted"] * LOOP_MAILS + ["ignored"] * 2


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"From": ""}, "who wrote"),
        ({"From": "a@localhost"}, "no address"),
        ({"From": "a@" + "b" * 260 + ".de"}, "no address"),
    ],
)
def test_nobody_can_be_answered(tannhof: Cast, headers, reason):
    came = post(**headers)

    assert came.state == "unusable"
    assert reason in came.reason
