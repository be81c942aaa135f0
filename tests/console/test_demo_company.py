"""The demo company: true histories, full desks at any hour, texts without gaps, and one unfair team."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from types import SimpleNamespace

import pytest
from django.db import transaction

from kundenkreis.base import reference
from kundenkreis.cases.forms import fields_of
from kundenkreis.cases.models import Case, Message, RequestType
from kundenkreis.cases.viewers import viewer_of
from kundenkreis.console import demo_company
from kundenkreis.console.demo_company.gaps import Gaps
from kundenkreis.console.demo_company.open_cases import named
from kundenkreis.console.demo_company.pace import Pace
from kundenkreis.console.demo_company.reading import table
from kundenkreis.console.demo_company.situations import Deck, parts, situations
from kundenkreis.console.demo_company.town import ACCOUNTING, EXPORT, NORTH, SOUTH
from kundenkreis.console.demo_company.working_day import before, due_today
from kundenkreis.flow import clock
from kundenkreis.ledger.models import Fact
from kundenkreis.people.models import Account, ContactPoint, Organisation, Person
from kundenkreis.promises.actions import row
from kundenkreis.promises.calendars import calendar_of, current
from kundenkreis.promises.fold import fold
from kundenkreis.promises.models import Promise
from kundenkreis.queue.models import Place
from kundenkreis.teams.models import Responsibility, Team
from kundenkreis.worktime import office_hours
from tests.cast import berlin

NOW = berlin(11, 17, 9, 18)
OFFICE = office_hours("Europe/Berlin", {day: [("08:00", "12:00"), ("12:30", "16:30")] for day in range(5)}, state="BY")


def silent(_text: str, _done: int, _total: int) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """A demo company with a short history, kept for all tests of this module and rolled back after them."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block._from_testcase = True
        with block:
            demo_company.create(silent, now=NOW, people=120, cases=400)
            yield
            transaction.set_rollback(True)
        reference.forget()


def person(name: str) -> Person:
    given, _space, family = name.rpartition(" ")
    return Person.objects.get(given_name=given, family_name=family)


# -- Who is there ----------------------------------------------------------------------------------------------------
def test_company_has_its_teams_customers_and_suppliers(demo):
    kinds = Counter(Organisation.objects.values_list("kind", flat=True))

    assert Team.objects.count() == 8
    assert (kinds["customer"], kinds["supplier"], kinds["contractor"]) == (60, 20, 6)
    assert Account.objects.filter(organisation__kind="department", is_main=True).count() == 120
    assert Responsibility.objects.count() == Organisation.objects.count() - 3


def test_everybody_named_for_sign_in_can_sign_in_and_nobody_else(demo):
    for _who, email, password in demo_company.sign_ins():
        assert Person.objects.get(email=email).check_password(password)

    assert {p.email for p in Person.objects.exclude(password="!") if p.has_usable_password()} == {
        email for _who, email, _password in demo_company.sign_ins()
    }


def test_those_who_sign_in_are_what_the_list_says(demo):
    viewers = {who: viewer_of(Person.objects.get(email=email).pk) for who, email, _ in demo_company.sign_ins()}
    south = Team.objects.get(name=SOUTH).pk

    assert viewers["Member of Kundenteam Süd"].teams == (south,)
    assert viewers["Coach"].coached[0] == south
    assert viewers["Management"].roles == {"management"}
    assert viewers["HR"].roles == {"hr"}
    assert viewers["Works council"].roles == {"works_council"}
    assert viewers["Administrator"].roles == {"admin"}
    assert viewers["Employee who asks"].is_employee
    assert not viewers["Customer from outside"].is_employee
    assert viewers["HR"].named_types == set(
        RequestType.objects.filter(is_confidential=True).values_list("pk", flat=True)
    )


def test_addresses_and_numbers_belong_to_nobody(demo):
    emails = Person.objects.exclude(email=None).values_list("email", flat=True)
    phones = Person.objects.exclude(phone="").values_list("phone", flat=True)
    free_for_fiction = re.compile(r"\+49 (89 99998|30 23125|69 90009|40 66969|221 4710) \d{3}")

    assert [email for email in emails if not email.endswith(".example")] == []
    assert [phone for phone in phones if not free_for_fiction.fullmatch(phone)] == []
    assert ContactPoint.objects.count() == 0


def test_forms_can_be_read(demo):
    assert [t.name for t in RequestType.objects.all() if fields_of(t.form) is None] == []
    assert RequestType.objects.filter(purpose_en="").count() == 0


