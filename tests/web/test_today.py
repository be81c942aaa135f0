"""The own day: what is owed, what is late in the team, what to take next, and who is here."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases.models import Case
from kundenkreis.flow import answer, pledge, presence, work
from kundenkreis.flow.pledge import NewPromise
from kundenkreis.promises.models import CalendarVersion
from kundenkreis.teams.models import PersonSkill, Skill
from tests.cast import Cast, berlin
from tests.web.portal import Hands, browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]


def today(tannhof: Cast, name: str = "aylin", language: str = "de", address: str = "/today") -> str:
    return words(browser(tannhof, name, language).get(address))


def mine(tannhof: Cast, name: str = "sandra", **more: object) -> Case:
    """A case that Aylin has taken and answered."""
    case, aylin = tannhof.ask(name, **more), tannhof.viewer("aylin")
    held = answer.send(case.pk, "Ich kümmere mich.", 1, by=aylin, now=tannhof.now)
    answer.release(held.pk, held.send_at)
    return case


@pytest.mark.parametrize(
    ("hour", "language", "says"),
    [
        (7, "de", "Guten Morgen, Aylin."),
        (11, "de", "Guten Tag, Aylin."),
        (19, "de", "Guten Abend, Aylin."),
        (9, "en", "Good morning, Aylin."),
    ],
)
def test_greeting_fits_the_hour(tannhof: Cast, hands: Hands, hour: int, language: str, says: str):
    hands.now = berlin(11, 17, hour)

    assert says in today(tannhof, language=language)


def test_what_one_owes_today_stands_with_what_keeps_it(tannhof: Cast):
    case, aylin = mine(tannhof), tannhof.viewer("aylin")
    for new in (
        NewPromise("callback", "Rückruf zum Termin", berlin(11, 17, 10, 30)),
        NewPromise("due_date", "Liefertermin nennen", berlin(11, 17, 14)),
        NewPromise("due_date", "Ersatz bei Ihnen", berlin(11, 18, 12)),
    ):
        pledge.give(case.pk, new, by=aylin, now=tannhof.now)

    page = browser(tannhof, "aylin", "de").get("/today")

    text, source = words(page), page.content.decode()
    assert "2 eigene Zusagen sind heute fällig, die nächste um 10:30 Uhr." in text
    assert "10:30 Rückruf zum Termin Sandra Kunz, Papierfabrik Weidach extern" in text
    assert "noch 1:12 h" in text
    assert f'href="/cases/{case.pk}?write=call#composer"' in source
    assert f"/cases/{case.pk}/promises/" in source
    assert "Morgen: " in text
    assert text.index("Liefertermin nennen") < text.index("Für morgen zugesagt") < text.index("Ersatz bei Ihnen")


@pytest.mark.parametrize(("language", "said"), [("de", "Für Montag zugesagt"), ("en", "Promised for Monday")])
def test_on_friday_monday_is_what_comes_next(tannhof: Cast, hands: Hands, language: str, said: str):
    case, aylin = mine(tannhof), tannhof.viewer("aylin")
    pledge.give(case.pk, NewPromise("due_date", "Ersatz bei Ihnen", berlin(11, 23, 12)), by=aylin, now=tannhof.now)
    hands.now = berlin(11, 20, 16)

    text = today(tannhof, language=language)

    assert text.index(said) < text.index("12:00 Ersatz bei Ihnen")


def test_what_waits_for_the_customer_is_not_due(tannhof: Cast):
    case, aylin = tannhof.ask("sandra", impact=2, pressure=3), tannhof.viewer("aylin")
    held = answer.send(
        case.pk, "Welche Nummer steht auf dem Schild?", 1, by=aylin, now=tannhof.now, then=answer.Then(question=True)
    )
    answer.release(held.pk, held.send_at)

    assert "Heute ist keine eigene Zusage fällig." in today(tannhof)


def test_promises_of_colleagues_are_not_ones_own(tannhof: Cast):
    work.take(tannhof.ask("sandra").pk, by=tannhof.viewer("jonas"), now=tannhof.now)

    assert "Von Ihnen ist heute nichts fällig." in today(tannhof)


def test_what_is_late_in_the_team_is_seen_by_all(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    work.take(case.pk, by=tannhof.viewer("jonas"), now=tannhof.now)
    hands.now = berlin(11, 17, 15)

    page = today(tannhof)

    assert "1 Anfrage des Teams ist überfällig." in page
    assert "1:42 h Ersatzkupplung kam beschädigt an" in page
    assert "neuer Termin fehlt" in page
    assert "Mit anpacken" in page
    pledge.move(
        case.pk, 1, due_at=berlin(11, 18, 10), agreed=False, reason="Lager", by=tannhof.viewer("jonas"), now=hands.now
    )
    assert "neu zugesagt: Mi 10:00" in today(tannhof)


def test_what_to_take_next_comes_with_its_reason(tannhof: Cast):
    customs = Skill.objects.create(name="Zoll", name_en="Customs")
    tannhof.types["auskunft"].skills.add(Skill.objects.get(name="Englisch"))
    tannhof.types["rechnung"].skills.add(customs)
    tannhof.types["rechnung"].team = tannhof.teams["sued"]
    tannhof.types["rechnung"].save()
    PersonSkill.objects.create(person=tannhof.people["aylin"], skill=customs, level=1)
    fits = tannhof.ask("sandra", subject="Angebot auf Englisch")
    tannhof.ask("uwe", "rechnung", subject="Welche Zolltarifnummer?")

    page = browser(tannhof, "aylin", "de").get("/today")

    text = words(page)
    assert "Angebot auf Englisch" in text
    assert "Ihre Stärken: Englisch" in text
    assert "noch niemand zuständig Schritt 1 von 3: Aufnehmen" in text
    assert "Welche Zolltarifnummer? Uwe Stein, Montage Halle 2 intern Lernchance: Zoll" in text
    assert f'action="/queue/{fits.pk}/taking"' in page.content.decode()
    assert "Your strengths: English" in today(tannhof, language="en")
    assert f"Angebot auf Englisch {fits.pk}" not in today(tannhof, address=f"/today?not={fits.pk}&not=x")
    assert "Ihre Stärken" not in today(tannhof, address=f"/today?not={fits.pk}&not=x")


def test_a_coach_is_suggested_nothing(tannhof: Cast):
    tannhof.ask("sandra")

    page = browser(tannhof, "coach", "de").get("/today")

    assert "Als Nächstes" not in words(page)
    assert "/taking" not in page.content.decode()


def test_confidential_cases_are_not_suggested(tannhof: Cast):
    tannhof.teams["buchhaltung"].memberships.create(person=tannhof.people["jonas"])
    tannhof.ask("uwe", "papiere", subject="Elternzeit")
    team = f"/today?team={tannhof.teams['buchhaltung'].pk}"

    assert "Elternzeit" not in today(tannhof, "jonas", address=team)
    assert "Elternzeit" in today(tannhof, "mareike", address=team)


def test_who_is_here_is_what_people_say_themselves(tannhof: Cast, hands: Hands):
    aylin, jonas = tannhof.viewer("aylin"), tannhof.viewer("jonas")
    presence.set_absence(berlin(11, 17, 8), berlin(11, 17, 13), "Stadtwerke", by=jonas, now=tannhof.now)
    presence.set_absence(
        berlin(11, 17, 8), berlin(11, 17, 17), "braucht Hilfe bei Zoll", True, by=aylin, now=tannhof.now
    )

    page = today(tannhof)

    assert "Heute da 1 von 2" in page
    assert "nicht da bis heute 13:00: Stadtwerke" in page
    assert "braucht Hilfe bei Zoll" in page
    hands.now = berlin(11, 17, 14)
    assert "Heute da 2 von 2" in today(tannhof)


def test_who_leaves_later_is_here_until_then(tannhof: Cast):
    presence.set_absence(
        berlin(11, 17, 12), berlin(11, 17, 17), "Berufsschule", by=tannhof.viewer("jonas"), now=tannhof.now
    )

    assert "da bis 12:00, danach: Berufsschule" in today(tannhof)


def test_who_will_not_come_is_away_before_opening_time(tannhof: Cast, hands: Hands):
    hands.now = berlin(11, 17, 6, 30)
    presence.set_absence(berlin(11, 17, 8), berlin(11, 21, 0), "Urlaub", by=tannhof.viewer("jonas"), now=hands.now)

    page = today(tannhof)

    assert "Heute da 1 von 2" in page
    assert "nicht da bis Fr: Urlaub" in page


def test_day_without_work_says_so(tannhof: Cast, hands: Hands):
    hands.now = berlin(11, 22, 11)

    page = browser(tannhof, "aylin", "de").get("/today")

    assert "kein Arbeitstag" in words(page)
    assert "dayline" not in page.content.decode()


def test_break_and_hours_are_those_of_the_team(tannhof: Cast):
    CalendarVersion.objects.create(
        team=tannhof.teams["sued"],
        since=berlin(1, 1, 0),
        zone="Europe/Berlin",
        state="BY",
        windows={"1": [["08:00", "12:00"], ["12:30", "16:30"]]},
    )

    page = browser(tannhof, "aylin", "de").get("/today")

    assert "Arbeitszeit 8:00 bis 16:30" in words(page)
    assert "dayline" in page.content.decode()


def test_number_of_statements_does_not_grow(tannhof: Cast, hands: Hands):
    client, counts = browser(tannhof, "aylin"), []
    hands.now = tannhof.now + timedelta(hours=5)
    for more in (1, 2):
        for _ in range(more):
            mine(tannhof)
            tannhof.ask("uwe")
        client.get("/today")
        with CaptureQueriesContext(connection) as counted:
            client.get("/today")
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("query", ["team=x", "not=%00", "not=" + "9" * 40, "not=1&not=1&not=-1"])
def test_nonsense_in_the_address_is_said(tannhof: Cast, query: str):
    assert browser(tannhof, "aylin").get(f"/today?{query}").status_code == 400


def test_team_of_others_leads_to_ones_own(tannhof: Cast):
    assert browser(tannhof, "aylin").get(f"/today?team={tannhof.teams['buchhaltung'].pk}").status_code == 200


def test_only_people_at_a_desk_have_a_day(tannhof: Cast):
    for name in ("sandra", "uwe", "management", "works_council"):
        assert browser(tannhof, name).get("/today").status_code == 403
