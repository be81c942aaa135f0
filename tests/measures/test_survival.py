"""The restricted mean: worked numbers, and the influence of single cases."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenkreis.measures.survival import RestrictedMean, restricted_mean


def mean_of(waits, answered, horizon) -> RestrictedMean:
    return restricted_mean(np.array(waits, dtype=float), np.array(answered, dtype=bool), horizon)


INTERNAL = ([1, 2, 4, 6, 8, 9], [1, 1, 1, 0, 1, 0])
EXTERNAL = ([1, 1, 2, 3, 5, 6], [1, 1, 1, 1, 0, 1])


@pytest.mark.parametrize(("cases", "mean", "variance"), [(INTERNAL, 5.1667, 1.46759), (EXTERNAL, 3.1667, 0.74537)])
def test_worked_example(cases, mean, variance):
    result = mean_of(*cases, 8)

    assert round(result.mean, 4) == mean
    assert round(result.variance, 5) == variance


@pytest.mark.parametrize(
    ("waits", "answered", "mean"),
    [
        ([2, 4, 6], [1, 1, 1], 4.0),
        ([9, 9, 30], [1, 0, 1], 8.0),
        ([3, 5], [0, 0], 8.0),
        ([0, 0], [1, 1], 0.0),
        ([2, 2], [1, 0], 5.0),
        ([4, 20], [1, 1], 6.0),
    ],
    ids=["all answered", "nobody in time", "all open", "at once", "left at an answer", "horizon cuts"],
)
def test_restricted_mean(waits, answered, mean):
    assert mean_of(waits, answered, 8).mean == mean


def test_the_last_answer_adds_no_variance():
    assert mean_of([5, 5, 5], [1, 1, 1], 8).variance == 0


@st.composite
def answered_cases(draw: st.DrawFn):
    cases = draw(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=2, max_size=25))
    return zip(*sorted(cases), strict=True)


@settings(deadline=None)
@given(answered_cases(), st.integers(1, 24))
def test_influences_cancel_out(cases, horizon):
    result = mean_of(*cases, horizon)

    assert result.influence.sum() == pytest.approx(0, abs=1e-9)
    assert 0 <= result.mean <= horizon


@settings(deadline=None)
@given(st.lists(st.integers(0, 20), min_size=2, max_size=25), st.integers(1, 24))
def test_squared_influences_are_the_variance_if_everybody_was_answered(waits, horizon):
    result = mean_of(sorted(waits), [True] * len(waits), horizon)

    assert result.influence @ result.influence == pytest.approx(result.variance, abs=1e-9)
    assert result.mean == pytest.approx(np.minimum(waits, horizon).mean())


def test_influence_is_what_leaving_a_case_out_would_change():
    rng = np.random.default_rng(4)
    waits = np.sort(rng.exponential(5, 400))
    answered = rng.random(400) < 0.8
    whole = restricted_mean(waits, answered, 12)

    kept = ~np.eye(400, dtype=bool)
    without = np.array([restricted_mean(waits[rest], answered[rest], 12).mean for rest in kept])

    np.testing.assert_allclose(whole.mean - without, whole.influence, atol=2e-4)
