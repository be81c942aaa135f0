"""What people say about their own time."""

from datetime import timedelta

import pytest

from kundenkreis.flow import presence
from kundenkreis.flow.errors import NotAllowed, NotFound, Refused
from kundenkreis.teams.models import Absence
from tests.cast import NOW, Cast, berlin
from tests.web.portal import browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]

LEAVE = {"what": "away", "start_day": "2026-11-18", "end_day": "2026-11-20", "note": "Urlaub"}


def test_whole_days_reach_from_midnight_to_midnight(tannhof: Cast):
    client = browser(tannhof, "aylin", "de")

    answer = client.post("/today/absences", LEAVE)

    entry = Absence.objects.get()
    assert (entry.start, entry.end) == (berlin(11, 18, 0), berlin(11, 21, 0))
    assert (entry.person, entry.note, entry.here) == (tannhof.people["aylin"], "Urlaub", False)
    page = client.get(answer.headers["Location"])
    assert "Ihr Team sieht es auf seiner Seite Heute." in words(page)
    assert "Mittwoch, 18. November 2026 bis Freitag, 20. November 2026: Urlaub" in words(page)


def test_a_word_to_the_team_is_no_absence(tannhof: Cast):
    values = {"what": "here", "start_day": "2026-11-17", "start_time": "09:00", "end_day": "2026-11-17"}

    browser(tannhof, "aylin").post("/today/absences", {**values, "end_time": "12:30", "note": "hat Luft"})

    entry = Absence.objects.get()
    assert (entry.here, entry.start, entry.end) == (True, berlin(11, 17, 9), berlin(11, 17, 12, 30))


def test_an_entry_is_taken_back_by_who_made_it(tannhof: Cast):
    client = browser(tannhof, "aylin", "de")
    client.post("/today/absences", LEAVE)
    entry = Absence.objects.get()

    assert browser(tannhof, "jonas").post(f"/today/absences/{entry.pk}/removal").status_code == 404
    client.post(f"/today/absences/{entry.pk}/removal")

    assert not Absence.objects.exists()
    assert client.post(f"/today/absences/{entry.pk}/removal").status_code == 404


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"end_day": "2026-11-16"}, "Das Ende liegt vor dem Anfang."),
        ({"start_day": "2026-11-02", "end_day": "2026-11-03"}, "Diese Zeit ist schon vorbei."),
        ({"end_day": "2031-01-01"}, "Das sind mehr als drei Jahre."),
        ({"end_day": "9999-12-31"}, "Bitte wählen Sie ein Datum, das es im Kalender gibt."),
        ({"what": "here", "note": ""}, "Bitte schreiben Sie, was Ihr Team wissen soll."),
        ({"start_day": "gestern"}, "Datum"),
        ({"start_time": "25:99"}, "Uhrzeit"),
        ({"what": "gone"}, "gone"),
        ({"note": "x" * 121}, "120"),
        ({"start_day": "", "end_day": ""}, "2 Angaben fehlen"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(tannhof: Cast, change: dict[str, str], says: str):
    answer = browser(tannhof, "aylin", "de").post("/today/absences", LEAVE | change)

    assert answer.status_code == 422
    assert says in words(answer)
    assert not Absence.objects.exists()
    for value in (change.get("note", "Urlaub"), change.get("end_day", "2026-11-20")):
        assert value in answer.content.decode()


def test_only_members_and_coaches_say_it_and_only_for_themselves(tannhof: Cast):
    for name in ("sandra", "management"):
        with pytest.raises(NotAllowed):
            presence.set_absence(NOW, NOW + timedelta(1), by=tannhof.viewer(name), now=NOW)
        assert browser(tannhof, name).get("/today/absences").status_code == 403
    entry = presence.set_absence(NOW, NOW + timedelta(1), by=tannhof.viewer("coach"), now=NOW)
    with pytest.raises(NotFound):
        presence.remove_absence(entry.pk, by=tannhof.viewer("aylin"), now=NOW)


def test_there_is_an_end_to_the_number_of_entries(tannhof: Cast):
    aylin = tannhof.viewer("aylin")
    for day in range(presence.MOST):
        presence.set_absence(NOW + timedelta(day), NOW + timedelta(day + 1), by=aylin, now=NOW)

    with pytest.raises(Refused):
        presence.set_absence(NOW, NOW + timedelta(1), by=aylin, now=NOW)
