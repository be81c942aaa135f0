"""Customers: one list for everybody, and a page each, told through a browser without script."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.flow import customers, work
from kundenkreis.people.models import Account, Note, Organisation, Person
from kundenkreis.teams.queries import responsible_team
from tests.cast import NOW, Cast, cast


@pytest.fixture
def tannhof(db: None) -> Cast:
    return cast()


def signed_in(made: Cast, name: str) -> Client:
    client = Client()
    client.force_login(made.people[name])
    return client


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()[-600:]
    return answer.content.decode()


def listed(client: Client, query: str = "") -> list[str]:
    found = re.findall(r'<span class="c-name"><a href="[^"]*">([^<]*)</a>', text_of(client, f"/customers{query}"))
    return [name.replace("&#39;", "'") for name in found]


def test_organisations_and_people_internal_and_external_stand_in_one_list_by_name(tannhof: Cast):
    names = listed(signed_in(tannhof, "aylin"))

    assert names == sorted(names, key=lambda name: name.casefold().replace("ä", "a"))
    assert {"Papierfabrik Weidach", "Spedition Hägele", "Montage Halle 2", "Kunz, Sandra", "Stein, Uwe"} <= set(names)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=papier", ["Papierfabrik Weidach"]),
        ("?q=WEID", ["Papierfabrik Weidach"]),
        ("?q=h%C3%A4gele", ["Hägele, Marlies", "Spedition Hägele"]),
        ("?q=hagele&what=person", ["Hägele, Marlies"]),
        ("?q=sandra", ["Kunz, Sandra"]),
        ("?q=apier", []),
        ("?q=%25", []),
        ("?kind=supplier", ["Hägele, Marlies", "Spedition Hägele"]),
        ("?kind=customer&what=organisation", ["Papierfabrik Weidach"]),
        ("?team=none&what=organisation&kind=supplier", ["Spedition Hägele"]),
    ],
)
def test_search_and_filters(tannhof: Cast, query: str, found: list[str]):
    assert listed(signed_in(tannhof, "aylin"), query) == found


def test_customers_of_a_team_and_those_without_one(tannhof: Cast):
    client = signed_in(tannhof, "aylin")

    of_sued = listed(client, f"?team={tannhof.teams['sued'].pk}&what=organisation")

    assert of_sued == ["Papierfabrik Weidach"]
    assert "Papierfabrik Weidach" not in listed(client, "?team=none")


def test_pages_follow_each_other_without_gap_or_repetition(tannhof: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kundenkreis.web.customers.lists.SHOWN", 3)
    Organisation.objects.create(name="Kunz, Sandra", kind="contractor")
    client = signed_in(tannhof, "aylin")
    whole: list[str] = []
    path = "/customers"

    while path:
        page = text_of(client, path)
        whole += re.findall(r'<span class="c-name"><a href="[^"]*">([^<]*)</a>', page)
        following = re.search(r'href="([^"]*)" rel="next"', page)
        path = following[1].replace("&amp;", "&") if following else ""

    monkeypatch.setattr("kundenkreis.web.customers.lists.SHOWN", 50)
    assert whole == listed(client)
    assert whole.count("Kunz, Sandra") == 2


@pytest.mark.parametrize(
    "query",
    [
        "?kind=king",
        "?what=robots",
        "?team=4711",
        "?team=-1",
        "?team=x",
        "?within=1e9",
        "?within=99999999999999999999",
        "?after=a",
        "?after=a~z~1",
        "?after=~o~x",
        "?after=%00~o~1",
    ],
)
def test_an_address_that_cannot_be_read_says_so(tannhof: Cast, query: str):
    answer = signed_in(tannhof, "aylin").get(f"/customers{query}")

    assert answer.status_code == 400


@pytest.mark.parametrize("query", ["?q=%00", "?q=" + "x" * 500, "?q=\\", "?q='", "?after=~~o~1"])
def test_odd_searches_find_nothing_and_do_no_harm(tannhof: Cast, query: str):
    assert signed_in(tannhof, "aylin").get(f"/customers{query}").status_code == 200


def test_the_list_takes_as_many_statements_for_one_row_as_for_many(tannhof: Cast):
    client = signed_in(tannhof, "aylin")
    text_of(client, "/customers")
    counts = []
    for query in ("?q=papier", ""):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            text_of(client, f"/customers{query}")
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_the_page_of_an_organisation_takes_as_many_statements_for_one_case_as_for_three(tannhof: Cast):
    client = signed_in(tannhof, "aylin")
    weidach = tannhof.organisations["weidach"].pk
    counts = []
    for asks in (1, 2):
        for _ in range(asks):
            tannhof.ask("sandra")
            customers.add_note(weidach, "Rückrufe vormittags.", by=tannhof.viewer("aylin"), now=NOW)
        text_of(client, f"/customers/{weidach}")
        with CaptureQueriesContext(connection) as statements:
            text_of(client, f"/customers/{weidach}")
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_the_page_of_a_person_takes_as_many_statements_for_one_case_as_for_three(tannhof: Cast):
    client = signed_in(tannhof, "aylin")
    sandra = tannhof.people["sandra"].pk
    counts = []
    for asks in (1, 2):
        for _ in range(asks):
            tannhof.ask("sandra")
        text_of(client, f"/customers/people/{sandra}")
        with CaptureQueriesContext(connection) as statements:
            text_of(client, f"/customers/people/{sandra}")
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_an_organisation_shows_cases_promises_people_team_and_contact(tannhof: Cast):
    case = tannhof.ask("sandra", subject="Kupplung KR-80 beschädigt")

    page = text_of(signed_in(tannhof, "aylin"), f"/customers/{tannhof.organisations['weidach'].pk}")

    for expected in (f"{case.pk} Kupplung KR-80 beschädigt", "Kundenteam Süd", "Sandra Kunz", "Papierfabrik Weidach"):
        assert expected in page
    assert 'data-state="open"' in page or 'data-state="broken"' in page


def test_internal_and_external_customers_have_the_same_page(tannhof: Cast):
    tannhof.ask("uwe")
    tannhof.ask("sandra")
    client = signed_in(tannhof, "aylin")

    pages = [text_of(client, f"/customers/{tannhof.organisations[name].pk}") for name in ("montage", "weidach")]

    for part in ('id="h-owed"', 'id="h-cases"', 'id="notes"', 'id="team"', 'id="h-people"'):
        assert all(part in page for page in pages)


def test_confidential_cases_are_listed_for_named_persons_only(tannhof: Cast):
    case = tannhof.ask("uwe", "papiere", subject="Zeugnis für Herrn Stein")
    montage = f"/customers/{tannhof.organisations['montage'].pk}"

    assert "Zeugnis" in text_of(signed_in(tannhof, "mareike"), montage)
    tannhof.types["papiere"].readers.clear()
    hidden = text_of(signed_in(tannhof, "mareike"), montage)
    assert "Zeugnis" not in hidden
    assert f"/cases/{case.pk}" not in hidden


def test_a_person_of_another_teams_customer_is_shown_to_whoever_she_asked(tannhof: Cast):
    sandra = f"/customers/people/{tannhof.people['sandra'].pk}"
    mareike = signed_in(tannhof, "mareike")

    assert mareike.get(sandra).status_code == 404
    assert "Kunz, Sandra" not in listed(mareike)
    tannhof.ask("sandra", "rechnung")
    assert mareike.get(sandra).status_code == 200
    assert "Kunz, Sandra" in listed(mareike)


def test_a_confidential_case_does_not_make_its_requester_known(tannhof: Cast):
    tannhof.ask("sandra", "papiere")
    tannhof.types["papiere"].readers.clear()

    assert signed_in(tannhof, "mareike").get(f"/customers/people/{tannhof.people['sandra'].pk}").status_code == 404


def test_cases_of_other_teams_are_not_listed(tannhof: Cast):
    tannhof.ask("sandra", subject="Kupplung")

    page = text_of(signed_in(tannhof, "mareike"), f"/customers/{tannhof.organisations['weidach'].pk}")

    assert "Kupplung" not in page


def test_last_contact_is_what_was_written_and_not_what_was_sent_by_itself(tannhof: Cast):
    case = tannhof.ask("sandra", now=NOW - timedelta(days=3))
    work.note(case.pk, "Nur für uns.", by=tannhof.viewer("aylin"), now=NOW)

    page = text_of(signed_in(tannhof, "aylin"), f"/customers/{tannhof.organisations['weidach'].pk}")

    assert f'datetime="{(NOW - timedelta(days=3)).isoformat()}"' in page


@pytest.mark.parametrize("who", ["management", "hr", "works_council", "uwe", "sandra"])
def test_only_the_desk_sees_customers(tannhof: Cast, who: str):
    client = signed_in(tannhof, who)

    for path in ("/customers", f"/customers/{tannhof.organisations['weidach'].pk}"):
        assert client.get(path).status_code == 403


def test_a_note_is_written_confirmed_removed_and_put_back(tannhof: Cast):
    client = signed_in(tannhof, "aylin")
    weidach = tannhof.organisations["weidach"].pk
    client.post(f"/customers/{weidach}/notes", {"text": "Rückrufe <b>vormittags</b>."})
    note = Note.objects.get()
    page = text_of(client, f"/customers/{weidach}")
    assert "Rückrufe &lt;b&gt;vormittags&lt;/b&gt;." in page
    assert "Aylin Demir" in page

    Note.objects.update(confirmed_at=NOW - timedelta(days=400), written_at=NOW - timedelta(days=400))
    assert "data-old" in text_of(client, f"/customers/{weidach}")
    client.post(f"/customers/notes/{note.pk}/confirmation")
    assert "data-old" not in text_of(client, f"/customers/{weidach}")

    client.post(f"/customers/notes/{note.pk}/removal")
    assert not Note.objects.exists()
    undo = re.search(r'action="(/customers/notes/return/[^"]*)"', text_of(client, f"/customers/{weidach}"))
    assert undo
    client.post(undo[1])
    assert Note.objects.get().text == "Rückrufe <b>vormittags</b>."


def test_putting_back_takes_no_forged_note(tannhof: Cast):
    answer = signed_in(tannhof, "aylin").post("/customers/notes/return/abc:def")

    assert answer.status_code == 409
    assert not Note.objects.exists()


def test_a_note_about_a_person_stands_on_her_page(tannhof: Cast):
    client = signed_in(tannhof, "aylin")
    sandra = tannhof.people["sandra"].pk
    weidach = tannhof.organisations["weidach"].pk

    answer = client.post(f"/customers/{weidach}/notes", {"text": "Spricht Englisch.", "person": str(sandra)})

    assert answer["Location"] == f"/customers/people/{sandra}#notes"
    assert "Spricht Englisch." in text_of(client, f"/customers/people/{sandra}")


def test_an_empty_note_is_refused_on_its_page_and_a_long_one_keeps_its_text(tannhof: Cast):
    client = signed_in(tannhof, "aylin")
    path = f"/customers/{tannhof.organisations['weidach'].pk}/notes"

    empty = client.post(path, {"text": "  "})
    long = client.post(path, {"text": "wichtig " * 300})

    assert (empty.status_code, long.status_code) == (422, 422)
    assert 'href="#id_text"' in long.content.decode()
    assert ("wichtig " * 300).strip() in long.content.decode()


def test_a_customer_gets_another_team(tannhof: Cast):
    client = signed_in(tannhof, "aylin")
    haegele = tannhof.organisations["haegele"].pk

    answer = client.post(f"/customers/{haegele}/team", {"team": str(tannhof.teams["sued"].pk)}, follow=True)

    assert responsible_team(haegele) == tannhof.teams["sued"].pk
    assert "Kundenteam Süd" in answer.content.decode()
    assert client.post(f"/customers/{haegele}/team", {"team": "4711"}).status_code == 422


def test_a_customer_and_a_person_are_added_and_changed(tannhof: Cast):
    client = signed_in(tannhof, "aylin")

    client.post("/customers/new", {"name": "Ott Stahl", "kind": "customer", "since": "2014-05-01"})
    ott = Organisation.objects.get(name="Ott Stahl")
    client.post(f"/customers/{ott.pk}/people/new", {"family_name": "Ott", "function": "Einkauf", "language": "de"})
    ina = Account.objects.get(organisation=ott).person
    client.post(f"/customers/people/{ina.pk}/data", {"given_name": "Ina", "family_name": "Ott", "language": "en"})
    client.post(f"/customers/{ott.pk}/data", {"name": "Ott Stahl", "kind": "customer", "city": "Ulm"})

    assert (ott.customer_class, ott.since.year) == ("external", 2014)
    ina.refresh_from_db()
    assert (ina.name, ina.language) == ("Ina Ott", "en")
    ott.refresh_from_db()
    assert (ott.city, ott.since) == ("Ulm", None)


def test_what_was_typed_stays_when_something_is_wrong(tannhof: Cast):
    client = signed_in(tannhof, "aylin")

    answer = client.post("/customers/new", {"name": "Papierfabrik Weidach", "kind": "customer", "city": "Ulm"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Papierfabrik Weidach"' in page
    assert 'value="Ulm"' in page
    assert 'href="#id_name"' in page


def test_forms_of_people_who_sign_in_are_for_administrators(tannhof: Cast):
    client = signed_in(tannhof, "aylin")
    uwe = tannhof.people["uwe"].pk

    assert f"/customers/people/{uwe}/data" not in text_of(client, f"/customers/people/{uwe}")
    assert client.get(f"/customers/people/{uwe}/data").status_code == 403


@pytest.mark.parametrize("path", ["/customers/4711", "/customers/people/4711", "/customers/4711/data"])
def test_what_does_not_exist_is_not_found(tannhof: Cast, path: str):
    assert signed_in(tannhof, "aylin").get(path).status_code == 404


def test_before_that_is_no_number_says_so(tannhof: Cast):
    path = f"/customers/{tannhof.organisations['weidach'].pk}"

    assert signed_in(tannhof, "aylin").get(f"{path}?before=x").status_code == 400


def test_htmx_gets_the_rows_only(tannhof: Cast):
    answer = signed_in(tannhof, "aylin").get("/customers?q=papier", headers={"HX-Request": "true"})

    page = answer.content.decode()
    assert "Papierfabrik Weidach" in page
    assert "<html" not in page
    assert "HX-Request" in answer["Vary"]


def test_pages_speak_english_to_who_reads_english(tannhof: Cast):
    Person.objects.filter(pk=tannhof.people["aylin"].pk).update(language="en")
    client = signed_in(tannhof, "aylin")

    assert "What we owe" in text_of(client, f"/customers/{tannhof.organisations['weidach'].pk}")
    assert "Add a customer" in text_of(client, "/customers")


@pytest.mark.parametrize(
    "path",
    [
        "/customers/{n}",
        "/customers/{n}/data",
        "/customers/{n}/people/new",
        "/customers/people/{n}",
        "/customers/people/{n}/data",
    ],
)
def test_a_number_no_database_holds_is_not_found(tannhof: Cast, path: str):
    assert signed_in(tannhof, "aylin").get(path.format(n="9" * 30)).status_code == 404


@pytest.mark.parametrize("path", ["/customers/{n}/team", "/customers/{n}/notes", "/customers/notes/{n}/removal"])
def test_posting_to_a_number_no_database_holds_is_not_found(tannhof: Cast, path: str):
    assert signed_in(tannhof, "aylin").post(path.format(n="9" * 30), {"text": "x"}).status_code == 404


@pytest.mark.parametrize("junk", ["\x00", "\ud800", "9" * 40, "<script>", "=1+1", "' or 1=1 --", "\u202e", "İ" * 200])
def test_junk_in_every_form_is_an_answer_and_no_crash(tannhof: Cast, junk: str):
    client = signed_in(tannhof, "aylin")
    weidach = tannhof.organisations["weidach"].pk
    forms = {
        "/customers/new": ("name", "kind", "city", "domain", "since"),
        f"/customers/{weidach}/data": ("name", "kind", "city", "domain", "since"),
        f"/customers/{weidach}/team": ("team",),
        f"/customers/{weidach}/notes": ("text", "person"),
        f"/customers/{weidach}/people/new": ("given_name", "family_name", "function", "email", "phone", "language"),
    }

    for path, fields in forms.items():
        body = urlencode(dict.fromkeys(fields, junk), errors="surrogatepass")
        answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (302, 404, 422), (path, junk)
