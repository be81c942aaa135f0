"""A mail comes in and becomes a case, or a message of one, exactly once."""

from contextlib import contextmanager

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from kundenkreis.cases.models import Case, Message, RequestType
from kundenkreis.cases.queries import conversation
from kundenkreis.flow import answer, by_mail
from kundenkreis.ledger.queries import facts_of
from kundenkreis.mail import entry, inbox
from kundenkreis.mail.inbox import LaterError, deliver, take_in
from kundenkreis.mail.models import Incoming
from kundenkreis.people.models import Person
from tests.cast import NOW, Cast, berlin
from tests.mail.post import SANDRA, mail, post

PDF = b"%PDF-1.4 ..."


def test_a_mail_becomes_a_case_with_promises(tannhof: Cast):
    came = post()

    case = Case.objects.get()
    assert came.state == "accepted"
    assert came.message == case.messages.get()
    assert (case.person, case.channel, case.type) == (tannhof.people["sandra"], "mail", tannhof.types["auskunft"])
    assert case.subject == "Ersatzkupplung kam beschädigt an"
    assert case.team == tannhof.teams["sued"]
    assert case.messages.get().text.startswith("Guten Morgen")
    assert sorted(p.kind for p in case.promises.all()) == ["first_answer", "milestone", "solution"]


def test_the_raw_bytes_are_kept_as_they_came(tannhof: Cast):
    raw = b"\xff\xfe this is not a mail \x00 at all"

    came = deliver(raw, NOW)

    assert bytes(Incoming.objects.get().raw) == raw
    assert came.state == "unusable"
    assert "who wrote it" in came.reason


def test_the_same_bytes_again_change_nothing(tannhof: Cast):
    first = post()
    again = post()

    assert again.pk == first.pk
    assert Case.objects.count() == 1
    assert Message.objects.count() == 1


def test_the_same_mail_by_another_way_is_recognised(tannhof: Cast):
    post()
    copy = post(X_Original_To="info@tannhof.example")

    assert copy.state == "ignored"
    assert "come in before" in copy.reason
    assert Message.objects.count() == 1


def test_another_text_under_the_same_id_is_another_message(tannhof: Cast):
    post(Message_ID="<always-the-same@x.de>")
    other = post(text="Und noch etwas anderes.", subject="Rechnung fehlt", Message_ID="<always-the-same@x.de>")

    assert other.state == "accepted"
    assert Message.objects.count() == 2


def test_a_kept_mail_is_looked_at_again_by_the_worker(tannhof: Cast):
    kept = inbox.keep(mail(), NOW)

    job = ProcrastinateJob.objects.get(task_name="kundenkreis.mail.tasks.take_in")
    assert job.args == {"incoming_id": kept.pk}
    assert Case.objects.count() == 0

    take_in(kept.pk, NOW)
    take_in(kept.pk, NOW)
    assert Case.objects.count() == 1


class Killed(BaseException):
    """The process is gone: nothing after this line runs any more."""


