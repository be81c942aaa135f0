"""The page of parity, told through a browser without script."""

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kundenkreis.people.models import Person
from kundenkreis.reports.models import Access, Snapshot
from kundenkreis.reports.queries import parity_line
from kundenkreis.reports.shapes import ParityData
from kundenkreis.web.parity.table import harmless
from tests.cast import NOW, Cast, berlin, cast
from tests.reports.history import Owed, enlarge, stratum, write

DUE = berlin(10, 14, 12)


@pytest.fixture
def tannhof(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr("kundenkreis.web.clock.now", lambda: NOW)
    made = cast()
    for team in made.teams.values():
        enlarge(team, 5)
    return made


def signed_in(made: Cast, name: str, language: str = "de") -> Client:
    Person.objects.filter(pk=made.people[name].pk).update(language=language)
    client = Client()
    client.force_login(made.people[name])
    return client


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()[-600:]
    return " ".join(answer.content.decode().split())


def second_example(made: Cast) -> None:
    write(
        made,
        stratum((120, 150), (45, 50), DUE, "auskunft", 2)
        + stratum((42, 60), (96, 120), DUE, "auskunft", 3)
        + stratum((18, 30), (49, 70), DUE, "rechnung", 2),
    )


def test_second_example_reads_as_agreed_in_german_and_in_english(tannhof: Cast):
    second_example(tannhof)

    german = text_of(signed_in(tannhof, "aylin"), "/parity?team=all&months=3")
    english = text_of(signed_in(tannhof, "aylin", "en"), "/parity?team=all&months=3")

    assert (
        "Parität 90 (82–98) – Interne benachteiligt – 240 interne, 240 externe fällige Zusagen, 3 Monate, "
        "vergleichbar 100 %"
    ) in german
    assert (
        "Parity 90 (82–98) – Internal customers disadvantaged – 240 internal, 240 external promises due, 3 months, "
        "comparable 100 %"
    ) in english
    assert "180 von 240" in german
    assert "190 of 240" in english


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (((9, 10), (9, 10)), ["zu wenig Daten"]),
        (((45, 50), (45, 50)), ["offen", "Das ist kein Beleg für Parität.", "617"]),
        (((30, 60), (55, 60)), ["Interne benachteiligt"]),
        (((55, 60), (30, 60)), ["Externe benachteiligt"]),
    ],
)
def test_each_verdict_is_said_in_the_agreed_words(tannhof: Cast, kept, words: list[str]):
    write(tannhof, stratum(*kept, DUE, "auskunft", 2))

    page = text_of(signed_in(tannhof, "aylin"), "/parity?team=all")

    for word in words:
        assert word in page


def test_parity_is_shown_by_enough_promises_kept_alike_and_waits_alike(tannhof: Cast):
    waits = [
        Owed(internal, DUE, kind="first_answer", given_at=berlin(10, 13, 9), settled_at=berlin(10, 13, 10, number % 60))
        for internal in (True, False)
        for number in range(400)
    ]
    write(tannhof, waits)

    assert "Parität belegt" in text_of(signed_in(tannhof, "aylin"), "/parity?team=all")


def test_who_is_refused_more_often_is_in_the_headline(tannhof: Cast):
    rows = [Owed(True, DUE, outcome="granted" if n < 10 else "refused") for n in range(40)]
    rows += [Owed(False, DUE, outcome="granted" if n < 35 else "refused") for n in range(40)]
    write(tannhof, rows)

    assert "Interne öfter abgelehnt" in text_of(signed_in(tannhof, "aylin"), "/parity?team=all")


def test_waiting_has_its_own_line(tannhof: Cast):
    rows = [
        Owed(internal, DUE, kind="first_answer", given_at=berlin(10, 13, 8), settled_at=berlin(10, 13, hour, n % 50))
        for internal, hour in ((True, 14), (False, 9))
        for n in range(40)
    ]
    write(tannhof, rows)

    assert "Interne warten länger" in text_of(signed_in(tannhof, "aylin"), "/parity?team=all")


def test_a_member_starts_with_her_team_and_management_with_the_company(tannhof: Cast):
    second_example(tannhof)

    own = text_of(signed_in(tannhof, "aylin"), "/parity")
    company = text_of(signed_in(tannhof, "management"), "/parity")

    assert "210 interne, 170 externe" in own
    assert "240 interne, 240 externe" in company


