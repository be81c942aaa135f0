"""The parity index PI: are promises kept for internal customers as for external ones?

Population: promises due in the window and no later than now. Kept means
fulfilled at or before the due time; overdue and still open counts as broken;
withdrawn promises are left out by the caller.
"""

from __future__ import annotations

import numpy.typing as npt

from kundenkreis.measures.comparison import Comparison
from kundenkreis.measures.stratified import compare, grouped_rows, promise_rows


def parity_index(
    stratum: npt.ArrayLike, internal: npt.ArrayLike, kept: npt.ArrayLike, cluster: npt.ArrayLike
) -> Comparison:
    """Return the parity index of promises, one array entry a promise.

    stratum
        What makes promises comparable: request type and urgency, for the
        whole company also the team. Integer codes or strings.
    internal, kept
        bool: asked by an internal customer; fulfilled in time.
    cluster
        The requester, in the same kinds as `stratum`. Errors are clustered by
        her, because her requests resemble each other.

    Four one-dimensional arrays of equal length. Raises ValueError if they are
    empty, differ in length or hold another type (a NaN included). If no
    stratum has both classes, the index is None. The order of the entries and
    the names of strata and requesters do not matter. Integer codes that lie
    close together are counted without a sort and are by far the fastest.
    """
    return compare(promise_rows(stratum, internal, kept, cluster, "kept"))


def from_counts(
    stratum: npt.ArrayLike, internal: npt.ArrayLike, cluster: npt.ArrayLike, due: npt.ArrayLike, kept: npt.ArrayLike
) -> Comparison:
    """Return the same index from promises already counted.

    One entry a group of promises that share stratum, class and requester:
    `due` of them (at least 1), `kept` in time. Groups may repeat; they add
    up. Equal to `parity_index` over the single promises, up to rounding in
    the last digits. Raises ValueError as `parity_index` does.
    """
    return compare(grouped_rows(stratum, internal, cluster, due, kept, ("due", "kept")))
