"""The waiting ratio W: how long internal customers wait, against external ones.

The wait is the working time until the first answer by a human. Waits are
compared by their restricted mean up to three times the target, so that open
requests count with what is known of them and one forgotten request cannot
decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kundenkreis.measures.comparison import ClassCount
from kundenkreis.measures.intervals import Z90, Z95, Interval, around
from kundenkreis.measures.labels import Label
from kundenkreis.measures.stratified import Bools
from kundenkreis.measures.waits import Waits, WaitStratum, sorted_waits


class WaitingLine(NamedTuple):
    """One stratum; a mean is None where the class is missing, and then the weight is 0."""

    stratum: Label
    horizon: float
    internal_cases: int
    internal_mean: float | None
    external_cases: int
    external_mean: float | None
    weight: float


class LogErrors(NamedTuple):
    """Standard errors of log W.

    `independent` takes requests as independent (Greenwood), `clustered` is
    the jackknife over requesters, None if nobody has more than one request.
    """

    independent: float
    clustered: float | None

    @property
    def larger(self) -> float:
        """The error that counts."""
        return max(self.independent, self.clustered or 0.0)


@dataclass(frozen=True, slots=True)
class WaitingRatio:
    """W with its intervals: 1 means equal, above 1 internal customers wait longer.

    - `internal_mean`, `external_mean`: weighted means over the strata with
      both classes, in the unit of the waits.
    - `comparability`, `requesters`: as in `Comparison`; `good` in the counts
      means answered.

    Without a stratum that has both classes, or if a class never waited at
    all, the ratio is None. The intervals are None too if there is only one
    requester, or if the waits show no spread at all: that is ignorance, not
    certainty.
    """

    ratio: float | None
    ci95: Interval | None
    ci90: Interval | None
    errors: LogErrors | None
    internal_mean: float | None
    external_mean: float | None
    comparability: float
    requesters: int
    internal: ClassCount
    external: ClassCount
    strata: tuple[WaitingLine, ...]


def waiting_ratio(
    stratum: npt.ArrayLike,
    internal: npt.ArrayLike,
    seconds: npt.ArrayLike,
    answered: npt.ArrayLike,
    cluster: npt.ArrayLike,
    target: npt.ArrayLike,
) -> WaitingRatio:
    """Return the waiting ratio of requests, one array entry a request.

    stratum, internal, cluster
        As for `kundenkreis.measures.parity.parity_index`.
    seconds
        Working time to the first answer by a human; for a request without one
        the working time so far, or until it was withdrawn.
    answered
        bool: the wait ended with an answer.
    target
        Promised working seconds to the first answer. Within a stratum the
        largest counts, for both classes alike.

    W = sum w*R1 / sum w*R0 with w = n1*n0/(n1+n0) and R the restricted mean up
    to 3 * target. Raises ValueError for empty or unequal arrays, other types,
    NaN, negative waits and targets that are not positive.
    """
    return _ratio(sorted_waits(stratum, internal, seconds, answered, cluster, target))


def _ratio(waits: Waits) -> WaitingRatio:
    strata = tuple(waits.strata())
    common = [one for one in strata if one.weight > 0]
    weight = sum(one.weight for one in common)
    sums = _weighted(common, 0), _weighted(common, 1)
    ratio = sums[1] / sums[0] if min(sums) > 0 else None
    asked = _asked(waits, common)
    requesters = int(np.count_nonzero(asked))
    errors = _errors(waits, common, sums, asked) if ratio is not None and requesters > 1 else None
    return WaitingRatio(
        ratio=ratio,
        ci95=_log_normal(ratio, errors, Z95),
        ci90=_log_normal(ratio, errors, Z90),
        errors=errors,
        internal_mean=sums[1] / weight if weight else None,
        external_mean=sums[0] / weight if weight else None,
        comparability=sum(one.sizes[1] for one in common) / max(1, int(waits.internal.sum())),
        requesters=requesters,
        internal=_class_count(waits, waits.internal),
        external=_class_count(waits, ~waits.internal),
        strata=tuple(_line(one, waits) for one in strata),
    )


def _weighted(common: Sequence[WaitStratum], side: int) -> float:
    """Sum of w*R over the strata, for one class."""
    return float(sum(one.weight * mean.mean for one in common if (mean := one.means[side]) is not None))


def _asked(waits: Waits, common: Sequence[WaitStratum]) -> npt.NDArray[np.intp]:
    """How many requests each requester has in the strata that both classes share."""
    shared = np.zeros(len(waits.internal), dtype=np.bool_)
    for one in common:
        external, internal = one.parts
        shared[external.start : internal.stop] = True
    return np.bincount(waits.cluster.codes[shared], minlength=waits.cluster.size)


def _errors(
    waits: Waits, common: Sequence[WaitStratum], sums: tuple[float, float], asked: npt.NDArray[np.intp]
) -> LogErrors:
    """Both errors of log W; the weights are taken as given, as in the parity index.

    The jackknife is the infinitesimal one: the influence of each request on
    log W is added up by requester, SE = sqrt(G/(G-1) * sum u_g^2).
    """
    pulls = np.zeros(waits.cluster.size)
    variance = 0.0
    for one in common:
        for mean, part, scale in zip(one.means, one.parts, (-one.weight / sums[0], one.weight / sums[1]), strict=True):
            if mean is not None:
                variance += scale**2 * mean.variance
                np.add.at(pulls, waits.cluster.codes[part], scale * mean.influence)
    if asked.max() < 2:
        return LogErrors(sqrt(variance), None)
    requesters = np.count_nonzero(asked)
    return LogErrors(sqrt(variance), sqrt(requesters / (requesters - 1) * float(pulls @ pulls)))


def _log_normal(ratio: float | None, errors: LogErrors | None, z: float) -> Interval | None:
    """exp(log W +- z*SE); None where the error is unknown or shows no spread."""
    if ratio is None or errors is None or not errors.larger:
        return None
    low, high = around(log(ratio), errors.larger, z)
    return Interval(exp(low), exp(high))


def _class_count(waits: Waits, side: Bools) -> ClassCount:
    requesters = len(np.unique(waits.cluster.codes[side]))
    return ClassCount(int(side.sum()), int((waits.answered & side).sum()), requesters)


def _line(one: WaitStratum, waits: Waits) -> WaitingLine:
    means = [None if mean is None else mean.mean for mean in one.means]
    external, internal = one.sizes
    return WaitingLine(waits.stratum.label(one.code), one.horizon, internal, means[1], external, means[0], one.weight)
