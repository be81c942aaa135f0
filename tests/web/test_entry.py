"""Entering a request for somebody who calls: found by name or number, with what is open beside the form."""

from typing import Any

import pytest

from kundenkreis.base import reference
from kundenkreis.cases.callers import digits_of
from kundenkreis.cases.models import Case, RequestType
from kundenkreis.people.models import Account, ContactPoint, Person
from tests.cast import Cast
from tests.web.portal import browser, hands, tannhof, words
from tests.web.test_portal import FORM

__all__ = ["hands", "tannhof"]

TYPED = {"text": "Die Kupplung ist beschädigt.", "impact": "1", "pressure": "2", "key": "abcdefgh12"}


@pytest.fixture
def reachable(tannhof: Cast) -> Cast:
    """The company, with a phone number and a second address of Sandra."""
    Person.objects.filter(pk=tannhof.people["sandra"].pk).update(phone="+49 (0)821 4550-17")
    sandra = tannhof.people["sandra"]
    ContactPoint.objects.create(person=sandra, kind="phone", value="0171/99 88 77")
    ContactPoint.objects.create(person=sandra, kind="email", value="versand@weidach.example")
    return tannhof


@pytest.mark.parametrize(
    "typed",
    [
        "kunz",
        "San Kunz",
        "PAPIER",
        "sandra@tann",
        "versand@weidach.example",
        "0821 4550-17",
        "+49 821 455017",
        "0049821455017",
        "(0821) 4550 17",
        "550-17",
        "0171 998877",
    ],
)
def test_a_customer_is_found_by_name_organisation_address_and_number(reachable: Cast, typed: str):
    said = words(browser(reachable, "aylin").get("/cases/new", {"q": typed}))

    assert "Sandra Kunz" in said
    assert "Uwe Stein" not in said


@pytest.mark.parametrize("typed", ["unz", "4551", "12", "%", "_", "\x00", "kunz stein", "9" * 200, "' or 1=1 --"])
def test_what_fits_nobody_finds_nobody(reachable: Cast, typed: str):
    said = words(browser(reachable, "aylin", "en").get("/cases/new", {"q": typed}))

    assert "Sandra" not in said


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("+49 (0)821 4550-17", "821455017"), ("0821/455017", "821455017"), ("17", ""), ("Halle 2", ""), ("1" * 16, "")],
)
def test_a_number_is_read_without_what_depends_on_the_caller(typed: str, digits: str):
    assert digits_of(typed) == digits


def test_htmx_gets_only_those_found(reachable: Cast):
    answer = browser(reachable, "aylin").get("/cases/new", {"q": "kunz"}, headers={"HX-Request": "true"})

    assert answer.content.decode().strip().startswith('<div id="callers"')


def test_a_customer_of_another_team_is_not_found(reachable: Cast):
    client = browser(reachable, "mareike")

    assert "Sandra" not in words(client.get("/cases/new", {"q": "kunz"}))
    assert client.get("/cases/new", {"person": reachable.people["sandra"].pk}).status_code == 404


@pytest.mark.parametrize(("language", "said"), [("de", "hat die Nummer"), ("en", "has number")])
def test_a_call_becomes_a_request_with_promises(tannhof: Cast, language: str, said: str):
    client, sandra = browser(tannhof, "aylin", language), tannhof.people["sandra"]

    answer = client.post("/cases/new", {**TYPED, "person": sandra.pk, "type": tannhof.types["auskunft"].pk})

    case = Case.objects.get()
    assert answer["Location"] == f"/cases/{case.pk}"
    assert (case.person_id, case.channel, case.impact, case.pressure) == (sandra.pk, "phone", 1, 2)
    assert case.team_id == tannhof.teams["sued"].pk
    assert case.promises.filter(kind="first_answer", settled_at=None).exists()
    assert said in words(client.get(answer["Location"]))


def test_sending_twice_enters_once(tannhof: Cast):
    client = browser(tannhof, "aylin")
    typed = {**TYPED, "person": tannhof.people["sandra"].pk}

    first, second = client.post("/cases/new", typed), client.post("/cases/new", typed)

    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_a_request_for_another_team_is_named_and_left_to_it(tannhof: Cast):
    client = browser(tannhof, "aylin", "en")
    typed = {**TYPED, "person": tannhof.people["uwe"].pk, "type": tannhof.types["papiere"].pk}

    answer = client.post("/cases/new", typed, follow=True)

    assert answer.redirect_chain == [("/cases/new", 302)]
    assert f"The request has number {Case.objects.get().pk} and is with Buchhaltung now." in words(answer)


