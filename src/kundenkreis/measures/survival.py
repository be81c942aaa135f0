"""Restricted mean waiting time from a Kaplan-Meier curve.

Sources: E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete
observations", JASA 53 (1958); M. Greenwood's variance as used for the
restricted mean in P. Royston and M. K. B. Parmar, BMC Medical Research
Methodology 13 (2013). The influence of one case is the derivative of the mean
by that case's weight, the infinitesimal jackknife of L. A. Jaeckel (1972);
B. Efron, "Nonparametric estimates of standard error", Biometrika 68 (1981).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class RestrictedMean:
    """Mean wait up to a horizon, in the unit of the waits.

    `variance` is Greenwood's, for independent cases. `influence` has one entry
    a case, in the order given: how far the case pulls the mean. Its squares
    sum up to the variance where nobody left before an answer, else nearly.
    """

    mean: float
    variance: float
    influence: Floats


def restricted_mean(waits: Floats, answered: npt.NDArray[np.bool_], horizon: float) -> RestrictedMean:
    """Return the area under the Kaplan-Meier curve from 0 to `horizon`.

    `waits` ascend, are not negative and not empty; where `answered` is false
    the case was left (still open, or withdrawn) at that time and we only know
    that it waited longer. A case left at the very moment of an answer still
    counts as waiting then. After the last case the curve stays where it is.
    """
    times, first, case_time = np.unique(waits, return_index=True, return_inverse=True)
    at_risk = (len(waits) - first).astype(np.float64)
    answers = np.add.reduceat(answered.astype(np.float64), first)
    waiting = np.cumprod(1 - answers / at_risk)
    edges = np.minimum(np.append(times, horizon), horizon)
    area = np.cumsum((waiting * np.diff(edges))[::-1])[::-1]
    still = at_risk - answers
    step = np.divide(area, still, out=np.zeros_like(area), where=still > 0)
    hazard = answers / at_risk
    return RestrictedMean(
        mean=float(edges[0] + area[0]),
        variance=float(np.sum(area * step * hazard)),
        influence=np.cumsum(step * hazard)[case_time] - step[case_time] * answered,
    )
