"""Taking from the queue: one, several, somebody was faster, and taking it back."""

from datetime import timedelta

import pytest

from kundenkreis.cases.models import Case
from kundenkreis.flow import work
from tests.cast import Cast
from tests.web.portal import browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]


def holder(case: Case) -> str:
    """Return who has a case."""
    found = Case.objects.select_related("taken_by").get(pk=case.pk).taken_by
    return found.name if found else ""


def test_taking_leads_back_and_says_so_with_undo(tannhof: Cast):
    case = tannhof.ask("sandra")
    client = browser(tannhof, "aylin", "de")

    answer = client.post(f"/queue/{case.pk}/taking", {"next": "/queue?view=unowned"})

    assert answer.headers["Location"] == "/queue?view=unowned"
    assert holder(case) == "Aylin Demir"
    page = client.get("/queue")
    assert f"Sie haben {case.pk} übernommen." in words(page)
    assert f'action="/queue/takings/undo?case={case.pk}"' in page.content.decode()


def test_undo_gives_back_what_one_still_has(tannhof: Cast):
    mine, theirs = tannhof.ask("sandra"), tannhof.ask("uwe")
    work.take(mine.pk, by=tannhof.viewer("aylin"), now=tannhof.now)
    work.take(theirs.pk, by=tannhof.viewer("jonas"), now=tannhof.now)
    client = browser(tannhof, "aylin", "en")

    client.post(f"/queue/takings/undo?case={mine.pk}&case={theirs.pk}&case=99999")

    assert (holder(mine), holder(theirs)) == ("", "Jonas Brandl")
    assert "1 request is back with the team." in words(client.get("/queue"))


def test_row_says_who_was_faster(tannhof: Cast):
    case = tannhof.ask("sandra")
    work.take(case.pk, by=tannhof.viewer("jonas"), now=tannhof.now)

    answer = browser(tannhof, "aylin", "en").post(f"/queue/{case.pk}/taking", headers={"HX-Request": "true"})

    page = answer.content.decode()
    assert page.strip().startswith(f'<tr data-row role="row" id="row-{case.pk}">')
    assert 'aria-label="Jonas Brandl"' in page
    assert f"Jonas Brandl was faster and has {case.pk}." in page
    assert holder(case) == "Jonas Brandl"


def test_several_are_taken_each_for_itself(tannhof: Cast):
    free, theirs, third = tannhof.ask("sandra"), tannhof.ask("uwe"), tannhof.ask("uwe")
    foreign = tannhof.ask("uwe", "rechnung")
    work.take(theirs.pk, by=tannhof.viewer("jonas"), now=tannhof.now)
    client = browser(tannhof, "aylin", "en")

    client.post("/queue/takings", {"case": [free.pk, theirs.pk, third.pk, foreign.pk]})

    assert [holder(case) for case in (free, theirs, third, foreign)] == [
        "Aylin Demir",
        "Jonas Brandl",
        "Aylin Demir",
        "",
    ]
    page = words(client.get("/queue"))
    assert "You have taken 2 requests." in page
    assert f"Jonas Brandl was faster and has {theirs.pk}." in page
    assert f"{foreign.pk}: There is no such request" in page


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 30, "9" * 5000])
def test_what_is_no_number_takes_nothing(tannhof: Cast, nonsense: str):
    case = tannhof.ask("sandra")

    answered = browser(tannhof, "aylin").post("/queue/takings", {"case": [case.pk, nonsense]})

    assert answered.status_code == 400
    assert holder(case) == ""


def test_nothing_selected_says_so(tannhof: Cast):
    client = browser(tannhof, "aylin", "de")

    client.post("/queue/takings")

    assert "Bitte wählen Sie zuerst eine Anfrage aus." in words(client.get("/queue"))


@pytest.mark.parametrize(("step", "leads_to"), [("promise", "promises"), ("rest", "rest")])
def test_keys_lead_to_the_form_of_the_selected_request(tannhof: Cast, step: str, leads_to: str):
    case = tannhof.ask("sandra")

    answer = browser(tannhof, "aylin").post("/queue/next-step", {"step": step, "case": case.pk})

    assert answer.headers["Location"].startswith(f"/cases/{case.pk}/{leads_to}")


def test_step_without_a_case_leads_back(tannhof: Cast):
    client = browser(tannhof, "aylin")

    assert client.post("/queue/next-step", {"step": "burn", "case": "1"}).status_code == 400
    assert client.post("/queue/next-step", {"step": "rest"}).headers["Location"] == "/queue"
    assert client.get("/queue/next-step").status_code == 405


def test_nobody_takes_what_she_may_not_see(tannhof: Cast):
    secret = tannhof.ask("uwe", "papiere", now=tannhof.now + timedelta(minutes=1))

    assert browser(tannhof, "aylin").post(f"/queue/{secret.pk}/taking").status_code == 404
    assert browser(tannhof, "uwe").post(f"/queue/{secret.pk}/taking").status_code == 403
    assert browser(tannhof, "aylin").post("/queue/99999/taking").status_code == 404
    assert holder(secret) == ""