# -- What is true ----------------------------------------------------------------------------------------------------
def test_replaying_the_facts_gives_the_stored_promises(demo):
    facts: dict[int, list[Fact]] = {}
    for fact in Fact.objects.filter(thing="case").order_by("pk"):
        facts.setdefault(fact.thing_id, []).append(fact)
    stored: dict[int, list[Promise]] = {}
    for promise in Promise.objects.order_by("no"):
        stored.setdefault(promise.case_id, []).append(promise)

    names = [f.attname for f in Promise._meta.concrete_fields if not f.primary_key]
    for case_id, of_case in facts.items():
        replayed = [row(case_id, p) for p in fold(of_case, calendar_of).promises.values()]
        assert [[getattr(p, n) for n in names] for p in replayed] == [
            [getattr(p, n) for n in names] for p in stored[case_id]
        ]


def test_nothing_is_left_for_the_clock_and_nothing_lies_in_the_future(demo):
    ticked = clock.tick(NOW)

    assert (ticked.released, ticked.announced, ticked.woken) == (0, 0, 0)
    assert Fact.objects.filter(at__gt=NOW).count() == 0
    assert Message.objects.filter(at__gt=NOW).count() == 0


def test_cases_are_numbered_as_they_came_in(demo):
    received = list(Case.objects.filter(parent=None).order_by("pk").values_list("received_at", flat=True))

    assert received == sorted(received)


def test_replies_leave_inside_working_hours(demo):
    calendar = calendar_of(current(None))
    sent = Message.objects.filter(by=Message.By.TEAM).values_list("at", flat=True)

    minute = timedelta(minutes=1)
    assert [at for at in sent if not (calendar.is_open(at) or calendar.is_open(at - minute))] == []


# -- What the desks look like ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", [SOUTH, NORTH, EXPORT])
def test_customer_teams_have_something_in_every_group_of_the_queue(demo, name):
    places = list(Place.objects.filter(team__name=name))
    calendar = calendar_of(current(None))
    late = [p for p in places if not p.parked and p.due_at < NOW]
    left = [calendar.between(NOW, p.due_at).total_seconds() / 3600 for p in places if not p.parked and p.due_at > NOW]

    assert 40 <= len(places) <= 60
    assert 1 <= len(late) <= 4
    assert sum(p.parked for p in places) >= 2
    for least, most in ((0, 8), (8, 16), (16, 32), (32, 200)):
        assert sum(least < hours <= most for hours in left) >= 3


def test_no_two_requests_on_the_desk_of_a_customer_team_are_alike(demo):
    subjects = Counter(Case.objects.filter(team__name=SOUTH, state="open").values_list("subject", flat=True))

    assert [subject for subject, count in subjects.items() if count > 1] == []


def test_aylin_has_promised_three_things_for_today(demo):
    hers = Place.objects.filter(taken_by=person("Aylin Demir"), parked=False).order_by("due_at")

    assert [p.due_at for p in hers] == [berlin(11, 17, 10, 30), berlin(11, 17, 12), berlin(11, 17, 14, 30)]
    assert [str(p.case.person) for p in hers] == ["Petra Lang", "Sandra Kunz", "Uwe Stein"]


def test_confidential_requests_lie_with_their_readers(demo):
    kind = RequestType.objects.get(is_confidential=True)
    taken = Case.objects.filter(type=kind).exclude(taken_by=None).values_list("taken_by_id", flat=True)

    assert taken
    assert set(taken) <= set(kind.readers.values_list("pk", flat=True))


# -- What is written -------------------------------------------------------------------------------------------------
def test_no_message_has_a_gap_or_an_empty_word(demo):
    texts = Message.objects.values_list("text", flat=True)

    assert [text for text in texts if not text.strip() or re.search(r"[{}]|None|  ", text)] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_text_can_be_filled(language):
    gaps = Gaps(Random(1), NOW, language)
    gaps["colleague"] = "Jonas Brandl"
    said = [
        text
        for s in situations()
        if s.language == language
        for text in (*s.subjects, *s.asks, *s.solutions, s.first, s.question, s.reply, s.refusal, s.promise, s.note)
    ]
    said += [text for part in parts() for text in (part.subject, part.ask, part.solution)]

    assert said
    assert [text for text in said if "{" in gaps.fill(text)] == []


