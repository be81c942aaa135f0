"""Writing in a case: replies that can be taken back, notes that never leave, calls, drafts and files."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kundenkreis.cases.models import Attachment, Case
from kundenkreis.flow import answer, intake
from kundenkreis.promises.models import Promise
from kundenkreis.replies.models import Draft, Reply
from tests.cast import Cast, berlin
from tests.web.desk import changed, later, notes, post, promise, reply, sent
from tests.web.portal import Hands, browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]

TEXT = "Guten Tag Frau Kunz, die neue Kupplung ist unterwegs."


@pytest.mark.parametrize(("language", "says"), [("de", "Antwort unterwegs."), ("en", "Reply on its way.")])
def test_reply_is_held_so_long_that_it_can_be_taken_back_and_then_leaves_once(
    tannhof: Cast, hands: Hands, language: str, says: str
):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin", language)

    answered = client.post(f"/cases/{case.pk}/replies", {"text": TEXT, "seen": changed(case)}, follow=True)

    held = Reply.objects.get()
    assert says in words(answered)
    assert f"/cases/{case.pk}/replies/{held.pk}/taking-back" in answered.content.decode()
    assert held.send_at - held.pressed_at >= timedelta(seconds=10)
    assert sent(case) == []
    assert answer.release(held.pk, held.send_at)
    assert not answer.release(held.pk, held.send_at)
    assert sent(case) == [TEXT]


def test_reply_that_is_taken_back_becomes_the_draft_again_with_what_goes_with_it(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")
    typed = {"text": TEXT, "seen": changed(case), "question": "1", "kind": "callback", "what": "Anruf zum Einbau"}
    typed |= {"day": "2026-11-19", "clock": "10:30", "begin": "09:00", "outcome": ""}
    client.post(f"/cases/{case.pk}/replies", typed)
    held = Reply.objects.get()

    hands.now += timedelta(seconds=10)
    page = client.post(f"/cases/{case.pk}/replies/{held.pk}/taking-back", follow=True).content.decode()

    assert "Zurückgenommen. Nichts wurde gesendet" in page
    assert f">\n{TEXT}</textarea>" in page
    assert 'value="Anruf zum Einbau"' in page
    assert 'value="2026-11-19"' in page
    assert 'value="10:30"' in page
    assert 'value="09:00"' in page
    assert 'name="question" value="1" checked' in page
    assert not answer.release(held.pk, held.send_at)
    assert sent(case) == []


def test_reply_that_has_left_cannot_be_taken_back_and_the_page_says_so(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")
    post(client, case, "replies", text=TEXT, seen=changed(case))
    held = Reply.objects.get()
    answer.release(held.pk, held.send_at)
    hands.now = held.send_at

    page = client.post(f"/cases/{case.pk}/replies/{held.pk}/taking-back", follow=True)

    assert page.status_code == 200
    assert sent(case) == [TEXT]
    assert Draft.objects.count() == 0


def test_colleague_cannot_take_back_what_somebody_else_sent(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    post(browser(tannhof, "aylin"), case, "replies", text=TEXT, seen=changed(case))
    held = Reply.objects.get()

    assert post(browser(tannhof, "jonas"), case, f"replies/{held.pk}/taking-back").status_code == 404
    assert Reply.objects.get().state == Reply.State.HELD


@pytest.mark.parametrize(("language", "anyway"), [("de", "Trotzdem senden"), ("en", "Send anyway")])
def test_reply_waits_when_somebody_wrote_meanwhile_and_goes_when_the_writer_has_read_it(
    tannhof: Cast, hands: Hands, language: str, anyway: str
):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin", language)
    seen = changed(case)
    intake.write(case.pk, "Hat sich erledigt.", by=tannhof.viewer("sandra"), now=later(tannhof, minutes=1))
    hands.now = later(tannhof, minutes=2)

    stopped = client.post(f"/cases/{case.pk}/replies", {"text": TEXT, "seen": seen})

    page = stopped.content.decode()
    assert stopped.status_code == 409
    assert Reply.objects.count() == 0
    assert page.index("Hat sich erledigt.", page.index('class="meanwhile"')) < page.index(f">\n{TEXT}</textarea>")
    assert anyway in page
    now_seen = re.search(r'name="seen" value="(\d+)"', page)
    assert now_seen is not None
    client.post(f"/cases/{case.pk}/replies", {"text": TEXT, "seen": now_seen[1]})
    assert Reply.objects.get().text == TEXT


def test_reply_of_a_colleague_on_its_way_stops_a_second_one(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    seen = changed(case)
    post(browser(tannhof, "jonas"), case, "replies", text="Ich rufe Sie an.", seen=seen)

    stopped = post(browser(tannhof, "aylin"), case, "replies", text=TEXT, seen=seen)

    assert stopped.status_code == 409
    assert "Ich rufe Sie an." in words(stopped)
    assert Reply.objects.count() == 1


@pytest.mark.parametrize("seen", ["", "x", "-1", "²", "9" * 60, "1.5"])
def test_nonsense_for_what_was_read_is_never_an_error(tannhof: Cast, seen: str):
    case = tannhof.ask("sandra")

    assert post(browser(tannhof, "aylin"), case, "replies", text=TEXT, seen=seen).status_code in (302, 409)


def test_reply_with_a_question_and_a_promise_pauses_and_promises_in_one_step(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    typed = {"text": TEXT, "seen": changed(case), "question": "1", "what": "Liefertermin nennen"}
    typed |= {"kind": "milestone", "day": "2026-11-20", "clock": ""}
    browser(tannhof, "aylin").post(f"/cases/{case.pk}/replies", typed)
    held = Reply.objects.get()
    answer.release(held.pk, held.send_at)

    given = Promise.objects.get(case=case, text="Liefertermin nennen")
    assert given.due_at == berlin(11, 20, 17)
    assert Promise.objects.get(case=case, kind="solution").paused_since == held.send_at
    assert Promise.objects.get(case=case, kind="first_answer").verdict == "kept"


def test_closing_needs_an_answer_and_says_which_steps_are_open(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")

    assert "3 Schritte sind noch offen: Aufnehmen, Klären, Abschließen" in words(client.get(f"/cases/{case.pk}"))
    refused = post(client, case, "replies", text=" ", seen=changed(case), outcome="granted")
    post(client, case, "replies", text=TEXT, seen=changed(case), outcome="granted")
    held = Reply.objects.get()
    answer.release(held.pk, held.send_at)

    assert refused.status_code == 422
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("solved", "granted")
    hands.now = later(tannhof, hours=1)
    page = words(client.get(f"/cases/{case.pk}"))
    assert "wie gewünscht erledigt" in page
    assert "Nach dieser Antwort bleibt sie abgeschlossen" in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"what": "Neue Kupplung", "day": "gestern"}, "day"),
        ({"what": "Neue Kupplung", "day": "2026-11-16"}, "day"),
        ({"what": "Neue Kupplung", "day": "2026-11-19", "clock": "25:99"}, "day"),
        ({"what": "", "day": "2026-11-19"}, "what"),
        ({"what": "Neue Kupplung"}, "day"),
        ({"what": "Neue Kupplung", "day": "2026-11-19", "kind": "gift"}, "kind"),
        ({"what": "", "day": "2026-11-19", "clock": "10:00", "kind": "callback", "begin": "11:00"}, "begin"),
        ({"outcome": "perhaps"}, "outcome"),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(tannhof: Cast, hands: Hands, typed: dict[str, str], field: str):
    case = tannhof.ask("sandra")

    page = post(browser(tannhof, "aylin"), case, "replies", text=TEXT, seen=changed(case), **typed)

    assert page.status_code == 422
    assert f'href="#w-{field}"' in page.content.decode()
    assert f'id="w-{field}"' in page.content.decode()
    assert f">\n{TEXT}</textarea>" in page.content.decode()
    for text in typed.values():
        if text not in ("gift", "perhaps"):
            assert f'value="{text}"' in page.content.decode()
    assert Reply.objects.count() == 0


# -- Notes ------------------------------------------------------------------------------------------------------------
def test_note_never_becomes_a_reply(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")
    post(client, case, "drafts/note", text="Frau Kunz war ungehalten.")
    post(client, case, "drafts/reply", text="Guten Tag Frau Kunz,")

    page = client.get(f"/cases/{case.pk}").content.decode()
    # everything a reply would need goes to the address of notes, and the note stays a note
    typed = {"text": "Frau Kunz war ungehalten.", "seen": changed(case), "outcome": "granted", "question": "1"}
    client.post(f"/cases/{case.pk}/notes", typed)

    reply_form, note_form = (page.split(f'id="write-{kind}"')[1].split("</form>")[0] for kind in ("reply", "note"))
    assert f"/cases/{case.pk}/replies" in reply_form
    assert "Guten Tag Frau Kunz," in reply_form
    assert "ungehalten" not in reply_form
    assert f"/cases/{case.pk}/notes" in note_form
    assert "ungehalten" in note_form
    assert "Guten Tag" not in note_form
    assert notes(case) == ["Frau Kunz war ungehalten."]
    assert (Reply.objects.count(), sent(case)) == (0, [])
    assert list(Draft.objects.values_list("kind", "text")) == [("reply", "Guten Tag Frau Kunz,")]
    case.refresh_from_db()
    assert case.is_open


def test_requester_never_reads_a_note(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    post(browser(tannhof, "aylin"), case, "notes", text="Nur für uns.")

    assert "Nur für uns." not in words(browser(tannhof, "sandra").get(f"/portal/requests/{case.pk}"))


def test_empty_note_is_refused_where_it_was_written(tannhof: Cast):
    case = tannhof.ask("sandra")

    page = post(browser(tannhof, "aylin"), case, "notes", text="  ")

    assert page.status_code == 422
    assert 'href="#w-note"' in page.content.decode()
    assert notes(case) == []


# -- Calls ------------------------------------------------------------------------------------------------------------
def test_call_keeps_the_callback_that_was_promised(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    no = promise(tannhof, case, "Rückruf durch Jonas", berlin(11, 17, 14, 30), tannhof.now, "callback")
    client = browser(tannhof, "jonas")
    hands.now = berlin(11, 17, 14, 20)

    assert "Rückruf durch Jonas, bis heute 14:30" in words(client.get(f"/cases/{case.pk}?write=call"))
    post(client, case, "calls", callback=no, reached="no", text="Nur die Mailbox.")

    kept = Promise.objects.get(case=case, no=no)
    assert (kept.verdict, kept.attempts) == ("kept", 1)
    assert "nicht erreicht (Rückruf durch Jonas). Nur die Mailbox, heute 14:20" in words(
        client.get(f"/cases/{case.pk}")
    )


def test_other_call_is_a_note_for_the_team(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")

    post(browser(tannhof, "jonas"), case, "calls", reached="yes", text="Sie wartet gern bis Mittwoch.")

    assert notes(case) == ["Anruf, erreicht. Sie wartet gern bis Mittwoch."]
    assert sent(case) == []


@pytest.mark.parametrize(
    "typed", [{"reached": ""}, {"reached": "maybe"}, {"reached": "yes", "callback": "99999999999999"}]
)
def test_call_with_something_missing_keeps_what_was_typed(tannhof: Cast, typed: dict[str, str]):
    case = tannhof.ask("sandra")

    page = post(browser(tannhof, "jonas"), case, "calls", text="Sie wartet gern.", **typed)

    assert page.status_code == 422
    assert ">\nSie wartet gern.</textarea>" in page.content.decode()
    assert notes(case) == []


# -- Drafts -----------------------------------------------------------------------------------------------------------
def test_draft_survives_on_the_server_and_belongs_to_its_author(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")

    saved = post(browser(tannhof, "aylin"), case, "drafts/reply", text="Guten Tag")

    assert saved.status_code == 204
    assert ">\nGuten Tag</textarea>" in browser(tannhof, "aylin").get(f"/cases/{case.pk}").content.decode()
    assert "Guten Tag" not in browser(tannhof, "jonas").get(f"/cases/{case.pk}").content.decode()
    post(browser(tannhof, "aylin"), case, "drafts/reply", text="")
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "kind", "status"),
    [("aylin", "poem", 403), ("aylin", "request", 403), ("coach", "reply", 403), ("mareike", "note", 404)],
)
def test_draft_that_must_not_be_is_refused(tannhof: Cast, name: str, kind: str, status: int):
    case = tannhof.ask("sandra")

    assert post(browser(tannhof, name), case, f"drafts/{kind}", text="Guten Tag").status_code == status
    assert Draft.objects.count() == 0


# -- Files ------------------------------------------------------------------------------------------------------------
def test_file_of_a_reply_is_downloaded_and_never_shown(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")
    scan = SimpleUploadedFile("Lieferschein Ä.pdf", b"%PDF-1.7 ...")
    post(client, case, "replies", text=TEXT, seen=changed(case), files=scan)
    found, held = Attachment.objects.get(), Reply.objects.get()
    address = f"/cases/{case.pk}/files/{found.pk}"

    assert browser(tannhof, "sandra").get(address).status_code == 404  # not sent yet
    answer.release(held.pk, held.send_at)
    hands.now = later(tannhof, hours=1)
    given = browser(tannhof, "sandra").get(address)

    assert b"".join(given.streaming_content) == b"%PDF-1.7 ..."
    assert given["Content-Disposition"].startswith("attachment;")
    assert given["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in given["Content-Security-Policy"]
    assert address in client.get(f"/cases/{case.pk}").content.decode()
    assert browser(tannhof, "mareike").get(address).status_code == 404


def test_file_of_a_note_stays_in_the_team(tannhof: Cast):
    case = tannhof.ask("sandra")
    post(browser(tannhof, "aylin"), case, "notes", text="Intern", files=SimpleUploadedFile("intern.txt", b"geheim"))
    address = f"/cases/{case.pk}/files/{Attachment.objects.get().pk}"

    assert browser(tannhof, "jonas").get(address).status_code == 200
    assert browser(tannhof, "coach").get(address).status_code == 200
    assert browser(tannhof, "sandra").get(address).status_code == 404
    assert browser(tannhof, "aylin").get(f"/cases/{case.pk}/files/{2**70}").status_code == 404


def test_file_of_another_case_is_not_found_here(tannhof: Cast):
    one, other = tannhof.ask("sandra"), tannhof.ask("uwe")
    post(browser(tannhof, "aylin"), one, "notes", text="Intern", files=SimpleUploadedFile("intern.txt", b"x"))

    assert browser(tannhof, "aylin").get(f"/cases/{other.pk}/files/{Attachment.objects.get().pk}").status_code == 404


def test_file_that_could_run_is_refused_and_the_text_stays(tannhof: Cast):
    case = tannhof.ask("sandra")
    upload = SimpleUploadedFile("rechnung.exe", b"MZ")

    page = post(browser(tannhof, "aylin"), case, "replies", text=TEXT, seen=changed(case), files=upload)

    assert page.status_code == 422
    assert f">\n{TEXT}</textarea>" in page.content.decode()
    assert (Reply.objects.count(), Attachment.objects.count()) == (0, 0)


def test_reopened_case_says_what_is_promised_anew(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    reply(tannhof, case, "aylin", TEXT, tannhof.now, then=answer.Then(outcome="granted"))
    hands.now = later(tannhof, hours=1)
    client = browser(tannhof, "aylin")

    assert "fünf Arbeitstagen" in words(client.get(f"/cases/{case.pk}/reopening"))
    post(client, case, "reopening", text="Sie passt nicht.")

    assert Case.objects.get().is_open
    assert notes(case) == ["Sie passt nicht."]
    assert list(Promise.objects.filter(kind="solution").order_by("no").values_list("verdict", flat=True)) == [
        "broken",
        "open",
    ]
