"""Whole arrays give the answers of single moments."""

import re
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenkreis.worktime import office_hours
from kundenkreis.worktime.steps import Steps

from .calendars import ALWAYS, LUNCH_BREAK, MON_TO_FRI, NIGHTS, office
from .strategies import Windows, moments, unhurried, windows

ZONES = st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"])
SECONDS = st.integers(0, 60 * 3600)
FRIDAY = np.array(["2026-09-11T14:00"], dtype="datetime64[us]")


def array(values: list[datetime]) -> Any:
    return np.array([value.replace(tzinfo=None) for value in values], dtype="datetime64[us]")


@unhurried
@given(windows(), ZONES, st.lists(st.tuples(moments(), SECONDS), min_size=1, max_size=20))
def test_add_many_equals_add(week: Windows, zone: str, rows: list[tuple[datetime, int]]):
    calendar = office_hours(zone, week, "BY")
    starts, seconds = [row[0] for row in rows], [row[1] for row in rows]

    due = calendar.add_many(array(starts), np.array(seconds))

    one_by_one = [calendar.add(start, timedelta(seconds=work)) for start, work in rows]
    assert due.tolist() == array(one_by_one).tolist()


@unhurried
@given(windows(), ZONES, st.lists(st.tuples(moments(), moments()), min_size=1, max_size=20))
def test_between_many_equals_between_in_whole_seconds(week: Windows, zone: str, rows: list[tuple[datetime, datetime]]):
    calendar = office_hours(zone, week, "BY")

    work = calendar.between_many(array([row[0] for row in rows]), array([row[1] for row in rows]))

    assert work.tolist() == [calendar.between(a, b) // timedelta(seconds=1) for a, b in rows]


@pytest.mark.parametrize("week", [MON_TO_FRI, LUNCH_BREAK, NIGHTS, ALWAYS])
def test_many_rows_equal_single_ones_over_several_blocks(week: Windows):
    calendar = office_hours("Europe/Berlin", week, "SN")
    random = np.random.default_rng(4812)
    starts = np.datetime64("2025-01-01", "us") + random.integers(0, 3 * 366 * 86_400, 20_001).astype("timedelta64[s]")
    seconds = random.integers(0, 80 * 3600, starts.size)

    due = calendar.add_many(starts, seconds)

    assert calendar.between_many(starts, due).tolist() == seconds.tolist()
    for row in random.integers(0, starts.size, 200):
        start = datetime.fromisoformat(f"{starts[row]}+00:00")
        expected = calendar.add(start, timedelta(seconds=int(seconds[row])))
        assert due[row].item() == expected.replace(tzinfo=None)


def test_seconds_may_be_one_number_for_all_rows():
    due = office().add_many(np.repeat(FRIDAY, 3).reshape(3, 1), 3600)

    assert due.shape == (3, 1)
    assert due.dtype == np.dtype("datetime64[us]")
    assert set(due.ravel().tolist()) == {datetime(2026, 9, 11, 15)}


def test_one_moment_takes_many_seconds():
    due = office().add_many(FRIDAY, [0, 1, 2])

    assert (due - FRIDAY).astype("timedelta64[s]").astype(int).tolist() == [0, 1, 2]


def test_inputs_stay_as_they_were():
    starts, seconds = FRIDAY.copy(), np.array([7200])

    office().add_many(starts, seconds)
    office().between_many(starts, starts)

    assert starts == FRIDAY
    assert seconds.tolist() == [7200]


def test_adding_nothing_moves_nothing():
    saturday = np.array(["2026-09-12T11:00:00.000001"], dtype="datetime64[us]")

    assert office().add_many(saturday, [0]) == saturday


def test_coarser_moments_are_understood():
    days = np.array(["2026-09-11", "2026-09-12"], dtype="datetime64[D]")

    assert office().between_many(days[:1], days[1:]).tolist() == [9 * 3600]


def test_no_rows_give_no_rows():
    nothing = FRIDAY[:0]

    assert office().add_many(nothing, np.array([], dtype=np.int64)).shape == (0,)
    assert office().between_many(nothing, nothing).dtype == np.int64


@pytest.mark.parametrize(
    ("starts", "seconds", "message"),
    [
        (["2026-09-11T14:00"], [1], "an array of datetime64 in UTC, not of <U16"),
        (np.array(["NaT"], dtype="datetime64[us]"), [1], "(NaT)"),
        (np.array(["1989-12-31"], dtype="datetime64[us]"), [1], "1990 to 2100"),
        (np.array(["2101-01-01"], dtype="datetime64[us]"), [1], "1990 to 2100"),
        (FRIDAY, [1.5], "whole numbers (int64), not float64"),
        (FRIDAY, [-1], "Work cannot be negative"),
        (FRIDAY, [2**62], "before the end of 2100"),
        (FRIDAY, [100 * 366 * 86_400], "before the end of 2100"),
        (np.array(["2100-12-31T16:00"], dtype="datetime64[us]"), [3600], "1990 to 2100"),
        (np.repeat(FRIDAY, 2), [1, 2, 3], "broadcast"),
    ],
)
def test_wrong_arrays_are_refused(starts: Any, seconds: Any, message: str):
    with pytest.raises(ValueError, match=re.escape(message)):
        office().add_many(starts, seconds)


@unhurried
@given(
    st.lists(st.integers(0, 10**15), min_size=1, max_size=40),
    st.lists(st.integers(0, 2 * 10**15), min_size=1, max_size=40),
)
def test_steps_find_what_bisection_finds(boundaries: list[int], values: list[int]):
    ascending = np.sort(np.array(boundaries))
    wanted = ascending[0] + np.array(values)
    found, scratch = np.empty_like(wanted), np.empty_like(wanted)

    Steps(ascending).find(wanted, found, scratch)

    assert found.tolist() == (np.searchsorted(ascending, wanted, side="right") - 1).tolist()


def test_steps_stay_right_where_boundaries_crowd():
    crowded = np.concatenate([np.arange(50), np.arange(50), [10**15]]).astype(np.int64)
    crowded.sort()
    wanted = np.arange(60)
    found, scratch = np.empty_like(wanted), np.empty_like(wanted)

    Steps(crowded).find(wanted, found, scratch)

    assert found.tolist() == (np.searchsorted(crowded, wanted, side="right") - 1).tolist()
