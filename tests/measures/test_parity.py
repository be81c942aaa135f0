"""The parity index: worked examples, grouped rows, what is undefined and what is refused."""

import warnings

import numpy as np
import pytest

from kundenkreis.measures import outcome, parity
from kundenkreis.measures.comparison import ClassCount, Comparison, StratumLine

from .promises import ALIKE, ALL_KEPT, MIXED_BUT_EQUAL, PAIRS, WORSE_INSIDE, Promises, from_shares

EXAMPLES = {
    "mixed": (MIXED_BUT_EQUAL, 100.00, 5.084, (90.04, 109.96), (91.64, 108.36)),
    "worse": (WORSE_INSIDE, 90.00, 4.143, (81.88, 98.12), (83.19, 96.81)),
    "alike": (ALIKE, 100.54, 1.156, (98.27, 102.80), (98.63, 102.44)),
    "pairs": (PAIRS, 75.00, 25.0, (26.0, 124.0), (33.9, 116.1)),
    "all kept": (ALL_KEPT, 100.00, 4.705, (90.78, 109.22), (92.26, 107.74)),
}


def index_of(promises: Promises) -> Comparison:
    return parity.parity_index(*promises.columns())


@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_example(name):
    promises, index, error, ci95, ci90 = EXAMPLES[name]

    result = index_of(promises)

    digits = 1 if name == "pairs" else 2
    assert round(result.index, 2) == index
    assert round(result.standard_error, 3) == error
    assert [round(end, digits) for end in result.ci95] == list(ci95)
    assert [round(end, digits) for end in result.ci90] == list(ci90)
    assert result.comparability == 1


@pytest.mark.parametrize(("promises", "clustered"), [(ALIKE, 1.150), (PAIRS, 25.0), (ALL_KEPT, 0.0)])
def test_clustered_error(promises, clustered):
    assert round(index_of(promises).clustered_error, 3) == clustered


def test_floor_error_is_smaller_where_requesters_differ():
    assert round(index_of(PAIRS).floor_error, 2) == 20.45


def crude(promises: Promises) -> float:
    return 100 + 100 * (promises.kept[promises.internal].mean() - promises.kept[~promises.internal].mean())


def test_same_treatment_of_a_different_mix_is_parity():
    assert crude(MIXED_BUT_EQUAL) == pytest.approx(118.0)
    assert index_of(MIXED_BUT_EQUAL).index == pytest.approx(100.0)


def test_a_difference_hidden_by_the_mix_is_found():
    assert round(crude(WORSE_INSIDE), 1) == 95.8
    assert index_of(WORSE_INSIDE).index == pytest.approx(90.0)


def test_counts_say_what_the_index_rests_on():
    result = index_of(WORSE_INSIDE)

    assert result.internal == ClassCount(total=240, good=180, requesters=240)
    assert result.external == ClassCount(total=240, good=190, requesters=240)
    assert result.requesters == 480
    assert result.strata == (
        StratumLine(0, 150, 120, 50, 45, 37.5),
        StratumLine(1, 60, 42, 120, 96, 40.0),
        StratumLine(2, 30, 18, 70, 49, 21.0),
    )


def test_a_stratum_with_one_class_is_shown_but_compares_nothing():
    alone = from_shares(((120, 150), (45, 50)), ((42, 60), (96, 120)), ((18, 30), (49, 70)), ((1, 80), (0, 0)))

    result = index_of(alone)

    assert result.index == index_of(WORSE_INSIDE).index
    assert result.standard_error == index_of(WORSE_INSIDE).standard_error
    assert result.comparability == 240 / 320
    assert result.requesters == 480
    assert result.internal.requesters == 320
    assert result.strata[3] == StratumLine(3, 80, 1, 0, 0, 0.0)


def test_one_requester_may_stand_on_both_sides():
    result = parity.parity_index(
        ["a"] * 4, [True, True, False, False], [True, False, True, True], ["ann", "bob", "ann", "cem"]
    )

    assert (result.internal.requesters, result.external.requesters, result.requesters) == (2, 2, 3)
    assert result.clustered_error == pytest.approx(100 * np.sqrt(3 / 2 * (0.25**2 + 0.25**2)))


def test_strings_and_integers_name_the_same_thing():
    kinds = np.array(["invoice, today", "invoice, can wait", "access, today"])
    people = np.array([f"P-{number:04}" for number in range(480)])

    named = parity.parity_index(
        kinds[WORSE_INSIDE.stratum], WORSE_INSIDE.internal, WORSE_INSIDE.kept, people[WORSE_INSIDE.cluster]
    )

    assert named.index == pytest.approx(90.0)
    assert named.standard_error == pytest.approx(index_of(WORSE_INSIDE).standard_error)
    assert [line.stratum for line in named.strata] == ["access, today", "invoice, can wait", "invoice, today"]


