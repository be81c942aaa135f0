"""Intervals for shares: how far a counted share may lie from the true one.

Sources: E. B. Wilson, "Probable inference, the law of succession, and
statistical inference", JASA 22 (1927); R. G. Newcombe, "Interval estimation
for the difference between independent proportions", Statistics in Medicine 17
(1998), method 10.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

Z95 = 1.959964
"""Normal quantile for a two-sided 95 percent interval."""
Z90 = 1.644854
"""Normal quantile for a two-sided 90 percent interval."""


class Interval(NamedTuple):
    """Lower and upper end, in the unit of the estimate."""

    low: float
    high: float

    def inside(self, low: float, high: float) -> bool:
        """Tell whether the whole interval lies between two values."""
        return low < self.low and self.high < high


class Difference(NamedTuple):
    """First share minus second share, with its interval."""

    difference: float
    low: float
    high: float


def around(estimate: float, error: float, z: float) -> Interval:
    """Return the normal interval: estimate +- z * error."""
    return Interval(estimate - z * error, estimate + z * error)


def wilson(successes: int, total: int, z: float = Z95) -> Interval:
    """Wilson's interval for a share, between 0 and 1.

    Raises ValueError unless 0 <= successes <= total and total >= 1.
    """
    if not (0 <= successes <= total and total >= 1):
        raise ValueError(f"{successes} of {total} is not a share")
    share = successes / total
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    middle, scale = share + z * z / (2 * total), 1 + z * z / total
    low = 0.0 if successes == 0 else (middle - spread) / scale
    high = 1.0 if successes == total else (middle + spread) / scale
    return Interval(low, high)


def newcombe(successes1: int, total1: int, successes0: int, total0: int, z: float = Z95) -> Difference:
    """Newcombe's interval for the first share minus the second, independent groups.

    Built from the two Wilson intervals, so it never leaves -1..1. Raises
    ValueError as `wilson` does.
    """
    first, second = wilson(successes1, total1, z), wilson(successes0, total0, z)
    share1, share0 = successes1 / total1, successes0 / total0
    below = sqrt((share1 - first.low) ** 2 + (second.high - share0) ** 2)
    above = sqrt((first.high - share1) ** 2 + (share0 - second.low) ** 2)
    return Difference(share1 - share0, share1 - share0 - below, share1 - share0 + above)
