"""Which letters follow from which facts, in whose language, and what they say."""

import re
from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from kundenkreis.base import reference
from kundenkreis.cases.models import Case
from kundenkreis.flow import answer, clock, close, intake, pledge, work
from kundenkreis.flow.acts import NewPromise
from kundenkreis.flow.answer import Then
from kundenkreis.ledger.models import Fact
from kundenkreis.mail.letters import write as writing
from kundenkreis.mail.models import Letter
from kundenkreis.mail.tasks import letter
from kundenkreis.people.models import Person
from tests.cast import NOW, Cast, berlin
from tests.mail.post import post

LATER = berlin(11, 20, 12)


def write_all() -> list[Letter]:
    """Do the waiting jobs of this room, and return all letters in their order."""
    for job in ProcrastinateJob.objects.filter(task_name="kundenkreis.mail.tasks.letter").order_by("id"):
        letter(**job.args)
    return list(Letter.objects.order_by("pk"))


def last(kind: str) -> Letter:
    write_all()
    return Letter.objects.filter(kind=kind).latest("pk")


def reply(cast: Cast, case_id: int, text: str = "Wir tauschen sie.", *, then: Then | None = None) -> None:
    seen = Case.objects.get(pk=case_id).changed
    held = answer.send(case_id, text, seen, by=cast.viewer("aylin"), now=NOW + timedelta(minutes=5), then=then)
    answer.release(held.pk, held.send_at)


def test_a_request_is_receipted_with_number_team_and_promises_in_words(tannhof: Cast):
    tannhof.teams["sued"].phone = "07121 000000"
    tannhof.teams["sued"].save()
    reference.forget()
    case = tannhof.ask("sandra")

    receipt = last("receipt")

    assert receipt.subject == f"Ihre Anfrage ist da: Ersatzkupplung kam beschädigt an [{case.pk}]"
    assert receipt.text.startswith("Guten Tag Frau Kunz,\n\nwir haben Ihre Anfrage")
    assert "Kundenteam Süd" in receipt.text
    assert "- Antwort: bis Dienstag, 17. November 2026, 13:18 Uhr" in receipt.text
    assert "- Lösung: bis Mittwoch, 18. November 2026, 16:18 Uhr" in receipt.text
    assert "07121 000000" in receipt.text
    assert "http://localhost:8000/s/" in receipt.text
    assert (receipt.sender_name, receipt.address) == (
        "Kundenteam Süd, Tannhof Antriebstechnik",
        "sandra@tannhof.example",
    )
    assert receipt.automatic == "auto-generated"


def test_each_reads_in_her_own_language_and_time_zone(tannhof: Cast):
    Person.objects.filter(pk=tannhof.people["sandra"].pk).update(language="en", zone="America/New_York")
    tannhof.ask("sandra")

    receipt = last("receipt")

    assert receipt.subject.startswith("We have your request: ")
    assert "Dear Ms Kunz," in receipt.text
    assert "- Answer: by Tuesday, 17 November 2026, 7:18" in receipt.text
    assert '<html lang="en">' in receipt.html


def test_html_and_text_say_the_same(tannhof: Cast):
    tannhof.ask("sandra", subject='Kupplung <b>"42"</b> & mehr')

    receipt = last("receipt")

    assert 'Kupplung <b>"42"</b> & mehr' in receipt.subject
    assert '„Kupplung <b>"42"</b> & mehr“' in receipt.text
    assert "„Kupplung &lt;b&gt;&#34;42&#34;&lt;/b&gt; &amp; mehr“" in receipt.html
    assert "bis Dienstag, 17. November 2026, 13:18 Uhr" in receipt.html


def test_internal_and_external_customers_read_the_same_words(tannhof: Cast):
    Person.objects.filter(pk=tannhof.people["sandra"].pk).update(salutation="")
    inside, outside = tannhof.ask("uwe"), tannhof.ask("sandra")

    letters = write_all()
    texts = [re.sub(rf"\b{case.pk}\b", "N", one.text) for one, case in zip(letters, (inside, outside), strict=True)]

    plain = [re.sub(r"http\S+", "LINK", text) for text in texts]
    assert plain[0].replace("Uwe Stein", "X") == plain[1].replace("Sandra Kunz", "X")


def test_a_letter_is_written_once_however_often_its_job_runs(tannhof: Cast):
    tannhof.ask("sandra")

    write_all()
    first = write_all()

    assert len(first) == 1
    fact = Fact.objects.get(kind="case.opened")
    assert letter(fact.pk) == 0


