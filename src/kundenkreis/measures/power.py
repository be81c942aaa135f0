"""How many promises it takes before parity could be shown at all."""

from __future__ import annotations

from math import ceil

from kundenkreis.measures.intervals import Z90
from kundenkreis.measures.verdict import COMPANY_MARGIN

Z_POWER = 1.281552
"""Normal quantile .90: each of the two one-sided tests succeeds in 9 of 10 cases."""


def needed_per_class(rate: float, margin: float = COMPANY_MARGIN) -> int:
    """Promises needed in each class to show parity in 4 of 5 cases where it is true.

    `rate` is the kept rate of both classes (strictly between 0 and 1), `margin`
    in points. n = (z.95 + z.90)^2 * 2p(1-p) / (margin/100)^2, the sample size
    of the equivalence test: S. A. Julious, Statistics in Medicine 23 (2004).
    It takes promises as independent; several by one requester need more.
    Raises ValueError outside these ranges.
    """
    if not 0 < rate < 1:
        raise ValueError(f"rate {rate} is not strictly between 0 and 1")
    if margin <= 0:
        raise ValueError(f"margin {margin} is not above 0")
    return ceil((Z90 + Z_POWER) ** 2 * 2 * rate * (1 - rate) / (margin / 100) ** 2)
