"""Looking at a case: what stands where, who may see it, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases.models import Case
from kundenkreis.flow import followers, intake, process, work
from kundenkreis.flow.answer import Then
from kundenkreis.flow.pledge import NewPromise
from kundenkreis.people.models import Note
from tests.cast import Cast, berlin
from tests.web.desk import later, promise, reply
from tests.web.portal import Hands, browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (
            "de",
            [
                "Ersatzkupplung kam beschädigt an",
                "Sandra Kunz, Papierfabrik Weidach",
                "Dringlichkeit normal (mein Team, diese Woche)",
                "Der ganze Vorgang",
                "Antwort an Sandra Kunz",
                "Aylin Demir hat übernommen",
                "bis heute 13:18",
            ],
        ),
        (
            "en",
            [
                "Ersatzkupplung kam beschädigt an",
                "urgency: normal (my team, this week)",
                "The whole process",
                "Reply to Sandra Kunz",
                "Aylin Demir took this case",
                "by 13:18 today",
            ],
        ),
    ],
)
def test_page_says_who_asks_how_far_it_is_and_what_is_owed(tannhof: Cast, language: str, says: list[str]):
    case = tannhof.ask("sandra")
    work.take(case.pk, by=tannhof.viewer("aylin"), now=tannhof.now)

    page = words(browser(tannhof, "aylin", language).get(f"/cases/{case.pk}"))

    for text in says:
        assert text in page


def test_messages_notes_and_events_are_one_stream_in_order(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra", text="Der Karton war eingedrückt.")
    work.take(case.pk, by=tannhof.viewer("aylin"), now=later(tannhof, minutes=10))
    reply(tannhof, case, "aylin", "Danke für die Fotos.", later(tannhof, minutes=20))
    work.note(case.pk, "Eindeutig Transport.", by=tannhof.viewer("jonas"), now=later(tannhof, minutes=30))
    intake.write(case.pk, "Bis wann kommt sie?", by=tannhof.viewer("sandra"), now=later(tannhof, minutes=40))
    hands.now = later(tannhof, hours=1)

    page = words(browser(tannhof, "aylin").get(f"/cases/{case.pk}"))

    order = ["Karton", "hat übernommen", "Danke für die Fotos", "nur im Team", "Eindeutig Transport", "Bis wann kommt"]
    assert sorted(order, key=page.index) == order


def test_promise_of_a_reply_stands_at_the_reply_and_not_once_more_as_an_event(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    then = Then(promise=NewPromise("milestone", "Neue Kupplung bei Ihnen", berlin(11, 18, 10)))
    reply(tannhof, case, "aylin", "Sie kommt morgen.", tannhof.now, then=then)
    promise(tannhof, case, "Rechnung berichtigt", berlin(11, 19, 12), later(tannhof, minutes=5))
    hands.now = later(tannhof, hours=1)

    page = words(browser(tannhof, "aylin").get(f"/cases/{case.pk}"))

    assert "hat zugesagt: Neue Kupplung bei Ihnen" not in page
    assert "hat zugesagt: Rechnung berichtigt" in page
    assert page.count("Neue Kupplung bei Ihnen") == 2  # at the reply, and at the side


def test_nobody_sees_the_texts_of_others_as_markup(tannhof: Cast):
    case = tannhof.ask("sandra", subject="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")

    page = browser(tannhof, "aylin").get(f"/cases/{case.pk}").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_nine_statements_however_much_there_is_to_show(tannhof: Cast, hands: Hands, rows: int):
    case = tannhof.ask("sandra")
    _fill(tannhof, case, rows)
    hands.now = later(tannhof, hours=2)
    client = browser(tannhof, "aylin")
    client.get(f"/cases/{case.pk}")

    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/cases/{case.pk}")

    assert words(page).count("Noch eine Frage") == rows
    assert words(page).count("Rechnung kürzen") == rows
    assert len(asked) == 9


def _fill(tannhof: Cast, case: Case, rows: int) -> None:
    aylin = tannhof.viewer("aylin")
    for no in range(rows):
        at = later(tannhof, minutes=no + 1)
        intake.write(case.pk, "Noch eine Frage.", by=tannhof.viewer("sandra"), now=at)
        promise(tannhof, case, f"Teil {no}", berlin(11, 20, 12), at)
        process.add_step(case.pk, f"Schritt {no}", by=aylin, now=at)
        intake.ask_team(case.pk, tannhof.types["rechnung"].pk, "Rechnung kürzen", "Bitte.", None, by=aylin, now=at)
        tannhof.ask("sandra", subject=f"Andere {no}", now=at)
        Note.objects.create(
            organisation=case.organisation, author_id=aylin.id, text=f"Gut {no}", written_at=at, confirmed_at=at
        )
    for name in ("mareike", "uwe", "hr")[:rows]:
        followers.bring_in(case.pk, tannhof.people[name].pk, by=aylin, now=later(tannhof, hours=1))


def test_long_conversation_opens_with_its_newest_messages_and_gives_older_ones_on_demand(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra", text="Ganz am Anfang.")
    sandra = tannhof.viewer("sandra")
    for no in range(60):
        intake.write(case.pk, f"Nachricht {no}.", by=sandra, now=later(tannhof, minutes=no + 1))
    hands.now = later(tannhof, hours=2)
    client = browser(tannhof, "aylin")

    page = client.get(f"/cases/{case.pk}").content.decode()
    older = re.search(r'hx-get="(/cases/\d+\?before=[^"]+)"', page)
    assert older is not None
    piece = client.get(older[1].replace("&amp;", "&"), headers={"HX-Request": "true"}).content.decode()

    assert page.count("<article") == 50
    assert "Nachricht 10." in page
    assert "Nachricht 9." not in page
    assert piece.count("<article") == 11
    assert piece.index("Ganz am Anfang.") < piece.index("Nachricht 9.")
    assert "<main" not in piece
    assert "before=" not in piece


@pytest.mark.parametrize(
    "before",
    [
        *("x", "2026-11-17~x", "2026-13-45T00:00:00+00:00~1", "2026-11-17T08:00:00+00:00~x"),
        *("0001-01-01T00:00:00+14:00~1", "2026-11-17T08:00:00+00:00~" + "9" * 5000),
    ],
)
def test_nonsense_as_a_place_is_said(tannhof: Cast, before: str):
    case = tannhof.ask("sandra")

    page = browser(tannhof, "aylin", "de").get(f"/cases/{case.pk}", {"before": before})

    assert page.status_code == 400
    assert "nicht lesbar" in words(page)


def test_queue_leads_from_one_case_to_the_next(tannhof: Cast):
    cases = [tannhof.ask("sandra", now=tannhof.now + timedelta(minutes=no), subject=f"Nummer {no}") for no in range(3)]

    page = browser(tannhof, "aylin").get(f"/cases/{cases[1].pk}").content.decode()

    assert "2 von 3" in page
    assert f'href="/cases/{cases[0].pk}" rel="prev"' in page
    assert f'href="/cases/{cases[2].pk}" rel="next"' in page


def test_history_tells_everything_newest_first(tannhof: Cast):
    case = tannhof.ask("sandra")
    work.take(case.pk, by=tannhof.viewer("aylin"), now=later(tannhof, minutes=1))
    client = browser(tannhof, "coach")

    whole = client.get(f"/cases/{case.pk}/history")
    piece = client.get(f"/cases/{case.pk}/history", headers={"HX-Request": "true"})

    assert "<main" in whole.content.decode()
    assert "<main" not in piece.content.decode()
    text = words(piece)
    assert text.index("Aylin Demir hat übernommen.") < text.index("Sandra Kunz hat angefragt.")


def test_page_counts_the_people_a_customer_has_to_do_with(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    reply(tannhof, case, "aylin", "Wir prüfen das.", later(tannhof, minutes=1))
    reply(tannhof, case, "jonas", "Ich rufe Sie an.", later(tannhof, minutes=5))
    hands.now = later(tannhof, hours=1)

    assert "Beteiligt 2 Personen: Aylin Demir, Jonas Brandl" in words(
        browser(tannhof, "aylin").get(f"/cases/{case.pk}")
    )


@pytest.mark.parametrize(
    "rest", ["followers/{}/removal", "steps/{}/removal", "replies/{}/taking-back", "promises/{}/keeping"]
)
def test_number_that_no_table_can_hold_is_not_found(tannhof: Cast, rest: str):
    case = tannhof.ask("sandra")

    answered = browser(tannhof, "aylin").post(f"/cases/{case.pk}/{rest.format(2**80)}")

    assert answered.status_code in (302, 404, 409)


# -- Who may see it ---------------------------------------------------------------------------------------------------
def test_coach_reads_everything_and_can_do_nothing(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    work.note(case.pk, "Nur für uns.", by=tannhof.viewer("aylin"), now=tannhof.now)

    page = browser(tannhof, "coach").get(f"/cases/{case.pk}")

    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert "Nur für uns." in main
    assert "nur lesen" in main
    assert "<form" not in main
    assert "<textarea" not in main


@pytest.mark.parametrize("name", ["mareike", "uwe", "management", "hr", "works_council", "admin", "marlies"])
def test_whoever_has_nothing_to_do_with_a_case_does_not_learn_that_it_exists(tannhof: Cast, name: str):
    case = tannhof.ask("sandra")
    client = browser(tannhof, name)

    for rest in ("", "/history", "/promises/1"):
        seen = client.get(f"/cases/{case.pk}{rest}")
        assert seen.status_code == 404
        assert case.subject not in words(seen)
    assert client.get("/cases/99999999999999999999").status_code == 404


def test_confidential_case_is_seen_by_named_persons_only(tannhof: Cast):
    case = tannhof.ask("uwe", "papiere", subject="Elternzeit")
    colleague = tannhof.people["jonas"]
    colleague.memberships.update(team=tannhof.teams["buchhaltung"])

    assert "Elternzeit" in words(browser(tannhof, "mareike").get(f"/cases/{case.pk}"))
    assert browser(tannhof, "jonas").get(f"/cases/{case.pk}").status_code == 404


def test_requester_is_led_to_her_own_page(tannhof: Cast):
    case = tannhof.ask("sandra")

    answered = browser(tannhof, "sandra").get(f"/cases/{case.pk}")

    assert answered.status_code == 302
    assert answered["Location"] == f"/portal/requests/{case.pk}"


def test_colleague_who_reads_along_sees_the_conversation_without_notes(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra", text="Der Karton war eingedrückt.")
    work.note(case.pk, "Nur für uns.", by=tannhof.viewer("aylin"), now=tannhof.now)
    followers.bring_in(case.pk, tannhof.people["uwe"].pk, by=tannhof.viewer("aylin"), now=tannhof.now)
    client = browser(tannhof, "uwe")

    page = words(client.get(f"/cases/{case.pk}"))

    assert "Der Karton war eingedrückt." in page
    assert "Nur für uns." not in page
    assert client.post(f"/cases/{case.pk}/notes", {"text": "Hallo"}).status_code == 403
    assert client.get(f"/cases/{case.pk}/history").status_code == 404


def test_who_is_not_signed_in_is_asked_to_sign_in(tannhof: Cast, client):
    case = tannhof.ask("sandra")

    assert client.get(f"/cases/{case.pk}")["Location"].startswith("/accounts/login/")


def test_colleagues_see_who_looks_and_who_writes(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    aylin, jonas = browser(tannhof, "aylin"), browser(tannhof, "jonas")

    jonas.post(f"/cases/{case.pk}/presence", {"writing": "1"})
    writing = words(aylin.post(f"/cases/{case.pk}/presence?seen=1", {"writing": ""}))
    hands.now += timedelta(minutes=1)
    gone = words(aylin.post(f"/cases/{case.pk}/presence?seen=1", {"writing": ""}))

    assert writing == "JB Jonas Brandl schreibt hier auch."
    assert gone == ""
    assert browser(tannhof, "mareike").post(f"/cases/{case.pk}/presence").status_code == 404


def test_page_says_that_something_new_came_while_it_was_open(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")
    seen = Case.objects.get(pk=case.pk).changed

    before = words(client.post(f"/cases/{case.pk}/presence?seen={seen}"))
    intake.write(case.pk, "Noch etwas.", by=tannhof.viewer("sandra"), now=later(tannhof, minutes=1))
    after = words(client.post(f"/cases/{case.pk}/presence?seen={seen}"))

    assert before == ""
    assert "etwas Neues" in after
    assert client.post(f"/cases/{case.pk}/presence?seen=9{'9' * 40}").status_code == 400
