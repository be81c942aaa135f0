"""The outcome index O: do internal customers get what they asked for as often?

Who is refused quickly looks fast and punctual. O looks at how cases ended: with
what was asked for, against refused or closed without a solution. Strata,
clusters and intervals are those of the parity index.
"""

from __future__ import annotations

import numpy.typing as npt

from kundenkreis.measures.comparison import Comparison
from kundenkreis.measures.stratified import compare, grouped_rows, promise_rows


def outcome_index(
    stratum: npt.ArrayLike, internal: npt.ArrayLike, granted: npt.ArrayLike, cluster: npt.ArrayLike
) -> Comparison:
    """Return the outcome index of ended cases, one array entry a case.

    `granted` (bool) is true for a case that ended with what was asked for.
    100 means equal; below 100 internal customers are refused more often. The
    other arrays, errors and undefined cases are those of
    `kundenkreis.measures.parity.parity_index`.
    """
    return compare(promise_rows(stratum, internal, granted, cluster, "granted"))


def from_counts(
    stratum: npt.ArrayLike,
    internal: npt.ArrayLike,
    cluster: npt.ArrayLike,
    ended: npt.ArrayLike,
    granted: npt.ArrayLike,
) -> Comparison:
    """Return the same index from cases already counted: `ended` of them, `granted` well."""
    return compare(grouped_rows(stratum, internal, cluster, ended, granted, ("ended", "granted")))
