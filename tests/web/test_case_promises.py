"""Promises on the page of a case: giving, keeping, moving, withdrawing, calling back."""

from datetime import timedelta

import pytest

from kundenkreis.cases.models import Step
from kundenkreis.flow import answer, intake
from kundenkreis.promises.models import Promise
from kundenkreis.replies.models import Reply
from tests.cast import Cast, berlin
from tests.web.desk import later, post, promise
from tests.web.portal import Hands, browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]

HTMX = {"HX-Request": "true"}


def test_promise_is_given_for_a_step_and_stands_on_the_path(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")
    step = Step.objects.get(case=case, title="Abschließen")

    typed = {"kind": "milestone", "what": "Alles läuft", "day": "2026-11-19", "clock": "10:00", "step": step.no}
    answered = client.post(f"/cases/{case.pk}/promises", typed, follow=True)

    assert "Zugesagt. Der Kunde erfährt es." in words(answered)
    assert Promise.objects.get(text="Alles läuft").due_at == berlin(11, 19, 10)
    assert "Abschließen , noch nicht bis Do 10:00" in words(answered)


def test_promise_without_a_time_is_due_at_the_end_of_the_working_day(tannhof: Cast):
    case = tannhof.ask("sandra")

    post(browser(tannhof, "aylin"), case, "promises", kind="due_date", what="Lieferung", day="2026-11-20")

    assert Promise.objects.get(text="Lieferung").due_at == berlin(11, 20, 17)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (
            {"day": "2026-11-18", "clock": "10:00"},
            "Mittwoch, 18. November 2026, 10:00 Uhr: das sind 9:42 h Arbeitszeit.",
        ),
        ({"day": "2026-11-20", "clock": ""}, "Freitag, 20. November 2026, 17:00 Uhr: das sind 34:42 h Arbeitszeit."),
        ({"day": "2026-11-16"}, "Der Termin liegt in der Vergangenheit."),
        ({"day": "bald"}, "Bitte"),
        ({"day": "2199-12-31", "clock": "10:00"}, "in den nächsten 5 Jahren"),
        ({}, ""),
    ],
)
def test_date_is_shown_in_working_hours_while_it_is_typed(
    tannhof: Cast, hands: Hands, query: dict[str, str], says: str
):
    case = tannhof.ask("sandra")

    piece = browser(tannhof, "aylin").get(f"/cases/{case.pk}/hours", query)

    assert piece.status_code == 200
    assert says in words(piece)
    assert browser(tannhof, "coach").get(f"/cases/{case.pk}/hours", query).status_code == 403


def test_kept_promise_is_ticked_off_and_answers_are_not(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    no = promise(tannhof, case, "Liefertermin nennen", berlin(11, 18, 12), tannhof.now)
    client = browser(tannhof, "aylin")
    hands.now = later(tannhof, hours=1)

    post(client, case, f"promises/{no}/keeping")
    first = post(client, case, "promises/1/keeping")

    assert Promise.objects.get(case=case, no=no).verdict == "kept"
    assert first.status_code == 409
    assert Promise.objects.get(case=case, no=1).verdict == "open"


def test_agreed_move_counts_as_moved_and_the_other_as_not_kept(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    agreed = promise(tannhof, case, "Liefertermin nennen", berlin(11, 18, 12), tannhof.now)
    decided = promise(tannhof, case, "Rechnung berichtigt", berlin(11, 18, 12), tannhof.now)
    client = browser(tannhof, "aylin")
    typed = {"day": "2026-11-19", "clock": "12:00", "reason": "Die Hebebühne fehlt noch."}

    post(client, case, f"promises/{agreed}/moves", agreed="yes", **typed)
    post(client, case, f"promises/{decided}/moves", agreed="no", **typed)
    hands.now = berlin(11, 18, 13)
    page = words(client.get(f"/cases/{case.pk}"))

    moved = Promise.objects.get(case=case, no=agreed)
    assert (moved.due_at, moved.moves, moved.verdict) == (berlin(11, 19, 12), 1, "open")
    assert "einmal verschoben, abgesprochen" in page
    assert "nicht gehalten, 1:00 h drüber; neu: morgen 12:00. Grund: Die Hebebühne fehlt noch." in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"agreed": "no", "day": "2026-11-19", "reason": ""}, "warum"),
        ({"agreed": "yes", "day": "2026-11-16"}, "Vergangenheit"),
        ({"agreed": "yes", "day": "irgendwann"}, "24.12.2026"),
        ({"agreed": "", "day": "2026-11-19"}, "Ist der Kunde einverstanden?"),
        ({"agreed": "yes", "day": ""}, "Bis"),
    ],
)
def test_move_that_cannot_be_is_shown_again_with_the_reason(
    tannhof: Cast, hands: Hands, typed: dict[str, str], says: str
):
    case = tannhof.ask("sandra")
    no = promise(tannhof, case, "Liefertermin nennen", berlin(11, 18, 12), tannhof.now)

    page = post(browser(tannhof, "aylin"), case, f"promises/{no}/moves", **typed)

    assert page.status_code == 422
    summary = words(page).split("Liefertermin nennen", 1)[1]
    assert says in summary
    assert Promise.objects.get(case=case, no=no).due_at == berlin(11, 18, 12)


