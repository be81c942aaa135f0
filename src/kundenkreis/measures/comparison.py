"""What a comparison of internal and external customers says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kundenkreis.measures.intervals import Interval
from kundenkreis.measures.labels import Label


class ClassCount(NamedTuple):
    """One class over all strata.

    `total` counts promises (parity) or cases (outcome, waiting); `good` those
    kept, ended with what was asked for, or answered.
    """

    total: int
    good: int
    requesters: int


class StratumLine(NamedTuple):
    """One stratum: counts of both classes and its weight.

    The weight is n1*n0/(n1+n0), and 0 where one class is missing: such a
    stratum is shown, but it can compare nothing.
    """

    stratum: Label
    internal_total: int
    internal_good: int
    external_total: int
    external_good: int
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """An index of parity: 100 means the same rate for both classes.

    - `index`: 100 plus the difference internal minus external in percentage
      points; below 100 internal customers fare worse.
    - `standard_error`: the larger of `clustered_error` (spread between
      requesters) and `floor_error` (a floor against false certainty when
      every promise of a class was kept, or few are there), same unit.
    - `comparability`: share (0-1) of internal promises in strata that have
      both classes; 0 without internal promises.
    - `requesters`: how many requesters there are in such strata.

    Without a stratum that has both classes, `index`, the errors and both
    intervals are None. With one requester only the index is known.
    """

    index: float | None
    standard_error: float | None
    clustered_error: float | None
    floor_error: float | None
    ci95: Interval | None
    ci90: Interval | None
    comparability: float
    requesters: int
    internal: ClassCount
    external: ClassCount
    strata: tuple[StratumLine, ...]