def test_members_do_not_see_other_teams_and_the_works_council_sees_the_catalogue_only(tannhof: Cast):
    buchhaltung = tannhof.teams["buchhaltung"].pk

    assert signed_in(tannhof, "aylin").get(f"/parity?team={buchhaltung}").status_code == 400
    assert signed_in(tannhof, "management").get(f"/parity?team={buchhaltung}").status_code == 200
    for who in ("works_council", "hr", "admin", "uwe", "sandra"):
        client = signed_in(tannhof, who)
        assert [client.get(path).status_code for path in ("/parity", "/parity/strata.csv")] == [403, 403]


def test_a_small_team_says_why_nothing_is_shown(tannhof: Cast):
    tannhof.teams["sued"].memberships.filter(part="member").first().delete()

    page = text_of(signed_in(tannhof, "aylin"), f"/parity?team={tannhof.teams['sued'].pk}")

    assert "fewer than 5" in page or "weniger als 5" in page


@pytest.mark.parametrize(
    "query",
    [
        "?team=x",
        "?team=4711",
        "?team=-1",
        "?months=7",
        "?months=x",
        "?from=gestern",
        "?from=2026-11-01&to=2026-10-01",
        "?to=1789-07-14",
        "?from=0001-01-01&to=9999-12-31",
        "?to=2026-02-30",
        "?from=%00",
    ],
)
@pytest.mark.parametrize("path", ["/parity", "/parity/strata.csv"])
def test_a_question_that_cannot_be_read_says_so(tannhof: Cast, path: str, query: str):
    assert signed_in(tannhof, "aylin").get(path + query).status_code == 400


def test_a_period_of_ones_own_is_kept_in_every_link(tannhof: Cast):
    second_example(tannhof)

    page = text_of(signed_in(tannhof, "management"), "/parity?team=all&from=2026-10-01&to=2026-10-31")

    assert "01.10.2026" in page
    assert f"/parity?team={tannhof.teams['sued'].pk}&amp;from=2026-10-01&amp;to=2026-10-31" in page
    assert "/parity/strata.csv?team=all&amp;from=2026-10-01&amp;to=2026-10-31" in page


def test_nothing_due_says_when_something_was_due_last(tannhof: Cast):
    write(tannhof, [Owed(True, berlin(3, 4, 12, year=2020))])

    client = signed_in(tannhof, "management")

    assert "04.03.2020" in text_of(client, "/parity")
    assert "/parity?team=all&amp;to=2020-03-04" in client.get("/parity").content.decode()
    assert "05.03.2019 – 04.03.2020" in text_of(client, "/parity?team=all&to=2020-03-04")


def test_rows_below_ten_stay_empty_and_below_thirty_are_hollow(tannhof: Cast):
    write(
        tannhof,
        stratum((20, 25), (40, 50), DUE, "auskunft", 2) + stratum((8, 9), (8, 9), DUE, "rechnung", 2),
    )

    page = text_of(signed_in(tannhof, "management"), "/parity")

    plot = page.split('id="h-type"')[1].split('id="h-hands"')[0]
    assert plot.count("pt-open") == 1
    assert "8/9 · 8/9" in plot


def test_the_table_downloads_as_csv_with_the_same_numbers(tannhof: Cast):
    second_example(tannhof)

    answer = signed_in(tannhof, "aylin").get("/parity/strata.csv?team=all&months=3")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="parity-[\d-]+\.csv"', answer["Content-Disposition"])
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert sorted(row[3:] for row in rows[1:]) == sorted(
        [["120", "150", "45", "50"], ["42", "60", "96", "120"], ["18", "30", "49", "70"]]
    )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_of_the_file_is_a_formula(cell: str):
    assert harmless(cell) == f"'{cell}"


def test_a_request_type_named_like_a_formula_is_only_a_name(tannhof: Cast):
    second_example(tannhof)
    tannhof.types["auskunft"].name = "=HYPERLINK(1)"
    tannhof.types["auskunft"].save()

    text = signed_in(tannhof, "aylin").get("/parity/strata.csv?team=all").content.decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in text
    assert "\n=HYPERLINK" not in text


