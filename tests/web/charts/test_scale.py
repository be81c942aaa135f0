"""Where a value lies on an axis."""

from hypothesis import given
from hypothesis import strategies as st

from kundenkreis.web.charts.scale import PARITY, WAITING, decimals, round_ticks


def test_equality_lies_in_the_middle_of_both_scales():
    assert PARITY.percent(100) == "50.00%"
    assert WAITING.percent(1) == "50.00%"
    assert WAITING.share(0.8) + WAITING.share(1.25) == 1


def test_what_lies_beyond_the_scale_stays_at_its_end():
    assert (PARITY.share(26), PARITY.share(124)) == (0, 1)
    assert WAITING.share(0) == 0
    assert PARITY.width(26, 124) == "100.00%"


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_ticks_are_round_few_and_inside(low, width):
    ticks = round_ticks(low, low + width)

    assert 2 <= len(ticks) <= 7
    assert all(low - width * 1e-6 <= tick <= low + width * (1 + 1e-6) for tick in ticks)
    assert ticks == sorted(set(ticks))


def test_ticks_of_nothing_are_none():
    assert round_ticks(5, 5) == []
    assert round_ticks(float("nan"), 5) == []


def test_ticks_are_written_with_as_many_decimals_as_they_need():
    assert decimals(round_ticks(80, 120)) == 0
    assert decimals(round_ticks(0, 1)) == 1
    assert decimals([]) == 0
