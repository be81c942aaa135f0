"""Times and amounts of work in the words of the person who waits."""

import pytest
from django.utils import timezone, translation

from kundenkreis.promises.models import CalendarVersion
from kundenkreis.web.portal.words import opening_times, promised, until, working_hours
from tests.cast import BERLIN, NOW, berlin

HOUR = 3600


@pytest.mark.parametrize(
    ("seconds", "english", "german"),
    [
        (20, "1 working minute", "1 Minute Arbeitszeit"),
        (HOUR // 2, "30 working minutes", "30 Minuten Arbeitszeit"),
        (HOUR, "one working hour", "eine Arbeitsstunde"),
        (4 * HOUR, "four working hours", "vier Arbeitsstunden"),
        (12 * HOUR, "twelve working hours", "zwölf Arbeitsstunden"),
        (13 * HOUR, "13 working hours", "13 Arbeitsstunden"),
        (HOUR * 5 // 2, "2.5 working hours", "2,5 Arbeitsstunden"),
    ],
)
def test_working_time_is_said_in_words_up_to_twelve_hours(seconds: int, english: str, german: str):
    with translation.override("en"):
        assert working_hours(seconds) == english
    with translation.override("de"):
        assert working_hours(seconds) == german


def test_due_time_is_said_as_seen_from_now():
    with translation.override("en"), timezone.override(BERLIN):
        assert until(berlin(11, 17, 13, 48), NOW) == "13:48 today"
        assert until(berlin(11, 18, 8), NOW) == "8:00 tomorrow"
        assert until(berlin(11, 20, 12), NOW) == "Fri 12:00"
        assert promised("first_answer", berlin(11, 17, 13, 48), NOW) == "Answer by 13:48 today"
        assert promised("due_date", berlin(11, 20, 12), NOW, "Delivery date") == "Delivery date by Fri 12:00"
    with translation.override("de"), timezone.override(BERLIN):
        assert promised("first_answer", berlin(11, 17, 13, 48), NOW) == "Antwort bis heute 13:48 Uhr"


@pytest.mark.django_db
def test_opening_times_join_days_of_the_same_hours():
    office = {str(day): [["08:00", "16:30"]] for day in range(4)} | {"4": [["08:00", "12:00"], ["13:00", "15:00"]]}
    version = CalendarVersion.objects.create(since=NOW, zone="Europe/Berlin", windows=office)
    closed = CalendarVersion.objects.create(since=NOW, zone="Europe/Berlin", windows={"0": []})

    with translation.override("en"):
        assert opening_times(version.pk) == "Monday to Thursday 8:00 to 16:30, Friday 8:00 to 12:00 and 13:00 to 15:00"
        assert opening_times(closed.pk) == ""
    with translation.override("de"):
        assert opening_times(version.pk).startswith("Montag bis Donnerstag 8:00 bis 16:30 Uhr, Freitag")
