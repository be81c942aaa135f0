"""A request comes in and becomes promises at once."""

import pytest

from kundenkreis.flow import answer, clock, intake, work
from kundenkreis.flow.errors import Meanwhile, NotAllowed, NotFound, Refused
from kundenkreis.ledger.queries import facts_of
from kundenkreis.promises.models import Promise, Target
from kundenkreis.queue.models import Place
from kundenkreis.teams.models import Team
from tests.cast import NOW, Cast, berlin


def promises(case_id: int) -> dict[str, Promise]:
    return {p.kind: p for p in Promise.objects.filter(case_id=case_id)}


def test_every_request_gets_a_first_answer_and_a_next_step_promise_at_once(tannhof: Cast):
    case = tannhof.ask("sandra")

    found = promises(case.pk)
    assert found["first_answer"].due_at == berlin(11, 17, 13, 18)
    assert found["solution"].due_at == berlin(11, 18, 16, 18)
    assert found["milestone"].step_no == 2
    assert Place.objects.get(case=case).due_at == found["first_answer"].due_at


def test_a_step_on_the_way_is_promised_no_later_than_the_solution(tannhof: Cast):
    Target.objects.filter(type=tannhof.types["auskunft"]).update(solution=4 * 3600)

    case = tannhof.ask("sandra")

    found = promises(case.pk)
    assert found["milestone"].due_at == found["solution"].due_at == berlin(11, 17, 13, 18)


def test_internal_and_external_customers_get_the_same_dates(tannhof: Cast):
    inside = tannhof.ask("uwe")
    outside = tannhof.ask("sandra")

    assert inside.customer_class == "internal"
    assert outside.customer_class == "external"
    assert [p.due_at for p in inside.promises.all()] == [p.due_at for p in outside.promises.all()]


def test_a_customer_is_served_by_her_own_team(tannhof: Cast):
    tannhof.organisations["weidach"].responsibility.delete()
    nobody = tannhof.ask("sandra")
    assert nobody.team == tannhof.teams["sued"]
    assert tannhof.ask("uwe", "rechnung").team == tannhof.teams["buchhaltung"]


def test_the_same_request_sent_twice_is_one_case(tannhof: Cast):
    first = tannhof.ask("sandra", source="portal:abc")
    second = tannhof.ask("sandra", source="portal:abc")

    assert first.pk == second.pk
    assert len(facts_of("case", first.pk)) == 4


def test_a_source_of_somebody_else_opens_nothing(tannhof: Cast):
    tannhof.ask("sandra", source="portal:abc")

    with pytest.raises(Refused, match="öffnen Sie es neu"):
        tannhof.ask("marlies", source="portal:abc")


def test_a_human_reply_keeps_the_first_answer_after_the_undo_window(tannhof: Cast):
    case = tannhof.ask("sandra")
    aylin = tannhof.viewer("aylin")

    held = answer.send(case.pk, "Guten Tag Frau Kunz, wir kümmern uns.", 1, by=aylin, now=berlin(11, 17, 10))
    assert promises(case.pk)["first_answer"].verdict == "open"
    clock.tick(held.send_at)

    kept = promises(case.pk)["first_answer"]
    assert (kept.verdict, kept.settled_at) == ("kept", held.send_at)
    case.refresh_from_db()
    assert case.taken_by == tannhof.people["aylin"]


def test_a_reply_taken_back_never_leaves_and_keeps_nothing(tannhof: Cast):
    case = tannhof.ask("sandra")
    aylin = tannhof.viewer("aylin")
    held = answer.send(case.pk, "Noch nicht fertig", 1, by=aylin, now=NOW)

    draft = answer.take_back(held.pk, by=aylin, now=NOW)
    clock.tick(held.send_at)

    assert draft.text == "Noch nicht fertig"
    assert promises(case.pk)["first_answer"].verdict == "open"
    assert case.messages.filter(by="team").count() == 0


