"""The stratified difference of two rates, with errors clustered by requester.

The difference is that of Mantel and Haenszel with the weights of Cochran:
S. Greenland and J. M. Robins, "Estimation of a common effect parameter from
sparse follow-up data", Biometrics 41 (1985); W. G. Cochran, "Some methods for
strengthening the common chi-squared tests", Biometrics 10 (1954). Errors are
clustered because requests of one person resemble each other: K.-Y. Liang and
S. L. Zeger, "Longitudinal data analysis using generalized linear models",
Biometrika 73 (1986).

All work is counting over small codes, block by block, so that ten million
rows need no sort and little more memory than the rows themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kundenkreis.measures.comparison import ClassCount, Comparison, StratumLine
from kundenkreis.measures.intervals import Z90, Z95, around
from kundenkreis.measures.labels import Coded, coded, one_column

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
BLOCK = 1 << 17
"""Rows worked on at once: the intermediate arrays then stay in the cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Checked input: one row a promise, or a group of promises.

    `total` is the number of promises in the row, None where each row is one;
    `good` how many of them were kept.
    """

    stratum: Coded
    internal: Bools
    cluster: Coded
    good: Bools | Integers
    total: Integers | None = None

    def blocks(self) -> Iterator[slice]:
        """Cut the rows into pieces, never smaller than the table of strata."""
        step = max(BLOCK, 2 * self.stratum.size)
        return (slice(start, start + step) for start in range(0, len(self.internal), step))

    def cells(self, block: slice) -> npt.NDArray[np.intp]:
        """Return 2*stratum + class for each row of a block."""
        cells = self.stratum.codes[block] * 2
        cells += self.internal[block]
        return cells


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Counts by stratum (row) and class (column 0 external, 1 internal)."""

    total: Floats
    good: Floats

    @property
    def weight(self) -> Floats:
        """n1*n0/(n1+n0) for each stratum, 0 where a class is missing."""
        external, internal = self.total[:, 0], self.total[:, 1]
        return np.divide(external * internal, external + internal, out=np.zeros_like(external), where=external > 0)

    @property
    def rate(self) -> Floats:
        """Share of good ones for each stratum and class, 0 where there are none."""
        return np.divide(self.good, self.total, out=np.zeros_like(self.good), where=self.total > 0)


def promise_rows(
    stratum: npt.ArrayLike, internal: npt.ArrayLike, good: npt.ArrayLike, cluster: npt.ArrayLike, good_name: str
) -> Rows:
    """Check four equally long arrays with one entry a promise; ValueError says what is wrong."""
    same_length({"stratum": stratum, "internal": internal, good_name: good, "cluster": cluster})
    return _rows(stratum, internal, cluster, flag_column(good, good_name))


def grouped_rows(
    stratum: npt.ArrayLike,
    internal: npt.ArrayLike,
    cluster: npt.ArrayLike,
    total: npt.ArrayLike,
    good: npt.ArrayLike,
    names: tuple[str, str],
) -> Rows:
    """Check counted rows; every row needs 0 <= good <= total and total >= 1.

    `names` says what total and good are called in messages.
    """
    same_length({"stratum": stratum, "internal": internal, "cluster": cluster, names[0]: total, names[1]: good})
    totals, goods = _count_column(total, names[0]), _count_column(good, names[1])
    if (totals < 1).any():
        raise ValueError(f"{names[0]} must be at least 1 in every row")
    if (goods < 0).any() or (goods > totals).any():
        raise ValueError(f"{names[1]} must lie between 0 and {names[0]} in every row")
    return _rows(stratum, internal, cluster, goods, totals)


def flag_column(values: npt.ArrayLike, name: str) -> Bools:
    """Return a column of truth values, or raise ValueError."""
    array = one_column(values, name)
    if array.dtype != np.bool_:
        empty = " with NaN" if array.dtype.kind == "f" and np.isnan(array.astype(float)).any() else ""
        raise ValueError(f"{name} holds {array.dtype}{empty}, expected bool")
    return array.astype(np.bool_, copy=False)


