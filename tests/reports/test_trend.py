"""Parity over time: whole months as XmR points."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.reports.population import Scope
from kundenkreis.reports.trend import trend_of, whole_months
from kundenkreis.reports.windows import Window
from tests.cast import NOW, berlin, cast
from tests.reports.history import stratum, write

YEAR = Window(date(2025, 11, 18), date(2026, 11, 17))


@pytest.mark.parametrize(
    ("last", "today", "first_month", "last_day"),
    [
        (date(2026, 11, 17), date(2026, 11, 17), date(2024, 11, 1), date(2026, 10, 31)),
        (date(2026, 10, 31), date(2026, 11, 17), date(2024, 11, 1), date(2026, 10, 31)),
        (date(2026, 10, 30), date(2026, 11, 17), date(2024, 10, 1), date(2026, 9, 30)),
        (date(2027, 5, 30), date(2026, 11, 17), date(2024, 11, 1), date(2026, 10, 31)),
    ],
)
def test_only_months_that_are_over_become_points(last, today, first_month, last_day):
    assert whole_months(Window(date(2026, 1, 1), last), today) == Window(first_month, last_day)


@pytest.mark.django_db
def test_each_month_has_the_index_of_its_own_strata():
    made = cast()
    months = {6: (8, 10), 7: (9, 10), 8: (10, 10)}
    rows = [
        row for month, kept in months.items() for row in stratum(kept, (10, 10), berlin(month, 15, 12), "auskunft", 2)
    ]
    thin = stratum((10, 10), (4, 4), berlin(9, 15, 12), "auskunft", 2)
    write(made, rows + thin)

    trend = trend_of(Scope(None, YEAR, ZoneInfo("Europe/Berlin"), NOW))

    assert [(one["month"], one["index"]) for one in trend["months"]] == [
        ("2026-06", pytest.approx(80)),
        ("2026-07", pytest.approx(90)),
        ("2026-08", pytest.approx(100)),
        ("2026-09", None),
        ("2026-10", None),
    ]
    assert trend["state"] == "too_few"


@pytest.mark.django_db
def test_a_change_shows_as_a_signal_with_the_months_it_spans():
    made = cast()
    rows = []
    for number in range(20):
        year, month = 2025 + (number + 2) // 12, (number + 2) % 12 + 1
        kept = (20, 20) if number < 11 else (12, 20)
        rows += stratum(kept, (20, 20), berlin(month, 15, 12, year=year), "auskunft", 2)
    write(made, rows)

    trend = trend_of(Scope(None, YEAR, ZoneInfo("Europe/Berlin"), NOW))

    assert trend["state"] == "frozen"
    assert {"rule": "run_on_one_side", "first": "2026-02", "last": "2026-10"} in trend["signals"]
    assert {"rule": "run_on_one_side", "first": "2025-03", "last": "2026-01"} in trend["signals"]