def test_panel_explains_both_ways_to_move_and_tells_what_happened_so_far(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    no = promise(tannhof, case, "Liefertermin nennen", berlin(11, 18, 12), tannhof.now)
    client = browser(tannhof, "aylin")
    post(client, case, f"promises/{no}/moves", agreed="yes", day="2026-11-19", clock="12:00")

    panel = client.get(f"/cases/{case.pk}/promises/{no}", headers=HTMX)

    text = words(panel)
    assert "<main" not in panel.content.decode()
    assert "Mit Zustimmung des Kunden vor dem Termin verschiebt er sich" in text
    assert "Ohne sie zählt die alte Zusage als nicht gehalten" in text
    assert "auf Do 12:00 verschoben, mit dem Kunden abgesprochen" in text
    assert client.get(f"/cases/{case.pk}/promises/99").status_code == 404


def test_withdrawn_promise_is_neither_kept_nor_broken(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    no = promise(tannhof, case, "Liefertermin nennen", berlin(11, 18, 12), tannhof.now)
    client = browser(tannhof, "aylin")

    post(client, case, f"promises/{no}/withdrawal", reason="Hat sich erledigt.")
    solution = post(client, case, "promises/2/withdrawal", reason="Keine Lust.")

    assert Promise.objects.get(case=case, no=no).verdict == "withdrawn"
    assert solution.status_code == 422
    assert Promise.objects.get(case=case, no=2).verdict == "open"


@pytest.mark.parametrize(("reached", "says"), [("yes", "den Kunden erreicht"), ("no", "den Kunden nicht erreicht")])
def test_callback_too_early_is_an_attempt_and_one_in_its_window_keeps_it(
    tannhof: Cast, hands: Hands, reached: str, says: str
):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")
    typed = {"kind": "callback", "what": "Rückruf durch Jonas", "day": "2026-11-17", "clock": "15:00", "begin": "14:00"}
    client.post(f"/cases/{case.pk}/promises", typed)
    no = Promise.objects.get(kind="callback").no

    assert "zwischen heute 14:00 und 15:00" in words(client.get(f"/cases/{case.pk}"))
    hands.now = berlin(11, 17, 13)
    post(client, case, f"promises/{no}/attempts", reached=reached, text="Besetzt.")
    early = Promise.objects.get(kind="callback")
    hands.now = berlin(11, 17, 14, 20)
    post(client, case, f"promises/{no}/attempts", reached=reached, text="")

    kept = Promise.objects.get(kind="callback")
    assert (early.verdict, early.attempts) == ("open", 1)
    assert (kept.verdict, kept.attempts) == ("kept", 2)
    assert says in words(client.get(f"/cases/{case.pk}/promises/{no}"))
    assert "2 Versuche" in words(client.get(f"/cases/{case.pk}"))


def test_breach_stays_visible_with_the_working_time_it_was_late(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    no = promise(tannhof, case, "Liefertermin nennen", berlin(11, 17, 17), tannhof.now)
    hands.now = berlin(11, 18, 9, 30)
    client = browser(tannhof, "aylin")

    post(client, case, f"promises/{no}/keeping")

    assert "Liefertermin nennen nicht gehalten, 1:30 h drüber, heute 9:30" in words(client.get(f"/cases/{case.pk}"))


def test_part_of_another_team_shows_its_progress_where_it_was_asked_for(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")
    typed = {"type": tannhof.types["rechnung"].pk, "text": "Bitte die Rechnung 90311 kürzen.", "day": "2026-11-19"}

    client.post(f"/cases/{case.pk}/requests", typed)
    asked = words(client.get(f"/cases/{case.pk}"))
    child = case.children.get()
    browser(tannhof, "mareike").post(f"/cases/{child.pk}/taking")
    hands.now = later(tannhof, minutes=5)
    taken = words(browser(tannhof, "jonas").get(f"/cases/{case.pk}"))

    assert child.needed_by == berlin(11, 19, 17)
    assert child.organisation == tannhof.teams["sued"].organisation
    assert "Buchhaltung noch nicht übernommen, zugesagt bis heute 13:18" in asked
    assert "Buchhaltung (Mareike Vogt) läuft, zugesagt bis heute 13:18" in taken
    assert "Das gehört zu:" in words(browser(tannhof, "mareike").get(f"/cases/{child.pk}"))
    assert "Bitte die Rechnung 90311 kürzen." in words(browser(tannhof, "mareike").get(f"/cases/{child.pk}"))


def test_confidential_part_shows_how_far_it_is_and_not_what_it_is_about(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    papers = tannhof.types["papiere"].pk
    intake.ask_team(
        case.pk, papers, "Elternzeit Frau Kunz", "Bitte prüfen.", None, by=tannhof.viewer("aylin"), now=tannhof.now
    )

    page = words(browser(tannhof, "jonas").get(f"/cases/{case.pk}"))

    assert "Elternzeit" not in page
    assert "Vertrauliche Anfrage" in page


def test_waiting_for_the_customer_is_said_and_can_be_ended(tannhof: Cast, hands: Hands):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin")
    client.post(f"/cases/{case.pk}/replies", {"text": "Welche Nabe?", "seen": "9", "question": "1"})
    held = Reply.objects.get()
    answer.release(held.pk, held.send_at)
    hands.now = held.send_at + timedelta(minutes=10)

    assert "ruht seit heute" in words(client.get(f"/cases/{case.pk}"))
    post(client, case, "waking")
    assert "ruht seit heute" not in words(client.get(f"/cases/{case.pk}"))
    assert not Promise.objects.filter(case=case, paused_since__isnull=False).exists()
