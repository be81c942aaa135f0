"""Moments and durations in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from kundenkreis.web import times

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 17, 8, 18, tzinfo=UTC)  # Tuesday, 9:18 in Berlin


@pytest.fixture(autouse=True)
def english_in_berlin():
    with translation.override("en"), timezone.override(BERLIN):
        yield


def berlin(month, day, hour, minute=0, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "words", "brief"),
    [
        (berlin(11, 17, 12), "today 12:00", "12:00"),
        (berlin(11, 18, 9), "tomorrow 9:00", "Wed 9:00"),
        (berlin(11, 16, 10, 12), "yesterday 10:12", "Mon 10:12"),
        (berlin(11, 20, 8, 5), "Fri 8:05", "Fri 8:05"),
        (berlin(11, 23, 10), "Mon 10:00", "Mon 10:00"),
        (berlin(11, 24, 12), "24 Nov 12:00", "24 Nov 12:00"),
        (berlin(1, 4, 10, year=2027), "4 Jan 2027 10:00", "4 Jan 2027 10:00"),
    ],
)
def test_when_names_the_day_as_people_do(moment, words, brief):
    assert times.when(moment, NOW) == words
    assert times.when(moment, NOW, brief=True) == brief


def test_midnight_of_the_reader_parts_the_days():
    late = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)  # half past midnight in Berlin

    assert times.when(late, NOW) == "tomorrow 0:30"
    with timezone.override(ZoneInfo("America/New_York")):
        assert times.when(late, NOW) == "today 18:30"


def test_now_in_a_named_zone_brings_its_zone_along():
    with timezone.override(UTC):
        assert times.when(berlin(11, 17, 12), NOW.astimezone(BERLIN)) == "today 12:00"
        assert times.age(berlin(11, 16, 23), NOW.astimezone(BERLIN)) == times.age(berlin(11, 16, 1), NOW)


@pytest.mark.parametrize(
    ("moment", "words", "brief"),
    [
        (berlin(11, 17, 12), "by 12:00 today", "by 12:00"),
        (berlin(11, 18, 10), "by 10:00 tomorrow", "by 10:00 tomorrow"),
        (berlin(11, 19, 12), "by Thu 12:00", "by Thu 12:00"),
    ],
)
def test_by_says_until_when(moment, words, brief):
    assert times.by(moment, NOW) == words
    assert times.by(moment, NOW, brief=True) == brief


def test_a_whole_date_names_weekday_month_and_year():
    assert times.long_date(NOW) == "Tuesday, 17 November 2026"
    assert times.long_moment(NOW) == "Tuesday, 17 November 2026, 9:18"
    assert times.weekday(NOW) == "Tuesday"
    assert times.day(berlin(11, 4, 8), NOW) == "4 Nov"
    assert times.day(NOW.date(), NOW) == "today"


@pytest.mark.parametrize(
    ("seconds", "left", "bare", "words"),
    [
        (9720, "2:42 h left", "2:42 h", "2:42 working hours left"),
        (59, "0:00 h left", "0:00 h", "0:00 working hours left"),
        (-1, "0:01 h over", "0:01 h over", "0:01 working hours over"),
        (-10080, "2:48 h over", "2:48 h over", "2:48 working hours over"),
        (403_200, "112:00 h left", "112:00 h", "112:00 working hours left"),
        (-113_370_600, "31,491 h over", "31,491 h over", "31,491 working hours over"),
    ],
)
def test_remaining_rounds_to_the_side_that_does_not_flatter(seconds, left, bare, words):
    assert times.remaining(seconds) == left
    assert times.remaining(seconds, "bare") == bare
    assert times.remaining(seconds, "words") == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-5), "0 min"),
        (timedelta(minutes=38), "38 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(hours=10), "1 d"),
        (timedelta(days=5), "5 d"),
    ],
)
def test_age_is_one_short_figure(ago, words):
    assert times.age(NOW - ago, NOW) == words


def test_german_words_for_moments_and_durations():
    with translation.override("de"):
        assert times.when(berlin(11, 17, 12), NOW) == "heute 12:00"
        assert times.when(berlin(11, 18, 9), NOW, brief=True) == "Mi 9:00"
        assert times.when(berlin(11, 25, 12), NOW) == "25.11. 12:00"
        assert times.day(berlin(11, 4, 8, year=2025), NOW) == "4.11.2025"
        assert times.by(berlin(11, 18, 10), NOW) == "bis morgen 10:00"
        assert times.long_moment(NOW) == "Dienstag, 17. November 2026, 9:18 Uhr"
        assert times.remaining(9720) == "noch 2:42 h"
        assert times.remaining(-10080) == "2:48 h drüber"
        assert times.age(berlin(11, 12, 8), NOW) == "5 T"
