"""XmR charts: which points of a series say more than its usual ups and downs.

Sources: W. A. Shewhart, "Economic Control of Quality of Manufactured Product"
(1931); D. J. Wheeler, "Understanding Variation" (1993), for individual values
and moving ranges, the median variant and the three rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from math import isfinite
from statistics import mean, median
from typing import NamedTuple

PROVISIONAL_FROM = 6
USABLE_FROM = 12
FROZEN_AT = 20
RUN_LENGTH = 8


class Variant(StrEnum):
    """How centre and usual range are found; the median is not moved by single outliers."""

    MEAN = "mean"
    MEDIAN = "median"


class State(StrEnum):
    """How far the limits may be trusted."""

    TOO_FEW = "too_few"
    PROVISIONAL = "provisional"
    USABLE = "usable"
    FROZEN = "frozen"


class Rule(StrEnum):
    """Why points stand out."""

    OUTSIDE_LIMIT = "outside_limit"
    RUN_ON_ONE_SIDE = "run_on_one_side"
    NEAR_LIMIT = "near_limit"


class Signal(NamedTuple):
    """Points `first` to `last` (indices, both included) stand out by a rule."""

    rule: Rule
    first: int
    last: int


class Limits(NamedTuple):
    """Natural process limits, in the unit of the values.

    `range_limit` is the upper limit of the moving ranges.
    """

    centre: float
    lower: float
    upper: float
    moving_range: float
    range_limit: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A series with its limits; `limits` is None and there are no signals while too few points exist."""

    values: tuple[float, ...]
    moving_ranges: tuple[float, ...]
    state: State
    limits: Limits | None
    signals: tuple[Signal, ...]


class _Factors(NamedTuple):
    limit: float
    range_limit: float


_FACTORS = {Variant.MEAN: _Factors(2.66, 3.268), Variant.MEDIAN: _Factors(3.145, 3.865)}


def xmr(values: Sequence[float], variant: Variant = Variant.MEAN) -> Chart:
    """Return the chart of a series in order of time.

    Limits are provisional from 6 points, usable from 12, and frozen at the
    first 20: later points are judged by them and do not move them. To
    re-base, which needs a reason, give the values from the new start on.
    Raises ValueError for values that are not finite; leave out months
    without a value.
    """
    series = tuple(float(value) for value in values)
    if not all(map(isfinite, series)):
        raise ValueError("the series holds NaN or infinity")
    state = _state(len(series))
    limits = None if state is State.TOO_FEW else natural_limits(series[:FROZEN_AT], variant)
    return Chart(series, _moving_ranges(series), state, limits, _signals(series, limits) if limits else ())


def natural_limits(values: Sequence[float], variant: Variant = Variant.MEAN) -> Limits:
    """Limits of a series of at least two values.

    centre +- 2.66 * mean moving range and 3.268 * mean moving range, or with
    medians 3.145 and 3.865.
    """
    average = mean if variant is Variant.MEAN else median
    factors = _FACTORS[variant]
    centre, usual = average(values), average(_moving_ranges(values))
    reach = factors.limit * usual
    return Limits(centre, centre - reach, centre + reach, usual, factors.range_limit * usual)


def _moving_ranges(values: Sequence[float]) -> tuple[float, ...]:
    return tuple(abs(after - before) for before, after in pairwise(values))


def _state(points: int) -> State:
    steps = ((FROZEN_AT, State.FROZEN), (USABLE_FROM, State.USABLE), (PROVISIONAL_FROM, State.PROVISIONAL))
    return next((state for least, state in steps if points >= least), State.TOO_FEW)


def _signals(values: Sequence[float], limits: Limits) -> tuple[Signal, ...]:
    outside = [
        Signal(Rule.OUTSIDE_LIMIT, at, at)
        for at, value in enumerate(values)
        if not limits.lower <= value <= limits.upper
    ]
    return (*outside, *_runs(values, limits), *_near_limit(values, limits))


def _runs(values: Sequence[float], limits: Limits) -> list[Signal]:
    """Runs of 8 or more on one side of the centre; a point on the centre ends a run."""
    found, first = [], 0
    for side, points in groupby(values, key=lambda value: (value > limits.centre) - (value < limits.centre)):
        length = len(list(points))
        if side and length >= RUN_LENGTH:
            found.append(Signal(Rule.RUN_ON_ONE_SIDE, first, first + length - 1))
        first += length
    return found


def _near_limit(values: Sequence[float], limits: Limits) -> list[Signal]:
    """3 of 4 consecutive points nearer to the same limit than to the centre."""
    upper = [value > (limits.centre + limits.upper) / 2 for value in values]
    lower = [value < (limits.centre + limits.lower) / 2 for value in values]
    starts = range(len(values) - 3)
    return [
        Signal(Rule.NEAR_LIMIT, first, first + 3)
        for first in starts
        if max(sum(upper[first : first + 4]), sum(lower[first : first + 4])) >= 3
    ]