def test_sending_stops_when_somebody_wrote_meanwhile(tannhof: Cast):
    case = tannhof.ask("sandra")
    case.refresh_from_db()
    seen = case.changed
    intake.write(case.pk, "Es hat sich erledigt.", by=tannhof.viewer("sandra"), now=berlin(11, 17, 9, 30))

    with pytest.raises(Meanwhile) as stopped:
        answer.send(case.pk, "Wir rufen an.", seen, by=tannhof.viewer("aylin"), now=berlin(11, 17, 9, 31))

    assert [m.text for m in stopped.value.since] == ["Es hat sich erledigt."]


def test_taking_cannot_collide_and_says_who_was_faster(tannhof: Cast):
    case = tannhof.ask("uwe")

    first = work.take(case.pk, by=tannhof.viewer("aylin"), now=NOW)
    second = work.take(case.pk, by=tannhof.viewer("jonas"), now=NOW)

    assert first.taken
    assert (second.taken, second.holder) == (False, "Aylin Demir")


def test_a_coach_sees_but_cannot_act(tannhof: Cast):
    case = tannhof.ask("uwe")
    coach = tannhof.viewer("coach")

    with pytest.raises(NotAllowed):
        work.take(case.pk, by=coach, now=NOW)
    with pytest.raises(NotAllowed):
        answer.send(case.pk, "Text", 9, by=coach, now=NOW)


def test_confidential_requests_are_for_named_persons_only(tannhof: Cast):
    case = tannhof.ask("uwe", "papiere")
    tannhof.teams["buchhaltung"].memberships.create(person=tannhof.people["jonas"])

    with pytest.raises(NotFound):
        work.take(case.pk, by=tannhof.viewer("jonas"), now=NOW)
    assert work.take(case.pk, by=tannhof.viewer("mareike"), now=NOW).taken


def test_overdue_promises_are_announced_exactly_once(tannhof: Cast):
    case = tannhof.ask("uwe")
    late = berlin(11, 17, 14)

    first = clock.tick(late)
    second = clock.tick(late)

    assert (first.announced, second.announced) == (1, 0)
    assert [f.kind for f in facts_of("case", case.pk)].count("promise.broken") == 1
    assert promises(case.pk)["first_answer"].verdict == "broken"


def test_resting_survives_the_customers_reply(tannhof: Cast):
    case = tannhof.ask("sandra")
    aylin = tannhof.viewer("aylin")
    held = answer.send(case.pk, "Das Teil kommt am 14. Dezember.", 1, by=aylin, now=NOW)
    clock.tick(held.send_at)
    until = berlin(12, 14, 8)

    work.rest(case.pk, until, by=aylin, now=berlin(11, 17, 10))
    intake.write(case.pk, "Danke, in Ordnung.", by=tannhof.viewer("sandra"), now=berlin(11, 17, 11))

    assert Place.objects.get(case=case).rest_until == until


def test_asking_another_team_makes_the_asking_team_a_customer(tannhof: Cast):
    case = tannhof.ask("sandra")

    child = intake.ask_team(
        case.pk,
        tannhof.types["rechnung"].pk,
        "Gutschrift",
        "Bitte Gutschrift.",
        None,
        by=tannhof.viewer("aylin"),
        now=NOW,
    )

    assert child.team == Team.objects.get(name="Buchhaltung")
    assert (child.customer_class, child.organisation) == ("internal", tannhof.organisations["kundendienst"])
    assert child.parent_id == case.pk
    assert promises(child.pk)["first_answer"].due_at == promises(case.pk)["first_answer"].due_at


def test_any_employee_asks_any_colleague(tannhof: Cast):
    case = intake.ask_colleague(
        tannhof.people["hr"].pk, "Schickst du mir den Plan?", None, by=tannhof.viewer("uwe"), now=NOW
    )

    assert case.team is None
    assert case.taken_by == tannhof.people["hr"]
    assert promises(case.pk)["first_answer"].verdict == "open"
