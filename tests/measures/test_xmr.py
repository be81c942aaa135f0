"""XmR charts: limits, the three rules and how far limits may be trusted."""

import numpy as np
import pytest

from kundenkreis.measures.xmr import Rule, Signal, State, Variant, natural_limits, xmr

WORKED = [72, 75, 71, 78, 74, 76, 73, 77, 75, 79]
CALM = [9, 11] * 10
"""Centre 10, mean moving range 2: limits 4.68 and 15.32, half way 7.34 and 12.66."""


def test_limits_from_the_mean():
    limits = natural_limits(WORKED)

    assert (limits.centre, round(limits.moving_range, 4)) == (75.0, 3.6667)
    assert (round(limits.lower, 4), round(limits.upper, 4)) == (65.2467, 84.7533)
    assert round(limits.range_limit, 4) == 11.9827


def test_limits_from_the_median():
    limits = natural_limits(WORKED, Variant.MEDIAN)

    assert (round(limits.lower, 2), round(limits.upper, 2)) == (62.42, 87.58)
    assert round(limits.range_limit, 2) == 15.46


def test_the_worked_series_shows_nothing_unusual():
    chart = xmr(WORKED)

    assert chart.signals == ()
    assert chart.moving_ranges == (3, 4, 7, 4, 2, 3, 4, 2, 4)


@pytest.mark.parametrize(
    ("points", "state"),
    [
        (0, State.TOO_FEW),
        (5, State.TOO_FEW),
        (6, State.PROVISIONAL),
        (11, State.PROVISIONAL),
        (12, State.USABLE),
        (19, State.USABLE),
        (20, State.FROZEN),
        (40, State.FROZEN),
    ],
)
def test_limits_ripen_with_the_number_of_points(points, state):
    chart = xmr((CALM * 2)[:points])

    assert chart.state is state
    assert (chart.limits is None) == (state is State.TOO_FEW)


def test_too_few_points_give_no_signal():
    assert xmr([1, 1, 1, 1, 99]).signals == ()


def test_frozen_limits_are_not_moved_by_later_points():
    assert xmr([*CALM, 40, 60]).limits == xmr(CALM).limits


def test_a_point_outside_the_limits_stands_out():
    assert xmr([*CALM, 15, 16]).signals == (Signal(Rule.OUTSIDE_LIMIT, 21, 21),)
    assert xmr([*CALM, 5, 4]).signals == (Signal(Rule.OUTSIDE_LIMIT, 21, 21),)


def test_eight_in_a_row_on_one_side_stand_out():
    assert xmr([*CALM, *[10.5] * 7]).signals == (Signal(Rule.RUN_ON_ONE_SIDE, 19, 26),)
    assert xmr([*CALM, *[9.5] * 7]).signals == ()
    assert xmr([*CALM, *[9.5] * 10]).signals == (Signal(Rule.RUN_ON_ONE_SIDE, 20, 29),)


def test_a_point_on_the_centre_ends_a_run():
    assert xmr([*CALM, *[9.5] * 7, 10, *[9.5] * 7]).signals == ()


def test_three_of_four_near_a_limit_stand_out():
    assert xmr([*CALM, 13, 9, 13, 13]).signals == (Signal(Rule.NEAR_LIMIT, 20, 23),)
    assert xmr([*CALM, 7, 7, 11, 7]).signals == (Signal(Rule.NEAR_LIMIT, 20, 23),)


def test_near_different_limits_does_not_count():
    assert xmr([*CALM, 13, 7, 13, 7]).signals == ()


def test_a_series_that_never_changes_has_no_signal():
    chart = xmr([0.1] * 12)

    assert (chart.limits.lower, chart.limits.upper) == (0.1, 0.1)
    assert chart.signals == ()


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_missing_months_are_refused(odd):
    with pytest.raises(ValueError, match=r"^the series holds NaN or infinity$"):
        xmr([1, 2, 3, odd, 5, 6])


def test_pure_noise_seldom_looks_unusual():
    noise = np.random.default_rng(20).normal(size=(2000, 24))

    outside = [any(not low <= x <= high for x in row) for row in noise for _, low, high, *_ in [natural_limits(row)]]

    assert 0.05 < np.mean(outside) < 0.07