def test_who_is_named_for_an_open_request_writes_its_language():
    rows = [row for group in table("data/customers")["organisations"] for row in group["list"]]
    speaks = {person[0]: row.get("language", "de") for row in rows for person in row.get("people", [])}

    wrong = [row["who"] for row in table("data/stage")["open"] if named(row).language != speaks.get(row["who"], "de")]

    assert speaks["Piotr Zieliński"] == "en"
    assert wrong == []


def test_english_and_german_know_the_same_phrases():
    phrases = table("texts/phrases")
    inside = {"notes", "reached", "unreached", "hand_overs", "move_reasons"}

    for group in ("customer", "team"):
        german = {n for n in phrases["de"][group] if not n.startswith(("desk_", "colleague_"))} - inside
        assert german == set(phrases["en"][group])


def test_a_deck_gives_every_card_before_one_comes_again():
    deck = Deck("abcd", Random(3))

    assert sorted(deck.draw() for _ in range(4)) == sorted(deck.draw() for _ in range(4)) == list("abcd")


# -- How quick teams are ---------------------------------------------------------------------------------------------
def pace() -> Pace:
    town = SimpleNamespace(start=NOW - timedelta(days=731), now=NOW, teams={SOUTH: 1, ACCOUNTING: 4})
    return Pace(town, Random(5))


def test_accounting_alone_keeps_fewer_promises_inside_the_house():
    teams = {team: (pace().kept(team, True, NOW), pace().kept(team, False, NOW)) for team in (1, 2, 4, None)}

    assert [team for team, (inside, outside) in teams.items() if inside != outside] == [4]
    assert teams[4][0] <= teams[4][1] - 0.2


def test_team_south_became_better():
    assert pace().kept(1, True, NOW - timedelta(days=720)) < 0.75
    assert pace().kept(1, True, NOW) > 0.9


def test_waiting_times_keep_the_promised_share():
    drawn = pace()
    waits = [drawn.wait(3600, 0.7) for _ in range(4000)]

    assert sum(w <= 3600 for w in waits) / 4000 == pytest.approx(0.7, abs=0.03)


# -- Moments of a working day ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("seconds", [0, 900, 4 * 3600, 30 * 3600])
def test_before_is_add_backwards(seconds):
    early = before(OFFICE, NOW, timedelta(seconds=seconds))

    assert abs(OFFICE.between(early, NOW) - timedelta(seconds=seconds)) < timedelta(seconds=2)


@pytest.mark.parametrize(
    "now",
    [berlin(11, 17, 9, 18), berlin(11, 17, 16, 20), berlin(11, 17, 6), berlin(11, 21, 15), berlin(12, 25, 12)],
)
def test_what_is_due_today_lies_inside_the_working_day_ahead(now):
    opens = OFFICE.next_open(now)
    dues = [due_today(OFFICE, now, share) for share in (0.16, 0.4, 0.68)]

    assert opens < dues[0] < dues[1] < dues[2] <= OFFICE.end_of_day(opens)


# -- Once more -------------------------------------------------------------------------------------------------------
def told() -> list[tuple[object, ...]]:
    """Return everything that was said, with the numbers of rows left out."""
    said = Message.objects.order_by("case_id", "at", "pk").select_related("author", "case")
    return [(m.case.subject, m.case.received_at, str(m.author), m.by, m.at, m.text) for m in said]


@pytest.mark.django_db
def test_same_seed_and_moment_give_the_same_company():
    results = []
    for _time in range(2):
        savepoint = transaction.savepoint()
        demo_company.create(silent, now=datetime(2026, 3, 3, 10, tzinfo=UTC), people=70, cases=60, open_size=0.05)
        results.append(told())
        transaction.savepoint_rollback(savepoint)
        reference.forget()

    assert results[0] == results[1]
    assert len(results[0]) > 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "evening"),
    [(berlin(11, 21, 15), berlin(11, 23, 16, 30)), (berlin(11, 17, 7, 45), berlin(11, 17, 16, 30))],
)
def test_desks_are_full_at_any_hour(now, evening):
    demo_company.create(silent, now=now, people=70, cases=10)

    places = Place.objects.filter(team__name=SOUTH)
    hers = Promise.objects.filter(case__taken_by=person("Aylin Demir"), settled_at=None, due_at__lte=evening)
    assert 40 <= places.count() <= 60
    assert hers.count() == 3
    assert not person("Aylin Demir").absences.exists()
    reference.forget()
