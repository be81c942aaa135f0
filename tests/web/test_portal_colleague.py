"""Ask a colleague with three inputs, and answer what one was asked."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kundenkreis.cases.models import Case, RequestType
from kundenkreis.flow import answer, intake
from kundenkreis.people.models import Account
from kundenkreis.replies.models import Reply
from tests.cast import NOW, Cast, berlin
from tests.web.portal import Hands, browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]

ASK = "/portal/colleague"


def ask(tannhof: Cast, asker: str = "aylin", colleague: str = "uwe", text: str = "Bitte die Zeichnung") -> Case:
    return intake.ask_colleague(tannhof.people[colleague].pk, text, None, by=tannhof.viewer(asker), now=NOW)


@pytest.mark.parametrize(
    ("language", "promise"), [("de", "Antwort bis morgen 8:18 Uhr"), ("en", "Answer by 8:18 tomorrow")]
)
def test_three_inputs_are_enough_and_the_promise_is_that_of_every_request(tannhof: Cast, language: str, promise: str):
    client = browser(tannhof, "uwe", language)

    before = words(client.get(ASK))
    answered = client.post(
        ASK, {"whom": "demir", "text": "Bitte die Zeichnung", "needed_by": "2026-11-19"}, follow=True
    )

    case = Case.objects.get()
    assert promise in before
    assert promise in words(answered)
    assert (case.person, case.taken_by, case.team) == (tannhof.people["uwe"], tannhof.people["aylin"], None)
    assert (case.needed_by, case.customer_class) == (berlin(11, 19, 23, 59), "internal")
    assert answered.redirect_chain[0][0] == f"/portal/requests/{case.pk}/received"
    assert "Aylin Demir" in words(answered)


@pytest.mark.parametrize("typed", ["Aylin", "DEMIR", "dem ayl", "aylin kundend", " Aylin  Demir "])
def test_colleague_is_found_by_the_beginning_of_her_names_and_department(tannhof: Cast, typed: str):
    page = words(browser(tannhof, "uwe", "en").get(ASK, {"whom": typed}))

    assert "Who is meant? Aylin Demir Kundendienst" in page


def test_accents_do_not_matter_when_looking_for_a_name(tannhof: Cast):
    Account.objects.create(person=tannhof.people["marlies"], organisation=tannhof.organisations["montage"])

    assert "Marlies Hägele Montage Halle 2" in words(browser(tannhof, "uwe").get(ASK, {"whom": "hagele"}))


def test_only_colleagues_can_be_found_and_not_oneself(tannhof: Cast):
    client = browser(tannhof, "uwe", "en")

    for typed in ("Sandra", "Stein", "", "%", "_"):
        assert "Who is meant?" not in words(client.get(ASK, {"whom": typed}))


def test_people_are_shown_while_the_name_is_typed(tannhof: Cast):
    piece = browser(tannhof, "uwe").get(ASK, {"whom": "dem"}, headers={"HX-Request": "true"})

    assert "Aylin Demir" in words(piece)
    assert "<html" not in piece.content.decode()


def test_unclear_name_is_chosen_from_a_list_without_losing_a_word(tannhof: Cast):
    client = browser(tannhof, "uwe", "en")
    typed = {"whom": "kundendienst", "text": "Bitte die Zeichnung"}

    unclear = client.post(ASK, typed)
    client.post(ASK, typed | {"colleague": str(tannhof.people["jonas"].pk)})

    assert unclear.status_code == 422
    assert "Please choose whom you mean." in words(unclear)
    assert "Bitte die Zeichnung</textarea>" in unclear.content.decode()
    assert Case.objects.get().taken_by == tannhof.people["jonas"]


def test_name_typed_anew_counts_more_than_an_earlier_choice(tannhof: Cast):
    typed = {"whom": "Vogt", "text": "Bitte", "colleague": str(tannhof.people["jonas"].pk)}

    browser(tannhof, "uwe").post(ASK, typed)

    assert Case.objects.get().taken_by == tannhof.people["mareike"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"whom": "", "text": "Bitte"}, "Please write whom you ask."),
        ({"whom": "Niemand", "text": "Bitte"}, "Nobody of this name was found."),
        ({"whom": "Demir", "text": " "}, "Please write what you need."),
        ({"whom": "Demir", "text": "x" * 20_001}, "at most 20000 characters"),
        ({"whom": "Demir", "text": "Bitte", "needed_by": "2026-11-16"}, "This day is over."),
        ({"whom": "Demir", "text": "Bitte", "needed_by": "bald"}, "for example 24.12.2026"),
        ({"whom": "", "text": "Bitte", "colleague": "99999999999999999999"}, "Please write whom you ask."),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_asked(tannhof: Cast, typed: dict[str, str], says: str):
    answered = browser(tannhof, "uwe", "en").post(ASK, typed)

    assert answered.status_code == 422
    assert says in words(answered)
    assert not Case.objects.exists()


def test_colleague_is_asked_once_however_often_the_form_is_sent(tannhof: Cast):
    client = browser(tannhof, "uwe")
    typed = {"whom": "Demir", "text": "Bitte die Zeichnung", "key": "einmal-und-nie-wieder"}

    assert client.post(ASK, typed).headers["Location"] == client.post(ASK, typed).headers["Location"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("name", ["sandra", "marlies"])
def test_customers_and_suppliers_ask_teams_and_not_single_colleagues(tannhof: Cast, name: str):
    client = browser(tannhof, name)

    assert client.get(ASK).status_code == 403
    assert ASK not in client.get("/portal/").content.decode()


def test_asking_colleagues_can_be_switched_off(tannhof: Cast):
    RequestType.objects.filter(pk=tannhof.types["kollege"].pk).update(is_active=False)
    client = browser(tannhof, "uwe", "en")

    assert ASK not in client.get("/portal/").content.decode()
    assert client.post(ASK, {"whom": "Demir", "text": "Bitte"}).status_code == 422


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("de", ["Bitten an Sie", "Aylin Demir bittet", "zugesagt bis morgen 8:18"]),
        ("en", ["Asked of you", "Aylin Demir asks", "promised by tomorrow 8:18"]),
    ],
)
def test_colleague_without_a_team_sees_what_she_was_asked(tannhof: Cast, language: str, says: list[str]):
    case = ask(tannhof)
    client = browser(tannhof, "uwe", language)

    assert "Bitte die Zeichnung" in words(client.get("/portal/"))
    assert says[0] in words(client.get("/portal/asked/"))
    assert says[1] in words(client.get(f"/portal/asked/{case.pk}"))
    for path in ("/portal/", "/portal/asked/"):
        assert says[2] in words(client.get(path))


def test_answer_can_be_taken_back_and_leaves_after_that(tannhof: Cast, hands: Hands):
    case = ask(tannhof)
    client = browser(tannhof, "uwe", "en")
    page = f"/portal/asked/{case.pk}"
    typed = {"text": "Liegt auf dem Server.", "then": "done", "seen": str(case.changed)}

    sent = client.post(f"{page}/replies", typed, follow=True)
    first = Reply.objects.get()
    back = client.post(f"{page}/replies/{first.pk}/undo", follow=True)
    case.refresh_from_db()
    client.post(f"{page}/replies", typed | {"seen": str(case.changed)})

    assert f"{page}/replies/{first.pk}/undo" in sent.content.decode()
    assert "Liegt auf dem Server.</textarea>" in back.content.decode()
    last = Reply.objects.latest("pk")
    assert answer.release(last.pk, last.send_at)
    assert (Case.objects.get().state, Case.objects.get().outcome) == ("solved", "granted")
    assert "Liegt auf dem Server." in words(browser(tannhof, "aylin", "en").get(f"/portal/requests/{case.pk}"))
    assert "Bitte die Zeichnung" in words(client.get("/portal/asked/?show=done"))


@pytest.mark.parametrize(
    ("then", "state", "outcome"), [("later", "open", ""), ("question", "open", ""), ("refused", "solved", "refused")]
)
def test_answer_says_how_it_goes_on(tannhof: Cast, then: str, state: str, outcome: str):
    case = ask(tannhof)
    typed = {"text": "Wie besprochen.", "then": then, "seen": str(case.changed)}

    browser(tannhof, "uwe").post(f"/portal/asked/{case.pk}/replies", typed)
    held = Reply.objects.get()
    answer.release(held.pk, held.send_at)

    case.refresh_from_db()
    assert (case.state, case.outcome) == (state, outcome)
    paused = case.promises.get(kind="solution").paused_since
    assert (paused is not None) == (then == "question")


def test_answer_stops_when_the_asker_wrote_meanwhile_and_the_text_stays(tannhof: Cast):
    case = ask(tannhof)
    seen = case.changed
    intake.write(case.pk, "Hat sich erledigt, danke.", by=tannhof.viewer("aylin"), now=NOW)

    answered = browser(tannhof, "uwe", "en").post(
        f"/portal/asked/{case.pk}/replies", {"text": "Hier ist sie.", "then": "done", "seen": str(seen)}
    )

    assert answered.status_code == 409
    assert "Hat sich erledigt, danke." in words(answered)
    assert "Hier ist sie.</textarea>" in answered.content.decode()
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"text": " "}, "Please write a reply."),
        ({"text": "Anbei", "program": "x.exe"}, "could run as a program"),
        ({"text": " ", "then": "vielleicht", "seen": "x"}, "Please write a reply."),
    ],
)
def test_answer_that_cannot_be_sent_stays_in_the_form(tannhof: Cast, typed: dict[str, str], says: str):
    case = ask(tannhof)
    files = [SimpleUploadedFile(typed["program"], b"MZ")] if "program" in typed else []
    data: dict[str, Any] = {"seen": str(case.changed), **typed, "files": files}

    answered = browser(tannhof, "uwe", "en").post(f"/portal/asked/{case.pk}/replies", data)

    assert answered.status_code in (409, 422)
    assert typed["text"] == " " or says in words(answered)
    assert not Reply.objects.exists()


def test_only_the_colleague_who_was_asked_can_answer(tannhof: Cast):
    case, other = ask(tannhof), tannhof.ask("sandra")

    for name in ("jonas", "admin", "sandra", "aylin"):
        client = browser(tannhof, name)
        assert client.get(f"/portal/asked/{case.pk}").status_code == 404
        assert client.post(f"/portal/asked/{case.pk}/replies", {"text": "Ich"}).status_code == 404
        assert client.post(f"/portal/asked/{case.pk}/replies/1/undo").status_code == 404
    assert browser(tannhof, "uwe").get(f"/portal/asked/{other.pk}").status_code == 404
    assert browser(tannhof, "uwe").get(f"/portal/requests/{case.pk}").headers["Location"] == f"/portal/asked/{case.pk}"


@pytest.mark.parametrize(("path", "statements"), [("/portal/asked/", 2), ("/portal/asked/?show=done", 2)])
def test_list_of_what_one_was_asked_takes_the_same_statements_for_one_and_for_three(
    tannhof: Cast, django_assert_num_queries: Any, path: str, statements: int
):
    client = browser(tannhof, "uwe")
    ask(tannhof)
    client.get(path)
    with django_assert_num_queries(statements):
        client.get(path)
    ask(tannhof)
    ask(tannhof)

    with django_assert_num_queries(statements):
        client.get(path)


def test_nonsense_in_the_address_of_the_list_is_said(tannhof: Cast):
    for nonsense in ("x", "-1", "9" * 30):
        assert browser(tannhof, "uwe").get(f"/portal/asked/?before={nonsense}&show={nonsense}").status_code == 400
