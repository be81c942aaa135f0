"""Windows are whole days; rolling ones end today."""

from datetime import date

import pytest

from kundenkreis.reports.windows import Window, last_months, months_back


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 17), 3, date(2026, 8, 17)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_back_is_the_same_day_or_the_last_one_there_is(day, months, expected):
    assert months_back(day, months) == expected


def test_rolling_window_holds_no_day_twice():
    assert last_months(12, date(2026, 11, 17)) == Window(date(2025, 11, 18), date(2026, 11, 17))


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2026, 2, 1), date(2026, 1, 1)), (date(1970, 1, 1), date(2026, 1, 1)), (date(2026, 1, 1), date(2500, 1, 1))],
)
def test_what_is_no_window_is_refused(first, last):
    with pytest.raises(ValueError, match="is not a window"):
        Window(first, last)
