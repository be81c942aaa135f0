"""The waiting ratio: worked example, clustering, what is undefined and what is refused."""

import warnings

import numpy as np
import pytest

from kundenkreis.measures.comparison import ClassCount
from kundenkreis.measures.waiting import WaitingLine, waiting_ratio
from kundenkreis.measures.waits import HORIZON_TARGETS

WORKED = {
    "stratum": ["a"] * 12,
    "internal": [True] * 6 + [False] * 6,
    "seconds": [1, 2, 4, 6, 8, 9, 1, 1, 2, 3, 5, 6],
    "answered": [True, True, True, False, True, False, True, True, True, True, False, True],
    "cluster": list(range(12)),
    "target": [8 / HORIZON_TARGETS] * 12,
}


def test_worked_example():
    result = waiting_ratio(**WORKED)

    assert round(result.ratio, 4) == 1.6316
    assert [round(end, 3) for end in result.ci95] == [0.806, 3.301]
    assert result.ci95.low < result.ci90.low < result.ratio < result.ci90.high < result.ci95.high
    assert result.errors.clustered is None
    assert (result.internal, result.external) == (ClassCount(6, 4, 6), ClassCount(6, 5, 6))
    assert (result.comparability, result.requesters) == (1.0, 12)


def test_strata_are_weighted_like_the_index():
    result = waiting_ratio(
        stratum=[1, 1, 2, 2, 2, 2, 3],
        internal=[True, False, True, True, False, False, True],
        seconds=[4, 2, 3, 5, 1, 3, 100],
        answered=[True] * 7,
        cluster=list(range(7)),
        target=[10] * 7,
    )

    assert result.ratio == (0.5 * 4 + 1 * 4) / (0.5 * 2 + 1 * 2)
    assert (result.internal_mean, result.external_mean) == (4.0, 2.0)
    assert result.comparability == 3 / 4
    assert result.requesters == 6
    assert result.strata[2] == WaitingLine(3, 30.0, 1, 30.0, 0, None, 0.0)


def test_the_largest_target_of_a_stratum_sets_the_horizon_for_both_classes():
    result = waiting_ratio([1, 1], [True, False], [50, 10], [True, True], cluster=[1, 2], target=[5, 10])

    assert (result.strata[0].horizon, result.ratio) == (30.0, 3.0)


def clustered_requests(seed: int):
    rng = np.random.default_rng(seed)
    who = np.sort(rng.integers(0, 60, 600))
    seconds = rng.lognormal(0, 0.8, 60)[who] * rng.exponential(1000, 600)
    return {
        "stratum": rng.integers(0, 3, 600),
        "internal": who % 2 == 0,
        "seconds": seconds,
        "answered": rng.random(600) < 0.9,
        "cluster": who,
        "target": np.full(600, 900.0),
    }


def test_clustered_error_agrees_with_leaving_each_requester_out():
    requests = clustered_requests(3)
    whole = waiting_ratio(**requests)

    logs = []
    for requester in range(60):
        rest = requests["cluster"] != requester
        logs.append(np.log(waiting_ratio(**{name: column[rest] for name, column in requests.items()}).ratio))
    left_out = np.sqrt(59 / 60 * ((np.array(logs) - np.mean(logs)) ** 2).sum())

    assert whole.errors.clustered == pytest.approx(left_out, rel=0.06)
    assert whole.errors.larger == whole.errors.clustered > 1.5 * whole.errors.independent


def test_the_order_of_requests_does_not_matter():
    requests = clustered_requests(5)
    order = np.random.default_rng(6).permutation(600)

    shuffled = waiting_ratio(**{name: column[order] for name, column in requests.items()})

    assert shuffled.ratio == pytest.approx(waiting_ratio(**requests).ratio)
    assert shuffled.ci95 == pytest.approx(waiting_ratio(**requests).ci95)


def test_swapping_the_classes_inverts_the_ratio():
    requests = clustered_requests(7)

    swapped = waiting_ratio(**(requests | {"internal": ~requests["internal"]}))

    low, high = waiting_ratio(**requests).ci95
    assert swapped.ratio == pytest.approx(1 / waiting_ratio(**requests).ratio)
    assert swapped.ci95 == pytest.approx((1 / high, 1 / low))


@pytest.mark.parametrize(
    "change",
    [
        {"internal": [True] * 12},
        {"stratum": ["a"] * 6 + ["b"] * 6},
        {"seconds": [0] * 6 + [1] * 6, "answered": [True] * 12},
    ],
    ids=["one class", "no common stratum", "nobody waited"],
)
def test_without_both_classes_waiting_there_is_no_ratio(change):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = waiting_ratio(**(WORKED | change))

    assert (result.ratio, result.ci95, result.ci90, result.errors) == (None, None, None, None)


@pytest.mark.parametrize(
    "change",
    [{"seconds": [5] * 12, "answered": [True] * 12}, {"answered": [False] * 12}, {"cluster": [1] * 12}],
    ids=["all alike", "all open", "one requester"],
)
def test_no_spread_is_no_certainty(change):
    result = waiting_ratio(**(WORKED | change))

    assert result.ratio > 0
    assert (result.ci95, result.ci90) == (None, None)


def test_a_fifth_longer_wait_is_found_with_200_requests_a_side():
    rng = np.random.default_rng(12)
    found = 0
    for _ in range(50):
        internal = np.arange(400) % 2 == 0
        seconds = rng.gamma(4, 900, 400) * np.where(internal, 1.2, 1.0)
        result = waiting_ratio(np.arange(400) % 3, internal, seconds, seconds > 0, np.arange(400), np.full(400, 7200))
        found += result.ci95.low > 1

    assert found >= 40


def test_another_mix_of_request_types_is_no_longer_wait():
    rng = np.random.default_rng(13)
    internal = np.repeat([True, False], 400)
    slow = rng.random(800) < np.where(internal, 0.7, 0.2)
    seconds = rng.gamma(4, np.where(slow, 3000, 600))

    result = waiting_ratio(
        slow.astype(int), internal, seconds, seconds > 0, np.arange(800), np.where(slow, 14400, 3600)
    )

    assert seconds[internal].mean() > 1.8 * seconds[~internal].mean()
    assert result.ci95.inside(0.85, 1.15)
    assert result.ci95.low < 1 < result.ci95.high


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seconds": [-1] * 12}, "seconds holds a negative wait"),
        ({"seconds": [float("nan")] * 12}, "seconds holds NaN or infinity"),
        ({"seconds": ["soon"] * 12}, "seconds holds <U4, expected numbers of seconds"),
        ({"target": [0] * 12}, "target must be above 0 in every row"),
        ({"target": [float("inf")] * 12}, "target holds NaN or infinity"),
        ({"answered": [1] * 12}, "answered holds int64, expected bool"),
        ({"answered": [True]}, "columns differ in length: stratum 12, internal 12, seconds 12, answered 1, .*"),
        ({name: [] for name in WORKED}, "stratum is empty"),
    ],
)
def test_bad_columns_are_refused(change, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        waiting_ratio(**(WORKED | change))
