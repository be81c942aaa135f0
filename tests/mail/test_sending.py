"""Letters leave over a real SMTP server: once, whoever is killed in between, as far as SMTP allows."""

import smtplib
from contextlib import contextmanager
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate import RetryDecision
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from kundenkreis.flow import answer
from kundenkreis.ledger.models import Fact
from kundenkreis.mail import actions, sending, tasks
from kundenkreis.mail.inbox import deliver
from kundenkreis.mail.models import Letter
from kundenkreis.mail.reading import read
from kundenkreis.mail.sending import NotNowError, as_mail, send
from kundenkreis.people.models import Person
from tests.cast import NOW, Cast
from tests.mail.post import post
from tests.mail.server import Mailbox


class Killed(BaseException):
    """The process is gone: nothing after this line runs any more."""


def receipt(cast: Cast, name: str = "sandra", type: str = "auskunft", **more: object) -> Letter:
    case = cast.ask(name, type, **more)
    tasks.letter(Fact.objects.get(thing="case", thing_id=case.pk, kind="case.opened").pk)
    return Letter.objects.get(case=case)


def test_a_letter_is_queued_and_leaves_as_text_and_html(tannhof: Cast, mailbox: Mailbox):
    letter = receipt(tannhof)
    job = ProcrastinateJob.objects.get(task_name="kundenkreis.mail.tasks.send")
    assert (letter.state, job.args) == ("queued", {"letter_id": letter.pk})
    assert job.lock == f"letters of case {letter.case_id}"

    assert tasks.send(letter.pk)

    [got] = mailbox.mails
    mail = read(got.as_bytes())
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert letter.sent_at is not None
    assert mail.sender.name == "Kundenteam Süd, Tannhof Antriebstechnik"
    assert mail.sender.address == "service@tannhof.example"
    assert (mail.to[0].name, mail.to[0].address) == ("Sandra Kunz", "sandra@tannhof.example")
    assert mail.subject == letter.subject
    assert mail.text.strip() == letter.text.strip()
    assert mail.message_id == letter.mail_id
    assert "<table" in mail.html
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["X-Auto-Response-Suppress"] == "All"


def test_what_a_person_wrote_does_not_say_that_it_is_automatic(tannhof: Cast, mailbox: Mailbox):
    came = post(Message_ID="<first@weidach.example>")
    case = came.message.case
    held = answer.send(
        case.pk, "Gern.", 9, by=tannhof.viewer("aylin"), now=NOW, files=[SimpleUploadedFile("a.txt", b"x")]
    )
    answer.release(held.pk, held.send_at)
    tasks.letter(Fact.objects.get(kind="reply.sent").pk)
    letter = Letter.objects.get()

    send(letter.pk, NOW)

    [got] = mailbox.mails
    assert got["Auto-Submitted"] is None
    assert got["In-Reply-To"] == got["References"] == "<first@weidach.example>"
    assert [file.name for file in read(got.as_bytes()).files] == ["a.txt"]


def test_a_letter_answers_to_an_address_with_a_token(tannhof: Cast, mailbox: Mailbox, settings):
    settings.MAIL_PLUS = True
    letter = receipt(tannhof)

    send(letter.pk, NOW)

    assert mailbox.mails[0]["Reply-To"] == letter.reply_to
    assert letter.reply_to.startswith("service+c")


def test_a_letter_is_sent_once_however_often_its_job_runs(tannhof: Cast, mailbox: Mailbox):
    letter = receipt(tannhof)

    assert [send(letter.pk, NOW) for _ in range(3)] == [True, False, False]
    assert len(mailbox.mails) == 1


def test_killed_before_the_server_was_asked_it_is_sent_once(tannhof: Cast, mailbox: Mailbox, monkeypatch):
    letter = receipt(tannhof)

    def dies(letter: Letter) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(sending, "_hand_over", dies)
        with pytest.raises(Killed):
            send(letter.pk, NOW)
    letter.refresh_from_db()
    assert (letter.state, mailbox.mails) == ("sending", [])

    assert send(letter.pk, NOW)
    assert not send(letter.pk, NOW)
    assert len(mailbox.mails) == 1


def test_killed_while_the_letter_is_written_it_is_written_once(tannhof: Cast, mailbox: Mailbox, monkeypatch):
    case = tannhof.ask("sandra")
    fact = Fact.objects.get(thing="case", thing_id=case.pk, kind="case.opened")

    class Dies:
        def configure(self, **more: object) -> "Dies":
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "send", Dies())
        with pytest.raises(Killed):
            tasks.letter(fact.pk)
    assert Letter.objects.count() == 0

    assert tasks.letter(fact.pk) == 1
    assert ProcrastinateJob.objects.filter(task_name="kundenkreis.mail.tasks.send").count() == 1