@pytest.mark.parametrize("from_counts", [parity.from_counts, outcome.from_counts])
def test_counted_rows_give_the_same_index(from_counts):
    rows = {
        "stratum": ["a", "a", "a", "b", "b", "a"],
        "internal": [True, False, False, True, False, True],
        "cluster": [7, 7, 9, 8, 9, 7],
        "total": [3, 2, 4, 5, 1, 2],
        "good": [1, 2, 3, 5, 0, 0],
    }
    flags = [[True] * good + [False] * (total - good) for total, good in zip(rows["total"], rows["good"], strict=True)]
    spread = [np.repeat(rows[name], rows["total"]) for name in ("stratum", "internal", "cluster")]

    counted = from_counts(*rows.values())
    single = parity.parity_index(spread[0], spread[1], np.concatenate(flags), spread[2])

    assert counted.index == single.index
    assert counted.standard_error == pytest.approx(single.standard_error, rel=1e-12)
    assert counted.clustered_error == pytest.approx(single.clustered_error, rel=1e-12)
    assert counted.floor_error == single.floor_error
    assert (counted.internal, counted.external, counted.strata) == (single.internal, single.external, single.strata)


def test_more_rows_than_one_block_are_counted_once():
    one = parity.parity_index([1, 1, 1, 1], [True, True, False, False], [True, False, True, True], [1, 2, 3, 4])

    many = parity.parity_index(
        np.full(400_000, 1), np.arange(400_000) % 4 < 2, np.arange(400_000) % 4 != 1, np.arange(400_000)
    )

    assert many.index == one.index
    assert many.internal == ClassCount(200_000, 100_000, 200_000)
    assert many.standard_error == pytest.approx(100 * np.sqrt(0.25 / 200_000), rel=1e-4)


@pytest.mark.parametrize(
    ("stratum", "internal"),
    [([1, 1, 2], [True, True, True]), ([1, 1, 2], [False, False, False]), ([1, 1, 2], [True, True, False])],
)
def test_without_a_common_stratum_there_is_no_index(stratum, internal):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = parity.parity_index(stratum, internal, [True, False, True], [1, 2, 3])

    assert (result.index, result.standard_error, result.clustered_error, result.floor_error) == (None,) * 4
    assert (result.ci95, result.ci90, result.comparability, result.requesters) == (None, None, 0.0, 0)
    assert result.internal.total == sum(internal)


def test_one_requester_gives_an_index_but_no_interval():
    result = parity.parity_index([1, 1], [True, False], [False, True], [5, 5])

    assert result.index == 0
    assert (result.standard_error, result.ci95, result.ci90) == (None, None, None)


GOOD = {
    "stratum": np.array([1, 1]),
    "internal": np.array([True, False]),
    "kept": np.array([True, True]),
    "cluster": np.array([1, 2]),
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kept": np.array([True])}, "columns differ in length: stratum 2, internal 2, kept 1, cluster 2"),
        ({"stratum": np.array([], dtype=int)}, "stratum is empty"),
        ({"cluster": np.array([[1], [2]])}, "cluster has 2 dimensions, expected one"),
        ({"kept": np.array([1.0, np.nan])}, "kept holds float64 with NaN, expected bool"),
        ({"kept": np.array([1.0, 0.0])}, "kept holds float64, expected bool"),
        ({"internal": np.array([1, 0])}, "internal holds int64, expected bool"),
        ({"internal": np.array([True, None])}, "internal holds object, expected bool"),
        ({"stratum": np.array([1.0, 2.0])}, "stratum holds float64, expected integer codes or strings"),
        ({"cluster": np.array(["ann", None])}, "cluster holds NoneType, str, expected integer codes or strings"),
        ({"cluster": np.array([1, 2**70])}, "cluster holds integers of more than 64 bits"),
        ({"stratum": np.array([True, False])}, "stratum holds bool, expected integer codes or strings"),
    ],
)
def test_bad_columns_are_refused(change, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        parity.parity_index(**(GOOD | change))


@pytest.mark.parametrize(
    ("due", "kept", "message"),
    [
        ([1, 0], [1, 0], "due must be at least 1 in every row"),
        ([1, 2], [1, 3], "kept must lie between 0 and due in every row"),
        ([1, 2], [-1, 2], "kept must lie between 0 and due in every row"),
        ([1.0, 2.0], [1, 2], "due holds float64, expected whole numbers"),
        ([1, 2], [True, True], "kept holds bool, expected whole numbers"),
        ([1], [1, 1], "columns differ in length: stratum 2, internal 2, cluster 2, due 1, kept 2"),
    ],
)
def test_bad_counts_are_refused(due, kept, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        parity.from_counts([1, 1], [True, False], [1, 2], due, kept)