def test_a_reply_goes_out_in_the_words_of_its_author(tannhof: Cast):
    case = tannhof.ask("sandra")
    promise = NewPromise("due_date", "Neue Kupplung bei Ihnen", due_at=LATER)
    reply(tannhof, case.pk, "Guten Tag Frau Kunz,\n\nwir tauschen sie.\nHeute noch.", then=Then(promise=promise))

    sent = last("reply")

    assert sent.subject == f"AW: Ersatzkupplung kam beschädigt an [{case.pk}]"
    assert sent.sender_name == "Aylin Demir, Tannhof Antriebstechnik"
    assert sent.text.startswith("Guten Tag Frau Kunz,\n\nwir tauschen sie.\nHeute noch.\n")
    assert "- Neue Kupplung bei Ihnen: bis Freitag, 20. November 2026, 12:00 Uhr" in sent.text
    assert "wir tauschen sie.\nHeute noch.</p>" in sent.html
    assert sent.automatic == ""
    assert [one.kind for one in write_all()] == ["receipt", "reply"]


def test_a_question_and_the_end_of_a_request_are_said(tannhof: Cast):
    first, second = tannhof.ask("sandra"), tannhof.ask("uwe")
    reply(tannhof, first.pk, "Welche Nummer?", then=Then(question=True))
    reply(tannhof, second.pk, "Erledigt.", then=Then(outcome="granted"))

    replies = [one for one in write_all() if one.kind == "reply"]

    assert "brauchen wir Ihre Antwort" in replies[0].text
    assert "abgeschlossen" not in replies[0].text
    assert "abgeschlossen" in replies[1].text


def test_two_replies_that_left_in_one_moment_are_two_letters(tannhof: Cast):
    case = tannhof.ask("sandra")
    aylin = tannhof.viewer("aylin")
    held = [answer.send(case.pk, text, 9, by=aylin, now=NOW) for text in ("Erste.", "Zweite.")]
    for one in held:
        answer.release(one.pk, one.send_at)

    assert [one.text.split(".")[0] for one in write_all() if one.kind == "reply"] == ["Erste", "Zweite"]


def test_a_note_is_never_a_letter(tannhof: Cast):
    case = tannhof.ask("sandra")
    work.note(case.pk, "Der Kunde ist schwierig.", by=tannhof.viewer("aylin"), now=NOW)
    work.hand_over(
        case.pk, "Bitte übernehmen", by=tannhof.viewer("aylin"), now=NOW, person_id=tannhof.people["jonas"].pk
    )
    post("Jonas <jonas@tannhof.example>", "Nur intern!", f"Re: [{case.pk}]")
    for fact in Fact.objects.filter(thing="case", thing_id=case.pk):
        letter(fact.pk)

    written = "".join(one.text + one.html + one.subject for one in Letter.objects.all())
    assert [one.kind for one in Letter.objects.all()] == ["receipt"]
    for inner in ("schwierig", "Bitte übernehmen", "intern!"):
        assert inner not in written


def test_a_promise_given_by_a_person_is_told_with_its_window(tannhof: Cast):
    case = tannhof.ask("sandra")
    callback = NewPromise("callback", "", due_at=berlin(11, 18, 12), window_from=berlin(11, 18, 10))
    pledge.give(case.pk, callback, by=tannhof.viewer("jonas"), now=NOW)

    told = last("promise")

    assert told.subject.startswith("Unsere Zusage: ")
    assert "- Rückruf: Mittwoch, 18. November 2026, zwischen 10:00 und 12:00 Uhr" in told.text
    assert told.sender_name.startswith("Jonas Brandl")


def test_a_move_is_told_as_agreed_or_with_reason_and_apology(tannhof: Cast):
    case = tannhof.ask("sandra")
    jonas = tannhof.viewer("jonas")
    no = pledge.give(case.pk, NewPromise("due_date", "Lieferung", due_at=berlin(11, 18, 12)), by=jonas, now=NOW)
    pledge.move(case.pk, no, agreed=True, reason="", by=jonas, now=NOW, due_at=berlin(11, 19, 12))
    agreed = last("moved")
    pledge.move(case.pk, no, agreed=False, reason="Die Spedition steht.", by=jonas, now=NOW, due_at=LATER)
    alone = last("moved")

    assert "wie mit Ihnen abgesprochen" in agreed.text
    assert "bis Donnerstag, 19. November 2026, 12:00 Uhr" in agreed.text
    assert "leid" not in agreed.text
    assert "- Bisher zugesagt: bis Donnerstag, 19. November 2026, 12:00 Uhr" in alone.text
    assert "- Neu zugesagt: bis Freitag, 20. November 2026, 12:00 Uhr" in alone.text
    assert "Der Grund: Die Spedition steht." in alone.text
    assert "zustimmen" in alone.text


def test_a_broken_promise_is_told_honestly(tannhof: Cast):
    tannhof.ask("uwe")
    clock.tick(berlin(11, 17, 13, 30))

    told = last("broken")

    assert told.subject.startswith("Wir haben unsere Zusage nicht gehalten: ")
    assert "unsere Antwort zu „Ersatzkupplung kam beschädigt an“ sollte inzwischen bei Ihnen sein" in told.text
    assert "- Nicht gehalten: bis Dienstag, 17. November 2026, 13:18 Uhr" in told.text
    assert "Kundenteam Süd" in told.text


