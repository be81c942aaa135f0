"""Saved views: for oneself and for the team."""

import pytest

from kundenkreis.flow import views
from kundenkreis.flow.errors import NotAllowed, NotFound
from kundenkreis.queue.models import View
from kundenkreis.teams.models import Membership
from tests.cast import NOW, Cast
from tests.web.portal import browser, hands, tannhof, words
from tests.web.test_queue import shown

__all__ = ["hands", "tannhof"]


def test_present_filters_are_kept_under_a_name(tannhof: Cast):
    case = tannhof.ask("sandra")
    tannhof.ask("uwe")
    client = browser(tannhof, "aylin", "de")
    address = f"/queue/views?customer={case.organisation_id}&view=unowned"
    assert "Ohne Zuständige, Papierfabrik Weidach" in words(client.get(address))

    answer = client.post(address, {"name": " Weidach ", "whose": "own"})

    kept = View.objects.get()
    assert (kept.name, kept.owner, kept.filters) == (
        "Weidach",
        tannhof.people["aylin"],
        {"view": "unowned", "customer": case.organisation_id},
    )
    page = client.get(answer.headers["Location"])
    assert "Die Ansicht „Weidach“ ist gespeichert." in words(page)
    assert 'aria-current="page">Weidach <span class="count">1</span>' in page.content.decode()
    assert shown(tannhof, "aylin", answer.headers["Location"]) == [case.pk]


def test_own_views_are_seen_by_nobody_else_and_team_views_by_all(tannhof: Cast):
    client = browser(tannhof, "aylin")
    client.post("/queue/views?fits=1", {"name": "Nur meine", "whose": "own"})
    client.post("/queue/views?learn=1", {"name": "Fürs Team", "whose": "team"})

    jonas, mareike = words(browser(tannhof, "jonas").get("/queue")), words(browser(tannhof, "mareike").get("/queue"))

    assert "Fürs Team" in jonas
    assert "Nur meine" not in jonas
    assert "Fürs Team" not in mareike


@pytest.mark.parametrize(
    ("name", "says"), [("", "Bitte"), ("   ", "Bitte"), ("x" * 61, "60"), ("\x00\x01", "Nullzeichen")]
)
def test_bad_names_are_said_and_what_was_typed_stays(tannhof: Cast, name: str, says: str):
    answer = browser(tannhof, "aylin", "de").post("/queue/views", {"name": name, "whose": "team"})

    assert answer.status_code == 422
    assert says in words(answer)
    assert View.objects.count() == 0
    assert 'value="team" checked' in answer.content.decode()
    assert name.strip("\x00\x01 ")[:60] in answer.content.decode()


def test_views_are_renamed_and_deleted(tannhof: Cast):
    view = views.save_view("Alt", tannhof.teams["sued"].pk, {"fits": True}, by=tannhof.viewer("aylin"), now=NOW)
    client = browser(tannhof, "aylin", "de")

    refused = client.post(f"/queue/views/{view.pk}/name", {"name": "y" * 80})
    client.post(f"/queue/views/{view.pk}/name", {"name": "Neu"})

    assert refused.status_code == 422
    assert "y" * 80 in refused.content.decode()
    view.refresh_from_db()
    assert view.name == "Neu"
    client.post(f"/queue/views/{view.pk}/deletion")
    assert not View.objects.exists()
    assert "Die Ansicht „Neu“ ist gelöscht." in words(client.get("/queue"))


def test_a_coach_keeps_views_for_herself_only(tannhof: Cast):
    team = tannhof.teams["sued"].pk
    coach = tannhof.viewer("coach")
    own = views.save_view("Blick", team, {}, by=coach, now=NOW)

    with pytest.raises(NotAllowed):
        views.save_view("Blick", team, {}, by=coach, now=NOW, for_team=True)
    shared = views.save_view("Team", team, {}, by=tannhof.viewer("aylin"), now=NOW, for_team=True)
    with pytest.raises(NotAllowed):
        views.delete_view(shared.pk, by=coach, now=NOW)
    views.delete_view(own.pk, by=coach, now=NOW)


def test_nobody_touches_views_of_others(tannhof: Cast):
    view = views.save_view("Meine", tannhof.teams["sued"].pk, {}, by=tannhof.viewer("aylin"), now=NOW)

    for name in ("jonas", "mareike"):
        with pytest.raises(NotFound):
            views.rename_view(view.pk, "Deine", by=tannhof.viewer(name), now=NOW)
    with pytest.raises(NotAllowed):
        views.save_view("Fremd", tannhof.teams["sued"].pk, {}, by=tannhof.viewer("mareike"), now=NOW)
    assert browser(tannhof, "jonas").post(f"/queue/views/{view.pk}/deletion").status_code == 404


def test_own_view_of_a_team_one_has_left_can_still_be_deleted(tannhof: Cast):
    view = views.save_view("Meine", tannhof.teams["sued"].pk, {}, by=tannhof.viewer("aylin"), now=NOW)
    Membership.objects.filter(person=tannhof.people["aylin"]).update(team=tannhof.teams["buchhaltung"])

    views.delete_view(view.pk, by=tannhof.viewer("aylin"), now=NOW)

    assert not View.objects.exists()


def test_there_is_an_end_to_the_number_of_views(tannhof: Cast):
    client = browser(tannhof, "aylin", "de")
    for number in range(20):
        client.post("/queue/views", {"name": f"Ansicht {number}", "whose": "own"})

    answer = client.post("/queue/views", {"name": "Noch eine", "whose": "own"})

    assert answer.status_code == 422
    assert "Es gibt schon 20 gespeicherte Ansichten." in words(answer)
    assert "Noch eine" in answer.content.decode()


def test_customers_are_chosen_by_name(tannhof: Cast):
    tannhof.ask("sandra")
    client = browser(tannhof, "aylin", "de")

    page = client.get("/queue/customers?name=weid&view=unowned").content.decode()

    weidach = tannhof.organisations["weidach"].pk
    assert f"view=unowned&amp;customer={weidach}" in page
    assert "Montage Halle 2" not in page
    assert "Kein Kunde mit diesem Namen" in words(client.get("/queue/customers?name=%00zzz"))