def test_killed_after_the_server_took_it_the_copy_has_the_same_id(tannhof: Cast, mailbox: Mailbox, monkeypatch):
    """The one gap SMTP leaves: nobody can ask whether it was taken. Losing it would be worse than a copy."""
    letter = receipt(tannhof)

    def dies(*args: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(actions, "sent", dies)
        with pytest.raises(Killed):
            send(letter.pk, NOW)
    send(letter.pk, NOW)

    first, second = mailbox.mails
    assert first["Message-ID"] == second["Message-ID"] == letter.mail_id
    assert first.as_bytes().partition(b"boundary")[0] == second.as_bytes().partition(b"boundary")[0]


def test_two_workers_do_not_send_the_same_letter(tannhof: Cast, mailbox: Mailbox, monkeypatch):
    letter = receipt(tannhof)

    @contextmanager
    def taken(what: str):
        yield False

    monkeypatch.setattr(sending, "alone", taken)
    with pytest.raises(NotNowError):
        send(letter.pk, NOW)

    assert mailbox.mails == []


def test_a_server_that_is_away_is_asked_again(tannhof: Cast, mailbox: Mailbox, settings):
    letter = receipt(tannhof)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(NotNowError):
        send(letter.pk, NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("queued", 1)
    assert letter.error

    settings.EMAIL_PORT = port
    assert send(letter.pk, NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.error) == ("sent", 2, "")


@pytest.mark.parametrize(
    ("recipient", "data", "state"),
    [
        ("550 no such mailbox", "", "failed"),
        ("450 mailbox is busy", "", "queued"),
        ("", "554 looks like spam", "failed"),
        ("", "451 come back later", "queued"),
    ],
)
def test_only_a_final_refusal_is_final(tannhof: Cast, mailbox: Mailbox, recipient, data, state):
    letter = receipt(tannhof)
    mailbox.refuse_recipient, mailbox.refuse_data = recipient, data

    if state == "queued":
        with pytest.raises(NotNowError):
            send(letter.pk, NOW)
    else:
        assert not send(letter.pk, NOW)

    letter.refresh_from_db()
    assert letter.state == state
    assert letter.error == recipient or letter.error == data


def test_a_wrong_password_is_for_somebody_to_mend_and_loses_no_letter(tannhof: Cast, mailbox: Mailbox, monkeypatch):
    letter = receipt(tannhof)

    def refused(self: object) -> None:
        raise smtplib.SMTPAuthenticationError(535, b"wrong password")

    monkeypatch.setattr(sending.EmailMultiAlternatives, "send", refused)
    with pytest.raises(NotNowError):
        send(letter.pk, NOW)

    letter.refresh_from_db()
    assert letter.state == "queued"


def test_after_two_days_a_letter_counts_as_not_delivered(tannhof: Cast, mailbox: Mailbox):
    letter = receipt(tannhof)
    mailbox.refuse_recipient = "450 mailbox is busy"
    Letter.objects.filter(pk=letter.pk).update(tries=sending.MOST_TRIES - 1)

    assert not send(letter.pk, NOW)

    letter.refresh_from_db()
    assert letter.state == "failed"


def test_waiting_grows_to_an_hour_and_ends_after_two_days():
    def decided(attempts: int) -> RetryDecision | None:
        job = Job(id=1, queue="", lock=None, queueing_lock=None, task_name="", attempts=attempts)
        return tasks.Patience().get_retry_decision(exception=NotNowError(), job=job)

    began = datetime.now(UTC)
    waits = [round((decided(attempts).retry_at - began).total_seconds()) for attempts in range(sending.MOST_TRIES)]

    assert waits[:8] == [30, 60, 120, 240, 480, 960, 1920, 3600]
    assert 2 * 86400 < sum(waits) < 2.2 * 86400
    assert decided(sending.MOST_TRIES) is None


def test_a_bounce_marks_its_letter_as_not_delivered(tannhof: Cast, mailbox: Mailbox):
    letter = receipt(tannhof)
    send(letter.pk, NOW)
    bounce = (
        "From: MAILER-DAEMON@mx.example\nTo: service@tannhof.example\nSubject: Undelivered Mail Returned to Sender\n"
        'Auto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\n\nIt did not work.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        "Final-Recipient: rfc822; sandra@tannhof.example\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 user unknown\n\n--b\nContent-Type: message/rfc822\n\n"
        f"Message-ID: {letter.mail_id}\nSubject: x\n\nx\n--b--\n"
    )

    delayed = deliver(bounce.replace("Action: failed", "Action: delayed").encode(), NOW)
    letter.refresh_from_db()
    assert (delayed.state, letter.state) == ("ignored", "sent")
    came = deliver(bounce.encode(), NOW)

    letter.refresh_from_db()
    assert came.state == "ignored"
    assert (letter.state, letter.error) == (
        "failed",
        "A mail to sandra@tannhof.example came back: 550 user unknown",
    )


def test_our_own_letter_never_starts_a_loop(tannhof: Cast, mailbox: Mailbox):
    letter = receipt(tannhof)
    send(letter.pk, NOW)

    came = deliver(mailbox.mails[0].as_bytes(), NOW)

    assert came.state == "ignored"
    assert came.reason == "One of our own mails came back to us."


@pytest.mark.parametrize("name", ['Kunz, "Sandra"', "Süß\nBcc: all@tannhof.example", "<a@b.c>", "名前"])
def test_a_name_never_becomes_a_header(tannhof: Cast, mailbox: Mailbox, name):
    Person.objects.filter(pk=tannhof.people["sandra"].pk).update(given_name="", family_name=name)
    letter = receipt(tannhof, subject="Hallo\r\nBcc: all@tannhof.example")

    send(letter.pk, NOW)

    got = BytesParser(policy=policy.default).parsebytes(mailbox.mails[0].as_bytes())
    assert got["Bcc"] is None
    assert [one.addr_spec for one in got["To"].addresses] == ["sandra@tannhof.example"]


def test_a_confidential_reply_brings_no_files(tannhof: Cast, mailbox: Mailbox):
    case = tannhof.ask("uwe", "papiere")
    files = [SimpleUploadedFile("lohn.pdf", b"%PDF")]
    held = answer.send(case.pk, "Anbei.", 9, by=tannhof.viewer("mareike"), now=NOW, files=files)
    answer.release(held.pk, held.send_at)
    tasks.letter(Fact.objects.get(kind="reply.sent").pk)

    assert as_mail(Letter.objects.get()).attachments == []
    assert "lohn" not in Letter.objects.get().text