def test_looking_is_logged_and_the_result_kept(tannhof: Cast):
    second_example(tannhof)
    client = signed_in(tannhof, "aylin")

    text_of(client, "/parity?team=all")
    text_of(client, "/parity?team=all")

    assert Access.objects.count() == 2
    assert Snapshot.objects.count() == 1
    with CaptureQueriesContext(connection) as statements:
        text_of(client, "/parity?team=all")
    assert not any("promises_promise" in one["sql"] for one in statements)


def test_the_page_takes_as_many_statements_for_one_stratum_as_for_three(tannhof: Cast):
    client = signed_in(tannhof, "aylin")
    counts = []
    write(tannhof, stratum((9, 10), (9, 10), DUE, "auskunft", 1))
    for urgencies in ((), (2, 3)):
        for urgency in urgencies:
            write(tannhof, stratum((9, 10), (9, 10), DUE, "auskunft", urgency))
        text_of(client, "/parity?team=all")
        Snapshot.objects.all().delete()
        with CaptureQueriesContext(connection) as statements:
            text_of(client, "/parity?team=all")
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_how_it_is_computed_is_told_in_both_languages(tannhof: Cast):
    german = text_of(signed_in(tannhof, "aylin"), "/parity/method")
    english = text_of(signed_in(tannhof, "works_council", "en"), "/parity/method")

    assert "So wird Parität gerechnet" in german
    assert "How parity is calculated" in english
    for page in (german, english):
        assert "617" in page
        assert "155" in page


def test_the_catalogue_says_what_is_evaluated_and_the_works_council_sees_who_looked(tannhof: Cast):
    text_of(signed_in(tannhof, "management"), "/parity")

    council = text_of(signed_in(tannhof, "works_council"), "/catalogue")
    member = text_of(signed_in(tannhof, "aylin"), "/catalogue")

    assert "Martin Lorenz" in council
    assert "Martin Lorenz" not in member
    for page in (council, member):
        assert "BetrVG" in page or "Betriebsvereinbarung" in page
    assert signed_in(tannhof, "sandra").get("/catalogue").status_code == 403
    assert signed_in(tannhof, "works_council").get("/catalogue?before=x").status_code == 400


def test_the_access_log_goes_on_page_by_page(tannhof: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kundenkreis.web.catalogue.pages.SHOWN", 2)
    council = tannhof.people["works_council"]
    Access.objects.bulk_create(Access(at=NOW, person=council, what=f"look {n}") for n in range(3))
    client = signed_in(tannhof, "works_council")

    first = text_of(client, "/catalogue")
    following = re.search(r'href="(\?before=\d+)#log"', first)

    assert following
    assert [f"look {n}" in first for n in range(3)] == [False, True, True]
    second = text_of(client, f"/catalogue{following[1]}")
    assert [f"look {n}" in second for n in range(3)] == [True, False, False]


def test_date_of_the_window_follows_the_companys_clock(tannhof: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kundenkreis.web.clock.now", lambda: berlin(11, 18, 0, 30))

    text_of(signed_in(tannhof, "aylin"), "/parity?team=all")

    assert Access.objects.get().scope == f"company {date(2025, 11, 19)}/{date(2026, 11, 18)}"


def card(line: ParityData | None) -> str:
    template = engines["jinja2"].from_string('{% from "parity/_line.html" import parity_card %}{{ parity_card(line) }}')
    with translation.override("de"):
        return " ".join(template.render({"line": line}).split())


def test_the_card_on_today_says_it_in_a_sentence_with_its_interval(tannhof: Cast):
    second_example(tannhof)

    line = parity_line(tannhof.teams["sued"].pk, NOW)

    assert line is not None
    said = card(line)
    assert "Interne Zusagen hielt das Team seltener: Parität <b>90</b> (81 bis 99, 12 Monate)" in said
    assert f'href="/parity?team={tannhof.teams["sued"].pk}"' in said


def test_the_card_says_when_there_is_too_little_to_say(tannhof: Cast):
    assert "zu wenige Zusagen" in card(parity_line(tannhof.teams["sued"].pk, NOW))
    assert "weniger als 5 Personen" in card(None)
