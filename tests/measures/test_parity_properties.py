"""What must hold for every set of promises, whatever the numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenkreis.measures.comparison import Comparison
from kundenkreis.measures.parity import from_counts, parity_index

from .promises import Promises

unhurried = settings(deadline=None, max_examples=150)


@st.composite
def promises(draw: st.DrawFn) -> Promises:
    row = st.tuples(st.integers(-3, 3), st.booleans(), st.booleans(), st.integers(0, 12))
    rows = draw(st.lists(row, min_size=1, max_size=60))
    stratum, internal, kept, cluster = (np.array(column) for column in zip(*rows, strict=True))
    return Promises(stratum, internal, kept, cluster)


def same(first: Comparison, second: Comparison) -> bool:
    """Equal but for rounding in the last digits."""
    numbers = [
        (one.index, one.standard_error, one.clustered_error, one.floor_error, one.comparability)
        for one in (first, second)
    ]
    return all(
        one == other if one is None or other is None else one == pytest.approx(other, rel=1e-9, abs=1e-9)
        for one, other in zip(*numbers, strict=True)
    )


@unhurried
@given(promises())
def test_swapping_the_classes_mirrors_the_index(given_promises):
    straight = parity_index(*given_promises.columns())
    swapped = parity_index(
        given_promises.stratum, ~given_promises.internal, given_promises.kept, given_promises.cluster
    )

    assert (straight.internal, straight.external) == (swapped.external, swapped.internal)
    assert (straight.index is None) == (swapped.index is None)
    if straight.index is not None:
        assert straight.index + swapped.index == pytest.approx(200)
        assert straight.standard_error == pytest.approx(swapped.standard_error)


@unhurried
@given(promises(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(given_promises, random):
    order = random.sample(range(len(given_promises.kept)), len(given_promises.kept))

    shuffled = parity_index(*(column[order] for column in given_promises.columns()))

    assert same(shuffled, parity_index(*given_promises.columns()))


@unhurried
@given(promises(), st.sampled_from(["text", "far apart", "unsigned", "objects"]))
def test_the_names_of_strata_and_requesters_do_not_matter(given_promises, kind):
    renamed = {
        "text": lambda codes: np.array([f"«{code}»" for code in codes]),
        "far apart": lambda codes: codes * 2**59,
        "unsigned": lambda codes: (codes + 3).astype(np.uint64) + np.uint64(2**63 + 5),
        "objects": lambda codes: np.array([str(-code) for code in codes], dtype=object),
    }[kind]

    result = parity_index(
        renamed(given_promises.stratum), given_promises.internal, given_promises.kept, renamed(given_promises.cluster)
    )

    assert same(result, parity_index(*given_promises.columns()))


@unhurried
@given(promises())
def test_counting_first_changes_nothing(given_promises):
    columns = np.stack([given_promises.stratum, given_promises.internal, given_promises.cluster], axis=1)
    groups, where = np.unique(columns, axis=0, return_inverse=True)
    due = np.bincount(where.ravel())
    kept = np.bincount(where.ravel(), given_promises.kept).astype(int)

    counted = from_counts(groups[:, 0], groups[:, 1].astype(bool), groups[:, 2], due, kept)

    assert same(counted, parity_index(*given_promises.columns()))


@unhurried
@given(promises())
def test_the_index_stays_in_its_range(given_promises):
    result = parity_index(*given_promises.columns())

    assert 0 <= result.comparability <= 1
    if result.index is not None:
        assert -1e-9 <= result.index <= 200 + 1e-9
    if result.standard_error is not None:
        assert result.standard_error > 0
        assert result.ci95.low < result.ci90.low < result.index < result.ci90.high < result.ci95.high