def same_length(columns: dict[str, npt.ArrayLike]) -> None:
    """Raise ValueError unless all columns are one-dimensional, not empty and equally long."""
    lengths = {name: len(one_column(values, name)) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        found = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise ValueError(f"columns differ in length: {found}")


def compare(rows: Rows) -> Comparison:
    """Compare the rates of the two classes stratum by stratum.

    RD = sum w*(p1-p0) / sum w and index = 100 + 100*RD; see `Comparison`.
    """
    table = _count(rows)
    weight, rate = table.weight, table.rate
    informative = weight > 0
    present = _presence(rows, informative)
    requesters = int(present[:, 1::2].any(axis=1).sum())
    index = clustered = floor = error = None
    if requesters:
        index = 100 + 100 * float(weight @ (rate[:, 1] - rate[:, 0]) / weight.sum())
    if requesters > 1:
        clustered = _clustered_error(rows, table, requesters)
        floor = _floor_error(table)
        error = max(clustered, floor)
    internal, external = (_class_count(table, present, side) for side in (1, 0))
    return Comparison(
        index=index,
        standard_error=error,
        clustered_error=clustered,
        floor_error=floor,
        ci95=None if index is None or error is None else around(index, error, Z95),
        ci90=None if index is None or error is None else around(index, error, Z90),
        comparability=float(table.total[informative, 1].sum()) / internal.total if internal.total else 0.0,
        requesters=requesters,
        internal=internal,
        external=external,
        strata=_lines(rows.stratum, table, weight),
    )


def _rows(
    stratum: npt.ArrayLike,
    internal: npt.ArrayLike,
    cluster: npt.ArrayLike,
    good: Bools | Integers,
    total: Integers | None = None,
) -> Rows:
    """Code the labels; integers of a small span need no sort."""
    flags = flag_column(internal, "internal")
    strata = coded(stratum, "stratum", widest=1 << 16)
    clusters = coded(cluster, "cluster", widest=2 * len(flags) + (1 << 16))
    return Rows(strata, flags, clusters, good, total)


def _count_column(values: npt.ArrayLike, name: str) -> Integers:
    array = one_column(values, name)
    if array.dtype.kind not in "iu":
        raise ValueError(f"{name} holds {array.dtype}, expected whole numbers")
    return array.astype(np.int64, copy=False)


def _count(rows: Rows) -> Table:
    """Count promises, and kept ones, by stratum and class."""
    size = 2 * rows.stratum.size
    total, good = np.zeros(size), np.zeros(size)
    for block in rows.blocks():
        cells = rows.cells(block)
        total += np.bincount(cells, None if rows.total is None else rows.total[block], size)
        good += np.bincount(cells, rows.good[block], size)
    return Table(total.reshape(-1, 2), good.reshape(-1, 2))


def _presence(rows: Rows, informative: Bools) -> Bools:
    """Which requester occurs where: columns are 2*class + (stratum is informative)."""
    present = np.zeros(4 * rows.cluster.size, dtype=np.bool_)
    for block in rows.blocks():
        place = rows.cluster.codes[block] * 4
        place += 2 * rows.internal[block].view(np.int8)
        place += informative[rows.stratum.codes[block]]
        present[place] = True
    return present.reshape(-1, 4)


def _clustered_error(rows: Rows, table: Table, requesters: int) -> float:
    """SE_c = 100*sqrt(G/(G-1) * sum u_g^2) / sum w, u_g the sum of a requester's residuals."""
    weight = table.weight
    signed = np.stack([-weight, weight], axis=1)
    scale = np.divide(signed, table.total, out=np.zeros_like(signed), where=table.total > 0).ravel()
    expected = scale * table.rate.ravel()
    residual = np.empty(len(rows.internal))
    for block in rows.blocks():
        cells = rows.cells(block)
        base = expected[cells]
        if rows.total is not None:
            base *= rows.total[block]
        residual[block] = scale[cells] * rows.good[block] - base
    sums = np.bincount(rows.cluster.codes, residual, rows.cluster.size)
    return 100 * float(np.sqrt(requesters / (requesters - 1) * (sums @ sums)) / weight.sum())


def _floor_error(table: Table) -> float:
    """SE_f: the error of independent rates pulled towards one half, q = (x+0.5)/(n+1)."""
    weight = table.weight
    pulled = (table.good + 0.5) / (table.total + 1)
    variance = (pulled * (1 - pulled) / (table.total + 1)).sum(axis=1)
    return 100 * float(np.sqrt(weight**2 @ variance) / weight.sum())


def _class_count(table: Table, present: Bools, side: int) -> ClassCount:
    requesters = int(present[:, 2 * side : 2 * side + 2].any(axis=1).sum())
    return ClassCount(int(table.total[:, side].sum()), int(table.good[:, side].sum()), requesters)


def _lines(strata: Coded, table: Table, weight: Floats) -> tuple[StratumLine, ...]:
    used = np.flatnonzero(table.total.any(axis=1))
    total, good = table.total[used].astype(int).tolist(), table.good[used].astype(int).tolist()
    return tuple(
        StratumLine(strata.label(code), n[1], x[1], n[0], x[0], w)
        for code, n, x, w in zip(used.tolist(), total, good, weight[used].tolist(), strict=True)
    )
