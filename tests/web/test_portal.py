"""The portal: what can be asked for, asking for it, and one's own requests. The same pages for every customer."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kundenkreis.cases.models import Attachment, Case, RequestType
from kundenkreis.flow import answer, close, pledge, work
from kundenkreis.flow.pledge import NewPromise
from kundenkreis.people.models import Account, Person
from kundenkreis.promises.models import CalendarVersion
from tests.cast import NOW, Cast, berlin
from tests.web.portal import Hands, browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]

FORM = [
    {
        "name": "reason",
        "kind": "choice",
        "label": "Was stimmt nicht?",
        "label_en": "What is wrong?",
        "required": True,
        "choices": [{"value": "price", "label": "Der Preis", "label_en": "The price"}, "Die Menge"],
    },
    {
        "name": "right",
        "kind": "amount",
        "label": "Richtiger Betrag",
        "label_en": "Right amount",
        "required": True,
        "show_when": {"field": "reason", "value": "price"},
    },
    {"name": "scan", "kind": "file", "label": "Scan", "label_en": "Scan"},
]


def address(tannhof: Cast, type: str = "auskunft") -> str:
    return f"/portal/requests/new/{tannhof.types[type].pk}"


def give_form(tannhof: Cast) -> None:
    RequestType.objects.filter(pk=tannhof.types["rechnung"].pk).update(form=FORM)


@pytest.mark.parametrize("name", ["uwe", "marlies", "sandra"])
@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("de", ["Was können wir für Sie tun?", "Antwort bis morgen 8:18 Uhr", "acht Arbeitsstunden", "Kundenteam Süd"]),
        ("en", ["What can we do for you?", "Answer by 8:18 tomorrow", "eight working hours", "Kundenteam Süd"]),
    ],
)
def test_employee_supplier_and_customer_see_what_is_promised_before_they_ask(
    tannhof: Cast, name: str, language: str, says: list[str]
):
    page = words(browser(tannhof, name, language).get("/portal/"))

    for text in says:
        assert text in page


@pytest.mark.parametrize("name", ["uwe", "marlies", "sandra"])
@pytest.mark.parametrize(
    ("language", "arrived", "promise"),
    [
        ("de", "Ihre Anfrage ist angekommen", "Antwort bis heute 11:18 Uhr"),
        ("en", "Your request has arrived", "Answer by 11:18 today"),
    ],
)
def test_employee_supplier_and_customer_ask_and_get_number_team_and_promises(
    tannhof: Cast, name: str, language: str, arrived: str, promise: str
):
    client = browser(tannhof, name, language)
    typed = {"text": "Die Presse steht.", "impact": "1", "pressure": "2", "needed_by": "2026-11-19"}

    answered = client.post(address(tannhof), typed, follow=True)

    case = Case.objects.get()
    page = words(answered)
    assert answered.redirect_chain == [(f"/portal/requests/{case.pk}/received", 302)]
    assert arrived in page
    assert f"{case.pk}. Kundenteam Süd" in page
    assert promise in page
    assert (case.subject, case.impact, case.pressure, case.channel) == ("Die Presse steht", 1, 2, "portal")
    assert case.needed_by == berlin(11, 19, 23, 59)
    assert "Die Presse steht" in words(client.get("/portal/requests/"))


def test_dates_follow_the_two_urgency_questions(tannhof: Cast):
    client = browser(tannhof, "sandra", "en")

    usual = words(client.get(address(tannhof)))
    piece = client.get(address(tannhof) + "?impact=2&pressure=3", headers={"HX-Request": "true"})

    assert "Answer by 8:18 tomorrow eight working hours" in usual
    assert "Answer by 10:18 today one working hour" in words(piece)
    assert "<html" not in piece.content.decode()
    assert piece.headers["Vary"].startswith("HX-Request")


def test_form_without_script_is_drawn_anew_with_what_was_chosen(tannhof: Cast):
    give_form(tannhof)
    client = browser(tannhof, "sandra", "en")
    typed = {"intent": "show", "f-reason": "price", "text": "Bitte ändern", "impact": "2", "pressure": "3"}

    page = client.post(address(tannhof, "rechnung"), typed)

    assert page.status_code == 200
    assert "Bitte ändern" in page.content.decode()
    assert 'data-is="price">' in page.content.decode()
    assert "Answer by 10:18 today" in words(page)
    assert not Case.objects.exists()


def test_question_that_does_not_apply_is_hidden_and_not_asked_for(tannhof: Cast):
    give_form(tannhof)
    client = browser(tannhof, "sandra", "en")

    assert 'data-is="price" hidden>' in client.get(address(tannhof, "rechnung")).content.decode()
    client.post(address(tannhof, "rechnung"), {"f-reason": "Die Menge", "f-right": "12"})

    assert Case.objects.get().answers == {"reason": "Die Menge"}


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", ["2 details are missing", "Right amount: Please fill this in.", "This day is over."]),
        ("de", ["Richtiger Betrag: Bitte ausfüllen.", "Dieser Tag ist vorbei."]),
    ],
)
def test_what_is_missing_is_named_on_top_and_what_was_typed_stays(tannhof: Cast, language: str, says: list[str]):
    give_form(tannhof)
    typed = {"f-reason": "price", "text": "Bitte ändern", "subject": "Zu teuer", "needed_by": "2026-11-16"}

    page = browser(tannhof, "sandra", language).post(address(tannhof, "rechnung"), typed)

    html = page.content.decode()
    assert page.status_code == 422
    for text in says:
        assert text in words(page)
    assert 'href="#f-right"' in html
    assert 'value="Zu teuer"' in html
    assert ">\nBitte ändern</textarea>" in html
    assert 'value="price" checked' in html
    assert not Case.objects.exists()


def test_answers_and_files_of_the_types_own_form_arrive(tannhof: Cast):
    give_form(tannhof)
    client = browser(tannhof, "sandra", "en")
    typed = {
        "f-reason": "price",
        "f-right": "1.234,50",
        "f-scan": SimpleUploadedFile("../scan.pdf", b"%PDF-1.7"),
        "files": [SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff"), SimpleUploadedFile("foto.jpg", b"\xff\xd8\xfe")],
    }

    client.post(address(tannhof, "rechnung"), typed)

    case = Case.objects.get()
    page = client.get(f"/portal/requests/{case.pk}")
    assert case.answers == {"reason": "price", "right": "1234.50", "scan": ["scan.pdf"]}
    assert case.subject == "Rechnung"
    assert list(Attachment.objects.values_list("name", flat=True)) == ["scan.pdf", "foto.jpg", "foto (2).jpg"]
    assert "Right amount 1,234.50 €" in words(page)
    assert "foto (2).jpg" in words(page)


def test_file_that_is_not_taken_is_named_and_nothing_else_is_lost(tannhof: Cast):
    typed = {"text": "Bitte ansehen", "files": SimpleUploadedFile("rechnung.pdf.exe", b"MZ\x90")}

    page = browser(tannhof, "sandra", "en").post(address(tannhof), typed)

    assert page.status_code == 422
    assert "“rechnung.pdf.exe” could run as a program" in words(page)
    assert "A file has to be chosen again: rechnung.pdf.exe" in words(page)
    assert "Bitte ansehen" in page.content.decode()
    assert not Case.objects.exists()


def test_form_sent_by_htmx_keeps_its_files_and_leads_on_as_a_whole(tannhof: Cast):
    client = browser(tannhof, "sandra", "en")
    htmx = {"HX-Request": "true"}
    bad = client.post(address(tannhof), {"text": "", "files": SimpleUploadedFile("a.txt", b"a")}, headers=htmx)
    good = client.post(address(tannhof), {"text": "Guten Tag"}, headers=htmx)

    assert bad.status_code == 422
    assert 'id="content"' in bad.content.decode()
    assert "has to be chosen again" not in words(bad)
    assert (good.status_code, good.headers["HX-Redirect"]) == (
        204,
        f"/portal/requests/{Case.objects.get().pk}/received",
    )


def test_form_sent_twice_asks_once_and_changed_text_asks_anew(tannhof: Cast):
    client = browser(tannhof, "sandra")
    typed = {"text": "Die Presse steht.", "key": "einmal-und-nie-wieder"}

    first = client.post(address(tannhof), typed)
    second = client.post(address(tannhof), typed)
    third = client.post(address(tannhof), typed | {"text": "Die Presse steht und raucht."})

    assert first.headers["Location"] == second.headers["Location"] != third.headers["Location"]
    assert Case.objects.count() == 2


def test_key_of_somebody_else_leads_to_a_request_of_ones_own(tannhof: Cast):
    typed = {"text": "Die Presse steht.", "key": "einmal-und-nie-wieder"}

    browser(tannhof, "sandra").post(address(tannhof), typed)
    browser(tannhof, "uwe").post(address(tannhof), typed)

    assert set(Case.objects.values_list("person__email", flat=True)) == {
        "sandra@tannhof.example",
        "uwe@tannhof.example",
    }


def test_who_speaks_for_several_organisations_chooses_for_whom_she_asks(tannhof: Cast):
    second = Account.objects.create(
        person=tannhof.people["sandra"], organisation=tannhof.organisations["montage"], is_main=False
    )
    client = browser(tannhof, "sandra", "en")

    assert "For whom do you ask? Papierfabrik Weidach Montage Halle 2" in words(client.get(address(tannhof)))
    client.post(address(tannhof), {"text": "Als Kollegin", "account": str(second.pk)})
    client.post(address(tannhof), {"text": "Als Kundin"})
    odd = client.post(address(tannhof), {"text": "Als wer?", "account": "fremd"})

    assert odd.status_code == 422
    assert "Als wer?" in words(odd)
    assert list(Case.objects.order_by("pk").values_list("customer_class", flat=True)) == ["internal", "external"]


def test_who_belongs_to_no_organisation_is_told_what_to_do(tannhof: Cast):
    tannhof.people["sandra"].accounts.all().delete()
    client = browser(tannhof, "sandra", "en")

    assert "we will add you" in words(client.get("/portal/"))
    assert client.get(address(tannhof)).status_code == 409


def test_concern_in_own_words_goes_on_to_the_form_with_its_text(tannhof: Cast):
    page = browser(tannhof, "sandra").post(address(tannhof), {"intent": "show", "text": "Zwei Dichtungen fehlen"})

    assert page.status_code == 200
    assert "Zwei Dichtungen fehlen</textarea>" in page.content.decode()


def test_concern_in_own_words_can_go_on_to_a_kind_that_fits_better(tannhof: Cast):
    client = browser(tannhof, "sandra")
    other = f'formaction="{address(tannhof, "rechnung")}"'

    page = client.post(address(tannhof), {"intent": "show", "text": "Zwei Dichtungen fehlen"})

    assert other in page.content.decode()
    assert "Passt eine andere Art von Anfrage besser?" in words(page)
    drawn_anew = client.post(address(tannhof), {"intent": "show", "text": "Zwei Dichtungen fehlen", "key": "a" * 12})
    assert other not in drawn_anew.content.decode()


@pytest.mark.parametrize(("required", "status"), [(False, 422), (True, 302)])
def test_words_are_asked_for_first_unless_the_type_itself_asks_for_something(
    tannhof: Cast, required: bool, status: int
):
    asked = {"name": "order", "kind": "text", "label": "Auftragsnummer", "required": required}
    RequestType.objects.filter(pk=tannhof.types["rechnung"].pk).update(form=[asked])
    client = browser(tannhof, "sandra")

    form = client.get(address(tannhof, "rechnung")).content.decode()
    sent = client.post(address(tannhof, "rechnung"), {"f-order": "48213"})

    assert (form.index('name="text"') < form.index('name="f-order"')) is not required
    assert sent.status_code == status


@pytest.mark.parametrize("path", ["/portal/requests/new/0", "/portal/requests/new/99999", "/portal/requests/99999"])
def test_what_does_not_exist_is_a_kind_404(tannhof: Cast, path: str):
    assert browser(tannhof, "sandra").get(path).status_code == 404


def test_what_is_no_longer_offered_cannot_be_asked_for(tannhof: Cast):
    RequestType.objects.filter(pk=tannhof.types["rechnung"].pk).update(is_active=False)

    assert browser(tannhof, "sandra").get(address(tannhof, "rechnung")).status_code == 404
    assert browser(tannhof, "sandra").get(address(tannhof, "kollege")).status_code == 404


def test_spoilt_form_in_the_database_keeps_nobody_from_asking(tannhof: Cast):
    RequestType.objects.filter(pk=tannhof.types["rechnung"].pk).update(form=[{"kind": "colour"}])
    client = browser(tannhof, "sandra")

    assert client.get(address(tannhof, "rechnung")).status_code == 200
    assert client.post(address(tannhof, "rechnung"), {"text": "Bitte"}).status_code == 302


def test_company_without_a_calendar_still_takes_no_one_to_an_error(tannhof: Cast):
    CalendarVersion.objects.all().delete()
    client = browser(tannhof, "sandra", "en")

    assert client.get("/portal/").status_code == 200
    assert "The time is promised as soon as the request has come in." in words(client.get(address(tannhof)))


def test_portal_asks_who_has_not_signed_in_to_sign_in(tannhof: Cast, client):
    answered = client.get("/portal/requests/")

    assert answered.status_code == 302
    assert answered.headers["Location"] == "/accounts/login/?next=/portal/requests/"


def test_times_stand_in_the_requesters_own_zone(tannhof: Cast):
    Person.objects.filter(pk=tannhof.people["sandra"].pk).update(zone="America/New_York")
    tannhof.ask("sandra")

    page = words(browser(tannhof, "sandra", "en").get("/portal/requests/"))

    assert "Answer by 7:18 today" in page
    assert "All times are in your time zone (America/New_York)." in page


def test_broken_promise_stays_visible_with_reason_and_new_date(tannhof: Cast, hands: Hands):
    case, aylin = tannhof.ask("sandra"), tannhof.viewer("aylin")
    no = pledge.give(case.pk, NewPromise("due_date", "Liefertermin", due_at=berlin(11, 18, 12)), by=aylin, now=NOW)
    hands.now = berlin(11, 18, 13)
    pledge.move(
        case.pk, no, agreed=False, reason="Das Lager zählt noch", due_at=berlin(11, 20, 12), by=aylin, now=hands.now
    )

    page = words(browser(tannhof, "sandra", "de").get("/portal/requests/"))

    assert "Liefertermin, zugesagt bis heute 12:00 Uhr" in page
    assert "Das haben wir nicht gehalten. Das Lager zählt noch. Neuer Termin: Fr 12:00." in page


def test_paused_promise_says_that_the_clock_stands_still(tannhof: Cast):
    case, aylin = tannhof.ask("sandra"), tannhof.viewer("aylin")
    work.take(case.pk, by=aylin, now=NOW)
    held = answer.send(case.pk, "Welche Farbe?", 1, by=aylin, now=NOW, then=answer.Then(question=True))
    answer.release(held.pk, held.send_at)

    page = words(browser(tannhof, "sandra", "en").get("/portal/requests/"))

    assert "Aylin Demir takes care of it." in page
    assert "The clock stands still until you have answered our question." in page
    assert "Answer kept: today 9:18" in page


def test_own_requests_come_a_page_at_a_time(tannhof: Cast):
    numbers = [tannhof.ask("sandra", subject=f"Anliegen {no}").pk for no in range(22)]
    client = browser(tannhof, "sandra", "en")

    first = client.get("/portal/requests/")
    rest = words(client.get(f"/portal/requests/?show=open&before={numbers[2]}"))

    assert f"?show=open&amp;before={numbers[2]}" in first.content.decode()
    assert "Anliegen 21" in words(first)
    assert "Anliegen 1 " not in words(first)
    assert "Anliegen 1 " in rest
    assert "Anliegen 2 " not in rest


@pytest.mark.parametrize("query", ["before=x", "before=-1", "before=" + "9" * 30, "before=²", "before=1%00", "show=x"])
def test_nonsense_in_the_address_of_own_requests_is_said(tannhof: Cast, query: str):
    answered = browser(tannhof, "sandra", "en").get(f"/portal/requests/?{query}")

    assert answered.status_code == 400
    assert "cannot be read" in words(answered)


@pytest.mark.parametrize(
    ("path", "statements"), [("/portal/", 5), ("/portal/requests/", 3), ("/portal/requests/?show=done", 3)]
)
def test_lists_take_the_same_statements_for_one_and_for_three_requests(
    tannhof: Cast, django_assert_num_queries: Any, path: str, statements: int
):
    client = browser(tannhof, "sandra")

    def ask() -> None:
        case = tannhof.ask("sandra")
        if "done" in path:
            close.withdraw(case.pk, "", by=tannhof.viewer("sandra"), now=NOW)

    ask()
    client.get(path)
    with django_assert_num_queries(statements):
        client.get(path)
    ask()
    ask()

    with django_assert_num_queries(statements):
        client.get(path)
