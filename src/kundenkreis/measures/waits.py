"""Requests and how long they waited, put in order: stratum, class, wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kundenkreis.measures.labels import Coded, coded, one_column
from kundenkreis.measures.stratified import Bools, Floats, flag_column, same_length
from kundenkreis.measures.survival import RestrictedMean, restricted_mean

HORIZON_TARGETS = 3
"""The horizon tau, as a multiple of the promised time to first answer."""


@dataclass(frozen=True, slots=True, eq=False)
class Waits:
    """Checked columns, one entry a request, in the order the strata need."""

    stratum: Coded
    internal: Bools
    seconds: Floats
    answered: Bools
    cluster: Coded
    target: Floats

    def strata(self) -> Iterator[WaitStratum]:
        """Cut the requests into strata, both classes of each measured to one horizon."""
        ends = np.searchsorted(self.stratum.codes, np.unique(self.stratum.codes), side="right")
        start = 0
        for end in ends.tolist():
            middle = start + int(np.count_nonzero(~self.internal[start:end]))
            horizon = HORIZON_TARGETS * float(self.target[start:end].max())
            parts = slice(start, middle), slice(middle, end)
            means = self._mean(parts[0], horizon), self._mean(parts[1], horizon)
            yield WaitStratum(int(self.stratum.codes[start]), horizon, parts, means)
            start = end

    def _mean(self, part: slice, horizon: float) -> RestrictedMean | None:
        if part.start == part.stop:
            return None
        return restricted_mean(self.seconds[part], self.answered[part], horizon)


@dataclass(frozen=True, slots=True, eq=False)
class WaitStratum:
    """Where the external and the internal requests of a stratum lie, and their means.

    Pairs are in the order external, internal; a mean is None without requests.
    """

    code: int
    horizon: float
    parts: tuple[slice, slice]
    means: tuple[RestrictedMean | None, RestrictedMean | None]

    @property
    def sizes(self) -> tuple[int, int]:
        """How many requests each class has."""
        external, internal = self.parts
        return external.stop - external.start, internal.stop - internal.start

    @property
    def weight(self) -> float:
        """n1*n0/(n1+n0): 0 where a class is missing."""
        external, internal = self.sizes
        return external * internal / (external + internal)


def sorted_waits(
    stratum: npt.ArrayLike,
    internal: npt.ArrayLike,
    seconds: npt.ArrayLike,
    answered: npt.ArrayLike,
    cluster: npt.ArrayLike,
    target: npt.ArrayLike,
) -> Waits:
    """Check six equally long columns and put them in order; ValueError says what is wrong."""
    columns = {"stratum": stratum, "internal": internal, "seconds": seconds, "answered": answered}
    same_length(columns | {"cluster": cluster, "target": target})
    flags = flag_column(internal, "internal")
    times, targets = _numbers(seconds, "seconds"), _numbers(target, "target")
    if (times < 0).any():
        raise ValueError("seconds holds a negative wait")
    if (targets <= 0).any():
        raise ValueError("target must be above 0 in every row")
    strata = coded(stratum, "stratum", widest=1 << 16)
    clusters = coded(cluster, "cluster", widest=2 * len(flags) + (1 << 16))
    order = np.lexsort((times, flags, strata.codes))
    return Waits(
        stratum=strata.ordered(order),
        internal=flags[order],
        seconds=times[order],
        answered=flag_column(answered, "answered")[order],
        cluster=clusters.ordered(order),
        target=targets[order],
    )


def _numbers(values: npt.ArrayLike, name: str) -> Floats:
    array = one_column(values, name)
    if array.dtype.kind not in "iuf":
        raise ValueError(f"{name} holds {array.dtype}, expected numbers of seconds")
    numbers = array.astype(np.float64)
    if not np.isfinite(numbers).all():
        raise ValueError(f"{name} holds NaN or infinity")
    return numbers
