"""Working on a case: taking, resting, handing over, steps, bringing in; and who may not."""

from datetime import timedelta

import pytest

from kundenkreis.cases.models import Case, Step
from kundenkreis.flow import answer, intake, work
from kundenkreis.ledger.models import Fact
from kundenkreis.people.models import Note
from kundenkreis.promises.models import Promise
from kundenkreis.teams.actions import bump
from tests.cast import Cast, berlin
from tests.web.desk import later, notes, post, promise
from tests.web.portal import Hands, browser, hands, tannhof, words
from tests.web.scene import extras

__all__ = ["hands", "tannhof"]


@pytest.mark.parametrize(
    ("language", "says"),
    [("de", "Aylin Demir war schneller und hat diesen Vorgang."), ("en", "Aylin Demir was faster and has this case.")],
)
def test_case_is_taken_once_and_the_second_hears_who_was_faster(tannhof: Cast, language: str, says: str):
    case = tannhof.ask("sandra")

    post(browser(tannhof, "aylin"), case, "taking")
    second = browser(tannhof, "jonas", language).post(f"/cases/{case.pk}/taking", follow=True)

    assert says in words(second)
    assert Case.objects.get().taken_by == tannhof.people["aylin"]


def test_taking_can_be_undone(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")

    page = client.post(f"/cases/{case.pk}/taking", follow=True).content.decode()
    assert f'action="/cases/{case.pk}/release"' in page.split('id="toasts"')[1]
    post(client, case, "release")

    assert Case.objects.get().taken_by is None


def test_rest_survives_a_message_of_the_customer(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")

    assert "auch wenn der Kunde schreibt" in words(client.get(f"/cases/{case.pk}/rest"))
    post(client, case, "rest", day="2026-11-30", clock="")
    intake.write(case.pk, "Danke, passt.", by=tannhof.viewer("sandra"), now=later(tannhof, minutes=5))
    hands.now = later(tannhof, minutes=10)

    assert "Ruht bis 30.11. 8:00" in words(client.get(f"/cases/{case.pk}"))
    post(client, case, "waking")
    assert "Ruht bis" not in words(client.get(f"/cases/{case.pk}"))


@pytest.mark.parametrize(
    "typed", [{"day": "2026-11-16"}, {"day": "morgen"}, {"day": ""}, {"day": "2026-11-30", "clock": "26"}]
)
def test_rest_until_no_day_is_refused_with_what_was_typed(tannhof: Cast, hands: Hands, typed: dict[str, str]):
    case = tannhof.ask("sandra")

    page = post(browser(tannhof, "aylin"), case, "rest", **typed)

    assert page.status_code == 422
    assert 'class="err-sum"' in page.content.decode()
    for value in filter(None, typed.values()):
        assert f'value="{value}"' in page.content.decode()


def test_raised_urgency_brings_dates_nearer(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")

    post(browser(tannhof, "aylin"), case, "urgency", impact="2", pressure="3")

    assert Case.objects.get().urgency == 4
    assert Promise.objects.get(case=case, kind="first_answer").due_at == tannhof.now + timedelta(hours=1)
    assert post(browser(tannhof, "aylin"), case, "urgency", impact="9", pressure="x").status_code == 422


def test_hand_over_to_a_colleague_keeps_every_date_and_the_note(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    due = list(Promise.objects.order_by("no").values_list("due_at", flat=True))

    post(browser(tannhof, "aylin"), case, "hand-overs", to=f"p{tannhof.people['jonas'].pk}", note="Bitte zurückrufen.")

    assert Case.objects.get().taken_by == tannhof.people["jonas"]
    assert notes(case) == ["Bitte zurückrufen."]
    assert list(Promise.objects.order_by("no").values_list("due_at", flat=True)) == due


def test_who_hands_a_case_to_a_team_she_does_not_belong_to_goes_on_with_the_queue(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")

    answered = post(client, case, "hand-overs", to=f"t{tannhof.teams['buchhaltung'].pk}", note="")

    assert answered["Location"] == "/queue"
    assert client.get(f"/cases/{case.pk}").status_code == 404
    assert browser(tannhof, "mareike").get(f"/cases/{case.pk}").status_code == 200


@pytest.mark.parametrize("to", ["", "t0", "p0", "x", "p", "t99999999999999999999"])
def test_hand_over_to_nobody_is_refused(tannhof: Cast, to: str):
    case = tannhof.ask("sandra")

    page = post(browser(tannhof, "aylin"), case, "hand-overs", to=to, note="Bitte zurückrufen.")

    assert page.status_code == 422
    assert "Bitte zurückrufen." in words(page)


def test_colleagues_stand_in_the_public_order_and_a_coach_is_not_among_them(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    tannhof.types["auskunft"].skills.add(*tannhof.people["aylin"].skills.values_list("skill", flat=True))
    bump()

    page = words(browser(tannhof, "jonas").get(f"/cases/{case.pk}/hand-overs"))

    assert "Im Team" not in page  # the label of a group is not a text of its own
    assert page.index("Aylin Demir (kann das)") < page.index("Jonas Brandl", page.index("Wer macht weiter?"))
    assert "Claudia Kern" not in page


def test_confidential_request_is_offered_to_those_who_are_named_for_its_kind(tannhof: Cast, hands: Hands):
    extras(tannhof)
    case = tannhof.ask("sandra", "papiere")
    Step.objects.create(case=case, no=1, position=1, title="Akte suchen")
    client = browser(tannhof, "mareike")

    def offered(panel: str) -> set[str]:
        piece = words(client.get(f"/cases/{case.pk}/{panel}", headers={"HX-Request": "true"}))
        return {name for name in ("Mareike Vogt", "Paul Unnamed", "Kundenteam Süd") if name in piece}

    assert offered("hand-overs") == {"Mareike Vogt"}
    assert offered("steps") == {"Mareike Vogt"}
    tannhof.types["papiere"].readers.add(tannhof.people["paul"], tannhof.people["aylin"])
    assert offered("hand-overs") == {"Mareike Vogt", "Paul Unnamed", "Kundenteam Süd"}


def test_steps_are_added_changed_and_removed(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")
    first = Step.objects.get(case=case, position=1)

    post(client, case, "steps", title="Spedition fragen", after="1")
    post(client, case, f"steps/{first.pk}", title="Aufnehmen", owner=tannhof.people["jonas"].pk, state="done")
    new = Step.objects.get(title="Spedition fragen")
    path = words(client.get(f"/cases/{case.pk}")).split("Schritte ändern")[1]

    assert (new.position, new.state) == (2, "now")
    assert path.index("Aufnehmen") < path.index("Jonas Brandl") < path.index("Spedition fragen") < path.index("Klären")
    last = Step.objects.get(case=case, title="Abschließen")
    post(client, case, f"steps/{last.pk}/removal")
    assert not Step.objects.filter(pk=last.pk).exists()
    assert post(client, case, f"steps/{first.pk}/removal").status_code == 409


@pytest.mark.parametrize(
    ("language", "button", "says"), [("de", "Schritt erledigt : ", "Erledigt: "), ("en", "Step done : ", "Done: ")]
)
def test_step_in_progress_is_done_from_the_path(tannhof: Cast, hands: Hands, language: str, button: str, says: str):
    case = tannhof.ask("sandra")
    first, second = Step.objects.filter(case=case).order_by("position")[:2]
    client = browser(tannhof, "aylin", language)
    assert f"{button}{first.title}" in words(client.get(f"/cases/{case.pk}"))

    address = f"/cases/{case.pk}/steps/{first.pk}/completion"
    page = words(client.post(address, follow=True))
    facts = Fact.objects.filter(kind="step.changed").count()
    again = words(client.post(address, follow=True))

    assert f"{says}{first.title}." in page
    assert f"{button}{second.title}" in page
    assert ("schon erledigt" if language == "de" else "done already") in again
    assert Fact.objects.filter(kind="step.changed").count() == facts == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "", "owner": "0", "state": "todo"},
        {"title": "Klären", "owner": "x", "state": "todo"},
        {"title": "Klären", "owner": "0", "state": "lost"},
    ],
)
def test_step_with_something_wrong_is_shown_again(tannhof: Cast, typed: dict[str, str]):
    case = tannhof.ask("sandra")
    step = Step.objects.get(case=case, position=2)

    page = post(browser(tannhof, "aylin"), case, f"steps/{step.pk}", **typed)

    assert page.status_code == 422
    assert f'href="#step-{step.pk}-' in page.content.decode()
    step.refresh_from_db()
    assert (step.title, step.state) == ("Klären", "todo")


def test_step_that_is_gone_or_of_another_case_is_said_so(tannhof: Cast):
    case, other = tannhof.ask("sandra"), tannhof.ask("uwe")
    foreign = Step.objects.filter(case=other).first()
    assert foreign is not None
    typed = {"title": "Neu", "owner": "0", "state": "todo"}

    assert browser(tannhof, "aylin").post(f"/cases/{case.pk}/steps/{foreign.pk}", typed).status_code == 404
    assert browser(tannhof, "aylin").post(f"/cases/{case.pk}/steps/{foreign.pk}/removal").status_code == 404


def test_colleague_is_brought_in_and_let_go(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    mareike = tannhof.people["mareike"].pk
    client = browser(tannhof, "aylin")

    post(client, case, "followers", person=mareike)
    assert browser(tannhof, "mareike").get(f"/cases/{case.pk}").status_code == 200
    assert "Aylin Demir hat Mareike Vogt dazugeholt" in words(client.get(f"/cases/{case.pk}"))
    post(browser(tannhof, "mareike"), case, f"followers/{mareike}/removal")

    assert browser(tannhof, "mareike").get(f"/cases/{case.pk}").status_code == 404
    assert Fact.objects.filter(kind="watcher.removed", thing_id=case.pk).count() == 1


def test_nobody_is_brought_into_a_confidential_case(tannhof: Cast):
    case = tannhof.ask("uwe", "papiere")

    page = post(browser(tannhof, "mareike"), case, "followers", person=tannhof.people["aylin"].pk)

    assert page.status_code == 422
    assert browser(tannhof, "aylin").get(f"/cases/{case.pk}").status_code == 404


def test_note_about_the_customer_is_confirmed_from_the_case(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    note = Note.objects.create(
        organisation=case.organisation,
        author=tannhof.people["jonas"],
        text="Rückrufe vormittags.",
        written_at=berlin(5, 1, 9),
        confirmed_at=berlin(5, 1, 9),
    )
    client = browser(tannhof, "aylin")

    assert "Rückrufe vormittags. Jonas Brandl, bestätigt 1.5." in words(client.get(f"/cases/{case.pk}"))
    answered = client.post(f"/cases/{case.pk}/notes/{note.pk}/confirmation")

    assert answered["Location"] == f"/cases/{case.pk}#customer"
    note.refresh_from_db()
    assert note.confirmed_at == hands.now


def test_other_open_requests_of_the_customer_are_shown_as_far_as_one_may_see_them(tannhof: Cast, hands: Hands):
    case = tannhof.ask("uwe")
    tannhof.ask("uwe", subject="Neue Leuchte")
    tannhof.ask("uwe", "papiere", subject="Elternzeit")
    tannhof.ask("uwe", "rechnung", subject="Alte Rechnung")

    page = words(browser(tannhof, "aylin").get(f"/cases/{case.pk}"))

    assert "Neue Leuchte" in page
    assert "Elternzeit" not in page
    assert "Alte Rechnung" not in page


# -- Who may not ------------------------------------------------------------------------------------------------------
def addresses(tannhof: Cast, case: Case) -> list[str]:
    """Return everything one can do to a case, by its address."""
    no = promise(tannhof, case, "Liefertermin nennen", berlin(11, 18, 12), tannhof.now)
    note = Note.objects.create(
        organisation=case.organisation,
        author=tannhof.people["jonas"],
        text="Rückrufe vormittags.",
        written_at=tannhof.now,
        confirmed_at=tannhof.now,
    )
    step = Step.objects.filter(case=case).last()
    assert step is not None
    of_promise = [f"promises/{no}/{rest}" for rest in ("keeping", "moves", "withdrawal", "attempts")]
    plain = ["replies", "notes", "calls", "promises", "steps", "taking", "release", "rest", "waking", "urgency"]
    plain += ["hand-overs", "requests", "followers", "reopening", "drafts/reply", "drafts/note"]
    of_promise.append(f"notes/{note.pk}/confirmation")
    return [*plain, *of_promise, f"steps/{step.pk}", f"steps/{step.pk}/removal", f"followers/{case.person_id}/removal"]


@pytest.mark.parametrize(("name", "status"), [("coach", 403), ("mareike", 404), ("management", 404), ("admin", 404)])
def test_coach_and_strangers_can_do_nothing_by_any_address(tannhof: Cast, name: str, status: int):
    case = tannhof.ask("sandra")
    paths = addresses(tannhof, case)
    before = list(Fact.objects.values_list("pk", flat=True)), Case.objects.get().changed
    client = browser(tannhof, name)
    typed = {"text": "Hallo", "seen": "99", "reached": "yes", "day": "2026-11-19", "agreed": "yes", "kind": "milestone"}
    typed |= {
        "what": "Etwas",
        "title": "Neu",
        "owner": "0",
        "state": "done",
        "after": "0",
        "impact": "0",
        "pressure": "0",
    }
    typed |= {"to": f"p{tannhof.people['jonas'].pk}", "person": str(tannhof.people["jonas"].pk), "type": "1"}

    answers = {path: client.post(f"/cases/{case.pk}/{path}", typed).status_code for path in paths}

    assert answers == dict.fromkeys(paths, status)
    assert (list(Fact.objects.values_list("pk", flat=True)), Case.objects.get().changed) == before


def test_reading_an_address_that_acts_does_nothing(tannhof: Cast):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")

    for path in ("replies", "notes", "calls", "taking", "release", "waking", "promises/1/keeping", "presence"):
        assert client.get(f"/cases/{case.pk}/{path}").status_code == 405


@pytest.mark.parametrize(
    "panel", ["rest", "urgency", "hand-overs", "requests", "followers", "reopening", "promises", "steps"]
)
def test_form_opens_alone_for_htmx_and_inside_its_page_for_everybody_else(tannhof: Cast, panel: str):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")

    piece = client.get(f"/cases/{case.pk}/{panel}", headers={"HX-Request": "true"})
    whole = client.get(f"/cases/{case.pk}/{panel}")

    assert "<main" not in piece.content.decode()
    assert 'class="sheet panel"' in piece.content.decode()
    assert 'class="sheet panel"' in whole.content.decode().split("<main")[1]
    assert "HX-Request" in piece["Vary"]


def test_case_a_colleague_was_asked_personally_opens_for_him(tannhof: Cast, hands: Hands):
    case = intake.ask_colleague(
        tannhof.people["uwe"].pk, "Hast du den Schlüssel?", None, by=tannhof.viewer("aylin"), now=tannhof.now
    )
    client = browser(tannhof, "uwe")

    assert "Hast du den Schlüssel?" in words(client.get(f"/cases/{case.pk}"))
    client.post(f"/cases/{case.pk}/replies", {"text": "Ja, am Empfang.", "seen": "1"})
    assert answer.release(case.replies.get().pk, later(tannhof, minutes=1))
    assert work.take(case.pk, by=tannhof.viewer("uwe"), now=later(tannhof, minutes=2)).taken