def test_no_apology_for_what_was_done_before_the_notice_left(tannhof: Cast):
    case = tannhof.ask("uwe")
    clock.tick(berlin(11, 17, 13, 30))
    held = answer.send(case.pk, "Jetzt.", 9, by=tannhof.viewer("aylin"), now=berlin(11, 17, 13, 31))
    answer.release(held.pk, held.send_at)

    assert [one.kind for one in write_all()] == ["receipt", "reply"]


def test_a_withdrawal_is_confirmed(tannhof: Cast):
    case = tannhof.ask("sandra")
    close.withdraw(case.pk, "erledigt", by=tannhof.viewer("sandra"), now=NOW)

    assert "ist zurückgezogen" in last("withdrawn").text


def test_a_confidential_request_tells_nothing(tannhof: Cast):
    case = tannhof.ask("uwe", "papiere", subject="Elternzeit", text="Ich bekomme ein Kind.")
    held = answer.send(case.pk, "Herzlichen Glückwunsch.", 9, by=tannhof.viewer("mareike"), now=NOW)
    answer.release(held.pk, held.send_at)
    clock.tick(berlin(11, 20, 12))

    letters = write_all()

    assert len(letters) > 2
    for one in letters:
        assert one.subject == f"Neues zu Ihrer Anfrage [{case.pk}]"
        assert one.sender_name == "Tannhof Antriebstechnik"
        for secret in ("Elternzeit", "Kind", "Glückwunsch", "Mareike", "Buchhaltung", "Personal", "Erstantwort"):
            assert secret not in one.text + one.html
    assert "/s/" in letters[0].text


def test_who_has_no_mail_address_gets_no_letter(tannhof: Cast):
    Person.objects.filter(pk=tannhof.people["uwe"].pk).update(email=None)
    tannhof.ask("uwe")

    assert write_all() == []


def test_mails_of_a_case_hang_together(tannhof: Cast):
    came = post(Message_ID="<first@weidach.example>")
    case = came.message.case
    receipt = last("receipt")
    reply(tannhof, case.pk)
    answered = last("reply")

    assert receipt.automatic == "auto-replied"
    assert receipt.in_reply_to == "<first@weidach.example>"
    assert answered.in_reply_to == receipt.mail_id
    assert answered.references == f"<first@weidach.example> {receipt.mail_id}"


def test_without_a_mail_server_a_letter_is_only_shown(tannhof: Cast):
    tannhof.ask("sandra")

    assert last("receipt").state == "shown"
    assert not ProcrastinateJob.objects.filter(task_name="kundenkreis.mail.tasks.send").exists()


@pytest.mark.parametrize("kind", ["team.asked", "case.taken", "note.written", "unknown.kind"])
def test_other_facts_tell_nobody_anything(tannhof: Cast, kind):
    case = tannhof.ask("sandra")
    fact = Fact.objects.create(thing="case", thing_id=case.pk, kind=kind, at=NOW, data={"no": 1})

    assert writing.write(fact.pk, NOW) == []


def test_a_fact_that_is_gone_tells_nobody_anything(tannhof: Cast):
    assert letter(999_999) == 0


def test_a_customer_who_writes_back_is_not_receipted_again(tannhof: Cast):
    case = tannhof.ask("sandra")
    intake.write(case.pk, "Noch etwas.", by=tannhof.viewer("sandra"), now=NOW)

    assert [one.kind for one in write_all()] == ["receipt"]


@pytest.mark.parametrize(
    ("language", "subject", "says"),
    [
        ("de", "Aylin Demir bittet Sie: Bitte die Zeichnung", "- Antwort: bis Mittwoch, 18. November 2026, 8:18 Uhr"),
        ("en", "Aylin Demir asks you: Bitte die Zeichnung", "- Answer: by Wednesday, 18 November 2026, 8:18"),
    ],
)
def test_a_colleague_who_is_asked_in_person_learns_it_and_where_to_answer(
    tannhof: Cast, language: str, subject: str, says: str
):
    Person.objects.filter(pk=tannhof.people["uwe"].pk).update(language=language)
    text = "Bitte die Zeichnung. Es eilt nicht."
    case = intake.ask_colleague(tannhof.people["uwe"].pk, text, None, by=tannhof.viewer("aylin"), now=NOW)

    told, receipt = last("asked"), last("receipt")

    assert told.subject == f"{subject} [{case.pk}]"
    assert (told.address, told.sender_name) == ("uwe@tannhof.example", "Aylin Demir, Tannhof Antriebstechnik")
    for words in (text, says, f"http://localhost:8000/portal/asked/{case.pk}"):
        assert words in told.text
    assert "/s/" not in told.text
    assert receipt.address == "aylin@tannhof.example"
    assert len(write_all()) == 2


def test_nobody_of_a_team_is_told_that_it_is_asked(tannhof: Cast):
    tannhof.ask("sandra")

    assert [one.kind for one in write_all()] == ["receipt"]
