"""One request as its requester sees it: signed in, and by a signed link without an account."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kundenkreis.base.links import case_link
from kundenkreis.cases.models import Attachment, Case, Message
from kundenkreis.flow import answer, close, followers, pledge, work
from kundenkreis.flow.pledge import NewPromise
from kundenkreis.people.models import Person
from kundenkreis.promises.models import Promise
from tests.cast import NOW, Cast, berlin
from tests.web.portal import Hands, browser, hands, link, tannhof, words

__all__ = ["hands", "tannhof"]

WAYS = ["account", "link"]


def way(tannhof: Cast, case: Case, how: str, language: str = "en") -> tuple[Client, str]:
    """Return a browser and the address of the page of a case: signed in, or with nothing but the link."""
    Person.objects.filter(pk=case.person_id).update(language=language)
    if how == "link":
        return Client(), link(case)
    client = Client()
    client.force_login(Person.objects.get(pk=case.person_id))
    return client, f"/portal/requests/{case.pk}"


def reply(tannhof: Cast, case: Case, text: str, **then: Any) -> None:
    seen = Case.objects.get(pk=case.pk).changed
    held = answer.send(case.pk, text, seen, by=tannhof.viewer("aylin"), now=NOW, then=answer.Then(**then))
    answer.release(held.pk, held.send_at)


def verdict(case: Case, kind: str) -> str:
    return Promise.objects.filter(case=case, kind=kind).latest("no").verdict


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("name", ["uwe", "marlies", "sandra"])
@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("de", ["Anfrage", "seit heute", "Aylin Demir kümmert sich.", "Lösung bis morgen 16:18 Uhr", "Gespräch"]),
        ("en", ["Request", "since today", "Aylin Demir takes care of it.", "Solution by 16:18 tomorrow", "Clarify"]),
    ],
)
def test_requester_sees_where_it_stands_who_is_on_it_and_what_was_said(
    tannhof: Cast, how: str, name: str, language: str, says: list[str]
):
    Person.objects.filter(pk=tannhof.people[name].pk).update(language=language)
    case = tannhof.ask(name)
    work.take(case.pk, by=tannhof.viewer("aylin"), now=NOW)
    reply(tannhof, case, "Wir beschaffen Ersatz.")
    client, page = way(tannhof, case, how, language)

    shown = words(client.get(page))

    for text in [*says, "Ersatzkupplung kam beschädigt an", "Wir beschaffen Ersatz."]:
        assert text in shown


@pytest.mark.parametrize("how", WAYS)
def test_notes_of_the_team_never_reach_the_requester_even_if_she_works_there(tannhof: Cast, how: str):
    case = tannhof.ask("jonas")
    work.note(case.pk, "Bitte nicht weitersagen", by=tannhof.viewer("aylin"), now=NOW)
    work.take(case.pk, by=tannhof.viewer("jonas"), now=NOW)
    client, page = way(tannhof, case, how)

    assert "Bitte nicht weitersagen" not in client.get(page).content.decode()


@pytest.mark.parametrize("how", WAYS)
def test_requester_writes_more_with_a_file_and_hears_by_when_it_is_answered(tannhof: Cast, how: str):
    case = tannhof.ask("sandra")
    reply(tannhof, case, "Welche Farbe?", question=True)
    client, page = way(tannhof, case, how)

    answered = client.post(
        f"{page}/messages", {"text": "Blau.", "files": SimpleUploadedFile("farbe.txt", b"blau")}, follow=True
    )

    message = Message.objects.latest("pk")
    assert (message.by, message.author, message.text) == ("customer", tannhof.people["sandra"], "Blau.")
    assert "Your message has arrived. We answer by 13:18 today." in words(answered)
    assert answered.redirect_chain[0][0] == f"{page}#conversation"
    file = Attachment.objects.get()
    download = client.get(f"{page}/files/{file.pk}")
    assert b"".join(download.streaming_content) == b"blau"
    assert download.headers["Content-Disposition"] == 'attachment; filename="farbe.txt"'


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"text": " "}, "Please write a message or choose a file."),
        ({"text": "x" * 20_001}, "Please use at most 20000 characters; these are 20001."),
        ({"text": "Anbei", "program": "x.exe"}, "could run as a program"),
    ],
)
def test_message_that_cannot_be_sent_stays_in_the_form(tannhof: Cast, how: str, typed: dict[str, str], says: str):
    case = tannhof.ask("sandra")
    client, page = way(tannhof, case, how)

    files = [SimpleUploadedFile(typed["program"], b"MZ")] if "program" in typed else []
    answered = client.post(f"{page}/messages", {"text": typed["text"], "files": files})

    assert answered.status_code == 422
    assert says in words(answered)
    assert f"\n{typed['text']}</textarea>" in answered.content.decode()
    assert Message.objects.count() == 1


@pytest.mark.parametrize("how", WAYS)
def test_requester_withdraws_after_being_asked_and_can_open_it_again(tannhof: Cast, how: str):
    case = tannhof.ask("sandra")
    client, page = way(tannhof, case, how)

    assert "Withdraw the request?" in words(client.get(f"{page}/withdrawal"))
    answered = client.post(f"{page}/withdrawal", {"reason": "Selbst gefunden"}, follow=True)

    assert Case.objects.get().state == "withdrawn"
    assert "You withdrew this request." in words(answered)
    assert verdict(case, "solution") == "withdrawn"
    client.post(f"{page}/reopening", {"reopening": "Doch nicht gefunden."})
    assert Case.objects.get().state == "open"


@pytest.mark.parametrize("how", WAYS)
def test_requester_confirms_the_solution(tannhof: Cast, how: str):
    case = tannhof.ask("sandra")
    reply(tannhof, case, "Erledigt.", outcome="granted")
    client, page = way(tannhof, case, how)

    assert "Is it well solved now?" in words(client.get(page))
    answered = client.post(f"{page}/confirmation", follow=True)

    assert Case.objects.get().confirmed_at == NOW + answer.UNDO
    assert "You confirmed that it is solved." in words(answered)


@pytest.mark.parametrize("how", WAYS)
def test_requester_says_that_it_is_still_open_and_what_is_missing(tannhof: Cast, how: str):
    case = tannhof.ask("sandra")
    reply(tannhof, case, "Erledigt.", outcome="granted")
    client, page = way(tannhof, case, how)

    refused = client.post(f"{page}/reopening", {"reopening": " "})
    client.post(f"{page}/reopening", {"reopening": "Es tropft noch."})

    assert refused.status_code == 422
    assert "Please write what is still missing." in words(refused)
    assert Case.objects.get().state == "open"
    assert Message.objects.latest("pk").text == "Es tropft noch."
    assert list(case.promises.filter(kind="solution").order_by("no").values_list("verdict", flat=True)) == [
        "broken",
        "open",
    ]


@pytest.mark.parametrize("how", WAYS)
def test_requester_agrees_to_a_moved_date_and_it_counts(tannhof: Cast, how: str):
    case, aylin = tannhof.ask("sandra"), tannhof.viewer("aylin")
    no = pledge.give(case.pk, NewPromise("due_date", "Liefertermin", due_at=berlin(11, 18, 12)), by=aylin, now=NOW)
    pledge.move(case.pk, no, agreed=False, reason="Das Lager zählt", due_at=berlin(11, 20, 12), by=aylin, now=NOW)
    client, page = way(tannhof, case, how)

    assert "We would like to move this to" in words(client.get(page))
    client.post(f"{page}/promises/{no}/agreement")

    moved = case.promises.get(no=no)
    assert (moved.due_at, moved.moves, moved.verdict) == (berlin(11, 20, 12), 1, "open")
    assert "Agree to the new date" not in words(client.get(page))


def test_agreement_after_the_date_changes_no_verdict(tannhof: Cast, hands: Hands):
    case, aylin = tannhof.ask("sandra"), tannhof.viewer("aylin")
    no = pledge.give(case.pk, NewPromise("due_date", "Liefertermin", due_at=berlin(11, 18, 12)), by=aylin, now=NOW)
    pledge.move(case.pk, no, agreed=False, reason="Das Lager zählt", due_at=berlin(11, 20, 12), by=aylin, now=NOW)
    hands.now = berlin(11, 18, 13)
    client, page = way(tannhof, case, "account")

    assert client.post(f"{page}/promises/{no}/agreement").status_code == 409
    assert client.post(f"{page}/promises/99/agreement").status_code == 409
    assert case.promises.get(no=no).due_at == berlin(11, 18, 12)


@pytest.mark.parametrize("how", WAYS)
def test_requester_disputes_a_milestone_for_five_working_days(tannhof: Cast, hands: Hands, how: str):
    case, aylin = tannhof.ask("sandra"), tannhof.viewer("aylin")
    no = pledge.give(case.pk, NewPromise("milestone", "Prüfbericht", due_at=berlin(11, 18, 12)), by=aylin, now=NOW)
    pledge.keep(case.pk, no, by=aylin, now=NOW)
    client, page = way(tannhof, case, how)
    hands.now = berlin(11, 24, 17)

    assert "Was this not kept?" in words(client.get(page))
    assert "This was not kept" in words(client.get(f"{page}/promises/{no}/dispute"))
    assert client.post(f"{page}/promises/{no}/dispute", {"reason": ""}).status_code == 422
    client.post(f"{page}/promises/{no}/dispute", {"reason": "Der Bericht war leer"})

    assert case.promises.get(no=no).verdict == "broken"


def test_dispute_comes_too_late_on_the_sixth_working_day(tannhof: Cast, hands: Hands):
    case, aylin = tannhof.ask("sandra"), tannhof.viewer("aylin")
    no = pledge.give(case.pk, NewPromise("milestone", "Prüfbericht", due_at=berlin(11, 18, 12)), by=aylin, now=NOW)
    pledge.keep(case.pk, no, by=aylin, now=NOW)
    hands.now = berlin(11, 25, 8)
    client, page = way(tannhof, case, "account")

    assert "Was this not kept?" not in words(client.get(page))
    assert client.post(f"{page}/promises/{no}/dispute", {"reason": "Leer"}).status_code == 404
    assert case.promises.get(no=no).verdict == "kept"


def test_link_is_for_exactly_one_case_and_gives_no_other_rights(tannhof: Cast):
    jonas = tannhof.ask("jonas")
    other = tannhof.ask("sandra")
    client, page = Client(), link(jonas)

    assert client.get(page).status_code == 200
    assert client.get(case_link(other.pk, jonas.person_id, NOW)).status_code == 404
    assert client.get("/portal/").status_code == 302
    assert client.get("/today").status_code in (302, 404)
    assert "sessionid" not in client.cookies


def test_link_tells_no_address_to_others_and_is_kept_nowhere(tannhof: Cast):
    answered = Client().get(link(tannhof.ask("sandra")))

    assert answered.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answered.headers["Cache-Control"]
    assert answered.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("token", ["x", "1-1-9d4", "1-1-9d4.AAAA", "%00", "..%2f", "ä" * 200])
def test_made_up_link_leads_nowhere_and_does_not_tell_whether_there_is_a_case(tannhof: Cast, token: str):
    tannhof.ask("sandra")

    for answered in (Client().get(f"/s/{token}"), Client().post(f"/s/{token}/messages", {"text": "Hallo"})):
        assert answered.status_code == 404
    assert Message.objects.count() == 1


def test_link_ends_after_half_a_year_and_says_what_to_do(tannhof: Cast, hands: Hands):
    page = link(tannhof.ask("sandra"))
    hands.now = NOW + timedelta(days=181)

    answered = Client().get(page)

    assert answered.status_code == 410
    assert "Dieser Link ist abgelaufen" in words(answered) or "This link has ended" in words(answered)


def test_link_of_somebody_who_has_left_is_closed(tannhof: Cast):
    page = link(tannhof.ask("sandra"))
    Person.objects.filter(pk=tannhof.people["sandra"].pk).update(is_active=False)

    assert Client().get(page).status_code == 404


def test_language_chosen_on_the_page_holds_for_the_link(tannhof: Cast):
    page, client = link(tannhof.ask("sandra")), Client()

    assert "Gespräch" in words(client.get(page))
    client.cookies["language"] = "en"
    assert "Conversation" in words(client.get(page))


@pytest.mark.parametrize("name", ["uwe", "marlies", "hr", "management", "works_council", "admin"])
@pytest.mark.parametrize(
    "rest", ["", "/received", "/withdrawal", "/promises/1/dispute", "/files/1", "/messages", "/confirmation"]
)
def test_nobody_else_sees_or_changes_a_request(tannhof: Cast, name: str, rest: str):
    case = tannhof.ask("sandra")
    client = browser(tannhof, name)
    method = client.post if rest in ("/messages", "/confirmation") else client.get

    assert method(f"/portal/requests/{case.pk}{rest}").status_code == 404
    assert Message.objects.count() == 1


def test_colleague_at_work_is_led_to_her_own_page_of_the_request(tannhof: Cast):
    case = tannhof.ask("sandra")

    answered = browser(tannhof, "aylin").get(f"/portal/requests/{case.pk}")

    assert (answered.status_code, answered.headers["Location"]) == (302, f"/cases/{case.pk}")
    assert browser(tannhof, "aylin").post(f"/portal/requests/{case.pk}/confirmation").status_code == 403


def test_who_follows_a_request_reads_and_does_not_act(tannhof: Cast):
    case = tannhof.ask("sandra")
    followers.bring_in(case.pk, tannhof.people["uwe"].pk, by=tannhof.viewer("aylin"), now=NOW)
    client = browser(tannhof, "uwe", "en")

    page = words(client.get(f"/portal/requests/{case.pk}"))

    assert "Der Karton war eingedrückt." in page
    assert "Your message" not in page
    assert client.post(f"/portal/requests/{case.pk}/messages", {"text": "Hallo"}).status_code == 403
    assert client.get(f"/portal/requests/{case.pk}/withdrawal").status_code == 404


@pytest.mark.parametrize("rest", ["", "/withdrawal", "/received"])
def test_pages_that_only_show_refuse_other_methods(tannhof: Cast, rest: str):
    case = tannhof.ask("sandra")

    assert browser(tannhof, "sandra").put(f"/portal/requests/{case.pk}{rest}").status_code == 405
    assert Client().put(link(case)).status_code == 403


def test_request_page_takes_the_same_statements_for_one_and_for_three_messages(
    tannhof: Cast, django_assert_num_queries: Any
):
    case = tannhof.ask("sandra")
    client, page = way(tannhof, case, "account")
    client.get(page)
    with django_assert_num_queries(5):
        client.get(page)
    reply(tannhof, case, "Eins")
    client.post(f"{page}/messages", {"text": "Zwei", "files": SimpleUploadedFile("a.txt", b"a")})
    client.get(page)

    with django_assert_num_queries(5):
        client.get(page)


def test_older_messages_are_one_step_away(tannhof: Cast):
    case = tannhof.ask("sandra", text="Ganz am Anfang")
    Message.objects.bulk_create(
        Message(case=case, by="customer", author_id=case.person_id, at=NOW + timedelta(minutes=no), text=f"Zeile {no}.")
        for no in range(1, 56)
    )
    client, page = way(tannhof, case, "account")

    newest = client.get(page)
    older = newest.content.decode().split('href="' + page + "?before=")[1].split('"')[0]

    assert "Ganz am Anfang" not in words(newest)
    assert "Ganz am Anfang" in words(client.get(f"{page}?before={older.split('#')[0]}"))
    for nonsense in ("x", "1e999-3", "nan-1", "5-"):
        assert client.get(f"{page}?before={nonsense}").status_code == 400


def test_joined_request_points_to_the_one_that_goes_on(tannhof: Cast):
    child, parent = tannhof.ask("sandra"), tannhof.ask("sandra")
    Case.objects.filter(pk=child.pk).update(state="withdrawn", ended_at=NOW, parent=parent)
    client, page = way(tannhof, child, "account")

    shown = words(client.get(page))

    assert f"We handle this together with request {parent.pk}." in shown
    assert "I need it after all" not in shown


def test_refused_request_says_so_plainly(tannhof: Cast):
    case = tannhof.ask("sandra")
    reply(tannhof, case, "Das können wir nicht.", outcome="refused")
    client, page = way(tannhof, case, "account")

    assert "We could not do what you asked." in words(client.get(page))
    assert "No, still open" in words(client.get("/portal/requests/?show=done"))
    close.confirm(case.pk, by=tannhof.viewer("sandra"), now=NOW)
    assert "No, still open" not in words(client.get("/portal/requests/?show=done"))