@pytest.mark.parametrize("is_reply", [False, True])
def test_a_process_killed_before_it_could_say_so_doubles_nothing(tannhof: Cast, monkeypatch, is_reply):
    case = tannhof.ask("sandra")
    raw = mail(subject=f"Re: Kupplung [{case.pk}]" if is_reply else "Neue Frage")

    def dies(*args: object, **more: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(inbox.actions, "settle", dies)
        with pytest.raises(Killed):
            deliver(raw, NOW)
    assert Incoming.objects.get().state == "stored"
    came = deliver(raw, berlin(11, 17, 10))

    assert came.state == "accepted"
    assert Case.objects.count() == (1 if is_reply else 2)
    assert Message.objects.filter(channel="mail").count() == 1


def test_a_killed_process_that_had_done_nothing_yet_loses_nothing(tannhof: Cast, monkeypatch):
    def dies(*args: object, **more: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(inbox, "enter", dies)
        with pytest.raises(Killed):
            deliver(mail(), NOW)

    assert deliver(mail(), NOW).state == "accepted"


@pytest.mark.parametrize("where", ["read", "enter"])
def test_a_mail_that_makes_the_program_fail_is_kept_and_listed(tannhof: Cast, monkeypatch, where):
    def fails(*args: object, **more: object) -> None:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr(inbox, where, fails)

    came = post()

    assert came.state == "unusable"
    assert "nobody thought of this" in came.reason


def test_without_a_kind_of_request_for_mail_it_is_tried_again_later(tannhof: Cast):
    RequestType.objects.update(is_active=False)

    with pytest.raises(LaterError):
        post()

    assert Incoming.objects.get().state == "stored"


def test_files_are_checked_like_uploads_and_the_team_is_told(tannhof: Cast):
    post(files=(("foto.pdf", PDF), ("rechnung.pdf.exe", b"MZ..."), ("../../etc/passwd", b"root")))

    case = Case.objects.get()
    assert sorted(case.attachments.values_list("name", flat=True)) == ["foto.pdf", "passwd"]
    note = case.messages.get(by="note")
    assert "rechnung.pdf.exe" in note.text
    assert note.is_automatic


def test_a_mail_with_nothing_but_a_file_is_a_request(tannhof: Cast):
    came = post(text="", subject="Lieferschein", files=(("lieferschein.pdf", PDF),))

    assert came.state == "accepted"
    assert came.message.text == "Lieferschein"
    assert came.message.attachments.get().name == "lieferschein.pdf"


def test_only_what_is_new_is_shown_and_the_whole_mail_is_kept(tannhof: Cast):
    case = tannhof.ask("sandra")
    quoted = "Ja, bitte.\n\nAm Di., 17. Nov. 2026 um 10:00 Uhr schrieb Team <t@x.de>:\n> Sollen wir tauschen?\n"

    came = post(text=quoted, subject=f"Re: Kupplung [{case.pk}]")

    assert came.message.text == "Ja, bitte."
    assert b"Sollen wir tauschen?" in bytes(came.raw)


def test_a_very_long_mail_is_cut_in_the_conversation(tannhof: Cast):
    came = post(text="Wort " * 20_000)

    assert entry.MOST_TEXT < len(came.message.text) < entry.MOST_TEXT + 100


def test_somebody_who_was_switched_off_does_not_come_back_by_mail(tannhof: Cast):
    Person.objects.filter(pk=tannhof.people["sandra"].pk).update(is_active=False)

    came = post()

    assert came.state == "unusable"
    assert "Sandra Kunz" in came.reason
    assert Case.objects.count() == 0


def test_any_message_by_mail_ends_the_waiting_and_owes_an_answer(tannhof: Cast):
    case = tannhof.ask("sandra")
    held = answer.send(
        case.pk, "Welche Nummer?", 1, by=tannhof.viewer("aylin"), now=NOW, then=answer.Then(question=True)
    )
    answer.release(held.pk, held.send_at)
    assert case.promises.get(kind="solution").paused_since is not None

    post(text="Die Nummer ist 4711.", subject=f"AW: Kupplung [{case.pk}]", now=berlin(11, 17, 11))

    assert case.promises.get(kind="solution").paused_since is None
    assert case.promises.get(kind="next_answer").verdict == "open"
    assert facts_of("case", case.pk)[-2].data["channel"] == "mail"


def test_two_processes_take_a_mail_in_one_after_the_other(tannhof: Cast, monkeypatch):
    """The lock is held by another connection, as by another process."""

    @contextmanager
    def taken(what: str):
        yield False

    monkeypatch.setattr(inbox, "alone", taken)

    with pytest.raises(LaterError):
        post(sender=SANDRA)
    assert Case.objects.count() == 0


def test_a_note_about_files_is_seen_by_the_team_only(tannhof: Cast):
    case = tannhof.ask("sandra")
    by_mail.remark(case.pk, "Nicht übernommen: x.exe", now=NOW)

    assert [m.by for m in conversation(case, tannhof.viewer("sandra"))] == ["customer"]
    assert [m.by for m in conversation(case, tannhof.viewer("aylin"))] == ["customer", "note"]