def test_open_requests_stand_beside_the_form(tannhof: Cast):
    open_one = tannhof.ask("sandra", subject="Kupplung beschädigt")
    colleague = Person.objects.create(given_name="Ralf", family_name="Ost", email="ralf@weidach.example")
    Account.objects.create(person=colleague, organisation=tannhof.organisations["weidach"])
    hidden = tannhof.ask("sandra", "papiere", subject="Nur für die Buchhaltung")

    said = words(browser(tannhof, "aylin", "en").get("/cases/new", {"person": colleague.pk}))

    assert f"{open_one.pk}, Auskunft, Sandra Kunz" in said
    assert hidden.subject not in said


def test_account_and_kind_decide_who_answers_and_what_is_asked(tannhof: Cast):
    second = Account.objects.create(
        person=tannhof.people["sandra"], organisation=tannhof.organisations["haegele"], is_main=False
    )
    RequestType.objects.filter(pk=tannhof.types["rechnung"].pk).update(form=FORM)
    client = browser(tannhof, "aylin")
    chosen = {"person": tannhof.people["sandra"].pk, "account": second.pk, "type": tannhof.types["rechnung"].pk}

    said = words(client.post("/cases/new", {**chosen, **TYPED, "intent": "show"}))

    assert "Richtiger Betrag" in said
    assert "Es geht an: Buchhaltung" in said
    assert Case.objects.count() == 0


def test_what_is_missing_is_named_and_what_was_typed_stays(tannhof: Cast):
    typed = {
        **TYPED,
        "person": tannhof.people["sandra"].pk,
        "subject": "Kupplung",
        "text": "",
        "needed_by": "31.02.2027",
    }

    answer = browser(tannhof, "aylin").post("/cases/new", typed)

    assert answer.status_code == 422
    said = words(answer)
    assert "2 Angaben fehlen" in said
    assert 'value="Kupplung"' in answer.content.decode()
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "nonsense", [{"type": "x"}, {"type": "99999"}, {"account": "0"}, {"impact": "9"}, {"pressure": "-1"}]
)
def test_choice_that_there_is_not_is_asked_for_again(tannhof: Cast, nonsense: dict[str, str]):
    typed = {**TYPED, "person": tannhof.people["sandra"].pk, **nonsense}

    answered = browser(tannhof, "aylin", "en").post("/cases/new", typed)

    assert answered.status_code == 422
    assert "Please choose one of the answers." in words(answered)
    assert TYPED["text"] in words(answered)
    assert Case.objects.count() == 0


def test_form_with_a_key_of_its_own_making_comes_in_all_the_same(tannhof: Cast):
    typed = {**TYPED, "person": tannhof.people["sandra"].pk, "key": "!"}

    assert browser(tannhof, "aylin").post("/cases/new", typed).status_code == 302


@pytest.mark.parametrize("person", ["", "0", "x", "99999999999999999999", "-3"])
def test_there_is_no_such_customer(tannhof: Cast, person: str):
    assert browser(tannhof, "aylin").get("/cases/new", {"person": person}).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("aylin", 200), ("coach", 403), ("uwe", 403), ("sandra", 403)])
def test_members_enter(tannhof: Cast, name: str, status: int):
    client = browser(tannhof, name)

    assert client.get("/cases/new").status_code == status
    assert client.post("/cases/new", {**TYPED, "person": tannhof.people["sandra"].pk}).status_code in (302, 403)
    assert Case.objects.exists() is (status == 200)


def test_without_a_kind_of_request_nothing_can_be_entered(tannhof: Cast):
    RequestType.objects.update(is_active=False)
    reference.forget()
    answer = browser(tannhof, "aylin", "en").get("/cases/new", {"person": tannhof.people["uwe"].pk})

    assert answer.status_code == 409
    assert "No request can be entered for Uwe Stein yet" in words(answer)


@pytest.mark.parametrize(("more", "statements"), [({}, 1), ({"q": "kunz"}, 2), ({"person": 1}, 6)])
def test_as_many_statements_with_one_as_with_three(
    tannhof: Cast, django_assert_num_queries: Any, more: dict[str, Any], statements: int
):
    client = browser(tannhof, "aylin")
    asked = {**more, "person": tannhof.people["sandra"].pk} if "person" in more else more
    tannhof.ask("sandra")
    client.get("/cases/new", asked)

    with django_assert_num_queries(statements):
        client.get("/cases/new", asked)
    tannhof.ask("sandra")
    tannhof.ask("sandra")
    with django_assert_num_queries(statements):
        client.get("/cases/new", asked)
