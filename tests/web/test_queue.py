"""The queue page: what stands where, who may see it, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases.models import Case
from kundenkreis.flow import answer, pledge, work
from kundenkreis.flow.pledge import NewPromise
from kundenkreis.people.models import Person
from kundenkreis.teams.models import Membership, PersonSkill, Skill
from tests.cast import Cast, berlin
from tests.web.portal import Hands, browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]


def numbers(page: str) -> list[int]:
    """Return the case numbers in the order in which the rows stand."""
    return [int(number) for number in re.findall(r'id="row-(\d+)"', page)]


def shown(tannhof: Cast, name: str, address: str = "/queue", language: str = "") -> list[int]:
    return numbers(browser(tannhof, name, language).get(address).content.decode())


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("de", ["1 offen", "Alle im Team 1", "Ohne Zuständige 1", "Heute 1", "Sandra Kunz, Papierfabrik Weidach"]),
        ("en", ["1 open", "All in the team 1", "Without owner 1", "Today 1", "Sandra Kunz, Papierfabrik Weidach"]),
    ],
)
def test_row_says_what_is_owed_by_when_and_to_whom(tannhof: Cast, hands: Hands, language: str, says: list[str]):
    tannhof.ask("sandra")
    hands.now = berlin(11, 17, 10, 36)

    page = words(browser(tannhof, "aylin", language).get("/queue"))

    for text in [*says, "2:42 h 13:18", "Ersatzkupplung kam beschädigt an", "Auskunft"]:
        assert text in page


def test_every_reader_sees_her_own_zone(tannhof: Cast):
    tannhof.ask("sandra")
    Person.objects.filter(pk=tannhof.people["jonas"].pk).update(zone="Asia/Tokyo")

    assert "13:18" in words(browser(tannhof, "aylin", "de").get("/queue"))
    assert "21:18" in words(browser(tannhof, "jonas", "de").get("/queue"))


def test_internal_and_external_customers_stand_in_one_order(tannhof: Cast):
    first, second = tannhof.ask("uwe"), tannhof.ask("sandra", now=tannhof.now + timedelta(minutes=1))
    urgent = tannhof.ask("uwe", impact=2, pressure=3, now=tannhof.now + timedelta(minutes=2))

    page = browser(tannhof, "aylin", "de").get("/queue")

    assert numbers(page.content.decode()) == [urgent.pk, first.pk, second.pk]
    assert "unter den ersten 20: 2 intern, 1 extern" in words(page)


def test_groups_follow_the_calendar(tannhof: Cast, hands: Hands):
    late = tannhof.ask("sandra", impact=2, pressure=3)
    today = tannhof.ask("sandra")
    tomorrow = tannhof.ask("uwe", impact=0, pressure=0)
    waiting = tannhof.ask("uwe")
    aylin = tannhof.viewer("aylin")
    work.rest(waiting.pk, berlin(11, 20, 8), by=aylin, now=tannhof.now)
    answer.release(answer.send(waiting.pk, "Kommt.", 1, by=aylin, now=tannhof.now).pk, tannhof.now + timedelta(1))
    hands.now = berlin(11, 17, 11)

    page = browser(tannhof, "aylin", "de").get("/queue").content.decode()

    assert re.findall(r'scope="rowgroup">([^<]+) <|id="row-(\d+)"', page) == [
        ("Nicht gehalten", ""),
        ("", str(late.pk)),
        ("Heute", ""),
        ("", str(today.pk)),
        ("Morgen, Mittwoch", ""),
        ("", str(tomorrow.pk)),
        ("Ruht: wartet auf Antwort oder auf einen Tag", ""),
        ("", str(waiting.pk)),
    ]
    assert "bis Fr" in page


@pytest.mark.parametrize(
    ("language", "said"), [("de", "Nächster Arbeitstag, Montag"), ("en", "Next working day, Monday")]
)
def test_on_friday_evening_monday_comes_next(tannhof: Cast, hands: Hands, language: str, said: str):
    case = tannhof.ask("uwe", impact=0, pressure=0, now=berlin(11, 20, 12))
    hands.now = berlin(11, 20, 18)

    page = browser(tannhof, "aylin", language).get("/queue").content.decode()

    assert re.findall(r'scope="rowgroup">([^<]+) <|id="row-(\d+)"', page) == [(said, ""), ("", str(case.pk))]


def views(tannhof: Cast) -> dict[str, list[int]]:
    return {
        view: shown(tannhof, "aylin", f"/queue?view={view}")
        for view in ("all", "unowned", "mine", "risk", "dated", "resting")
    }


def test_every_view_shows_its_cases(tannhof: Cast, hands: Hands):
    free, mine, theirs = tannhof.ask("sandra"), tannhof.ask("uwe"), tannhof.ask("uwe")
    aylin, jonas = tannhof.viewer("aylin"), tannhof.viewer("jonas")
    work.take(mine.pk, by=aylin, now=tannhof.now)
    work.take(theirs.pk, by=jonas, now=tannhof.now)
    pledge.give(mine.pk, NewPromise("callback", "Rückruf", berlin(11, 18, 9)), by=aylin, now=tannhof.now)

    assert views(tannhof) == {
        "all": [free.pk, mine.pk, theirs.pk],
        "unowned": [free.pk],
        "mine": [mine.pk],
        "risk": [],
        "dated": [mine.pk],
        "resting": [],
    }
    hands.now = berlin(11, 17, 12, 30)
    assert views(tannhof)["risk"] == [free.pk, mine.pk, theirs.pk]
    hands.now = berlin(11, 17, 13, 30)
    assert views(tannhof)["risk"] == []


def test_tabs_say_how_much_they_hold(tannhof: Cast, hands: Hands):
    for _ in range(3):
        tannhof.ask("sandra")
    work.take(tannhof.ask("uwe").pk, by=tannhof.viewer("aylin"), now=tannhof.now)

    page = words(browser(tannhof, "aylin", "en").get("/queue?view=mine"))

    assert "1 open" in page
    assert "All in the team 4 Without owner 3 With me 1 Promise at risk 0" in page


def test_filters_leave_what_fits(tannhof: Cast):
    english = Skill.objects.get(name="Englisch")
    customs = Skill.objects.create(name="Zoll", name_en="Customs")
    tannhof.types["auskunft"].skills.add(english)
    tannhof.types["rechnung"].skills.add(customs)
    Membership.objects.create(team=tannhof.teams["buchhaltung"], person=tannhof.people["aylin"])
    PersonSkill.objects.create(person=tannhof.people["aylin"], skill=customs, level=1, wants_practice=True)
    team = f"team={tannhof.teams['sued'].pk}"
    weidach, inside = tannhof.ask("sandra"), tannhof.ask("uwe")

    assert shown(tannhof, "aylin", f"/queue?{team}&customer={weidach.organisation_id}") == [weidach.pk]
    assert shown(tannhof, "aylin", f"/queue?{team}&type={tannhof.types['rechnung'].pk}") == []
    assert shown(tannhof, "aylin", f"/queue?{team}&skill={english.pk}") == [weidach.pk, inside.pk]
    assert shown(tannhof, "aylin", f"/queue?{team}&fits=1") == [weidach.pk, inside.pk]
    assert shown(tannhof, "aylin", f"/queue?{team}&learn=1") == []
    invoice = tannhof.ask("uwe", "rechnung")
    other = f"team={tannhof.teams['buchhaltung'].pk}"
    assert shown(tannhof, "aylin", f"/queue?{other}&learn=1") == [invoice.pk]
    assert shown(tannhof, "aylin", f"/queue?{other}&fits=1") == []


def test_words_narrow_a_view_and_its_figures(tannhof: Cast):
    found = tannhof.ask("sandra", subject="Getriebe klemmt")
    tannhof.ask("uwe")

    page = browser(tannhof, "aylin", "en").get("/queue?words=Getrieben")

    assert numbers(page.content.decode()) == [found.pk]
    assert "1 open" in words(page)
    assert shown(tannhof, "aylin", f"/queue?words={found.pk}") == [found.pk]
    assert shown(tannhof, "aylin", "/queue?words=und+was") == []


def test_confidential_cases_are_there_for_named_persons_only(tannhof: Cast):
    Membership.objects.create(team=tannhof.teams["buchhaltung"], person=tannhof.people["jonas"])
    secret = tannhof.ask("uwe", "papiere", subject="Elternzeit")
    open_to_all = tannhof.ask("uwe", "rechnung")
    team = f"/queue?team={tannhof.teams['buchhaltung'].pk}"

    assert shown(tannhof, "mareike", team) == [secret.pk, open_to_all.pk]
    page = browser(tannhof, "jonas", "en").get(team)
    assert numbers(page.content.decode()) == [open_to_all.pk]
    assert "1 open" in words(page)
    assert "All in the team 1" in words(page)
    assert "Personalunterlagen" not in words(page)
    assert shown(tannhof, "jonas", f"{team}&words=Elternzeit") == []
    assert shown(tannhof, "jonas", f"{team}&type={tannhof.types['papiere'].pk}") == []


def test_nobody_looks_into_the_queue_of_another_team(tannhof: Cast):
    tannhof.ask("sandra")
    invoice = tannhof.ask("uwe", "rechnung")

    assert shown(tannhof, "mareike", f"/queue?team={tannhof.teams['sued'].pk}") == [invoice.pk]
    assert browser(tannhof, "management").get("/queue").status_code == 403
    assert browser(tannhof, "sandra").get("/queue").status_code == 403


def test_coach_reads_and_has_nothing_to_take_with(tannhof: Cast):
    case = tannhof.ask("sandra")
    coach = browser(tannhof, "coach", "en")

    page = coach.get("/queue").content.decode()

    assert numbers(page) == [case.pk]
    assert f"/queue/{case.pk}/taking" not in page
    assert 'data-key="ü u"' not in page
    assert coach.post(f"/queue/{case.pk}/taking").status_code == 403
    coach.post("/queue/takings", {"case": case.pk})
    case.refresh_from_db()
    assert case.taken_by is None


def test_list_is_read_on_without_repeating_or_skipping(tannhof: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kundenkreis.web.queue.page.PAGE", 2)
    cases = [tannhof.ask("sandra", now=tannhof.now + timedelta(minutes=minute)).pk for minute in range(5)]
    client, address, seen = browser(tannhof, "aylin"), "/queue", []

    while address:
        page = client.get(address).content.decode()
        seen.append(numbers(page))
        onwards = re.search(r'href="([^"]*)" rel="next"', page)
        address = onwards[1].replace("&amp;", "&") if onwards else ""

    assert seen == [cases[:2], cases[2:4], cases[4:]]


def test_refresh_gets_the_rows_alone(tannhof: Cast):
    tannhof.ask("sandra")

    answer = browser(tannhof, "aylin").get("/queue", headers={"HX-Request": "true"})

    assert answer.content.decode().strip().startswith('<div id="queue-list" data-refresh-url="/queue?team=')
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize("address", ["/queue", "/queue?view=mine", "/queue?fits=1", "/queue?words=kupplung"])
def test_number_of_statements_does_not_grow(tannhof: Cast, address: str):
    aylin = tannhof.viewer("aylin")
    client = browser(tannhof, "aylin")
    counts = []
    for more in (1, 2):
        for _ in range(more):
            work.take(tannhof.ask("sandra").pk, by=aylin, now=tannhof.now)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            client.get(address)
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize(
    "query",
    [
        "view=vip&customer=x&type=-1&skill=1e9&after=0.0.0",
        "after=1.999999999999999999.1.1",
        "after=0.1.1.99999999999999999999",
        "team=99999999999999999999999",
        "team=x&saved=999999&fits=maybe",
        "words=%00%27%22%5C%28&saved=%F0%9F%98%80",
    ],
)
def test_nonsense_in_the_address_is_left_out_and_said(tannhof: Cast, query: str):
    answered = browser(tannhof, "aylin", "de").get(f"/queue?{query}")

    assert answered.status_code == 400
    assert "Ein Teil der Adresse war nicht zu verstehen und wurde ausgelassen." in words(answered)


@pytest.mark.parametrize("query", ["customer=999999999999999999&type=999999999999999999", "words=" + "x" * 3000])
def test_what_nobody_has_asked_for_finds_nothing(tannhof: Cast, query: str):
    tannhof.ask("sandra")

    answered = browser(tannhof, "aylin").get(f"/queue?{query}")

    assert answered.status_code == 200
    assert "Ersatzkupplung" not in words(answered)


def test_flipping_the_class_of_every_customer_changes_no_order(tannhof: Cast):
    for name in ("uwe", "sandra", "marlies", "uwe", "sandra"):
        tannhof.ask(name)
    before = shown(tannhof, "aylin")

    for case in Case.objects.all():
        Case.objects.filter(pk=case.pk).update(
            customer_class="internal" if case.customer_class == "external" else "external"
        )

    assert shown(tannhof, "aylin") == before


def test_density_is_kept_on_the_person(tannhof: Cast):
    client = browser(tannhof, "aylin")

    answer = client.post("/queue/density", {"dense": "0", "next": "/queue?view=mine"})

    assert answer.headers["Location"] == "/queue?view=mine"
    assert not Person.objects.get(pk=tannhof.people["aylin"].pk).dense
    assert 'data-density="roomy"' in client.get("/queue").content.decode()


def test_no_action_leads_to_another_site(tannhof: Cast):
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        answer = browser(tannhof, "aylin").post("/queue/density", {"dense": "1", "next": elsewhere})
        assert answer.headers["Location"] == "/queue"
