"""Turn labels of strata and requesters into small codes that can be counted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Label = int | str
BLOCK = 1 << 17
"""Strings looked up at once, so that only a part of them exists twice."""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Labels as codes 0..size-1, in the order of the labels; a code may be unused.

    `codes` has the length of the labels. Code c stands for `names[c]`, or for
    `lowest + c` where the labels were integers already close together.
    """

    codes: npt.NDArray[np.intp]
    size: int
    lowest: int = 0
    names: tuple[Label, ...] | None = None

    def label(self, code: int) -> Label:
        """Return the label a code stands for."""
        return self.names[code] if self.names is not None else self.lowest + code

    def ordered(self, order: npt.NDArray[np.intp]) -> Coded:
        """Return the same labels in another order of the rows."""
        return replace(self, codes=self.codes[order])


def coded(labels: npt.ArrayLike, name: str, widest: int) -> Coded:
    """Code integer or string labels, without sorting the rows where it can be avoided.

    Integers that span less than `widest` values are used as they are, which
    takes one pass; strings are looked up one by one; other integers are
    sorted. Raises ValueError for empty or nested arrays and for labels that
    are neither integers nor strings.
    """
    array = one_column(labels, name)
    if array.dtype.kind == "O":
        array = _plain(array, name)
    if array.dtype.kind in "iu":
        return _coded_integers(array, widest)
    if array.dtype.kind in "UTO":
        return _coded_strings(array)
    raise ValueError(f"{name} holds {array.dtype}, expected integer codes or strings")


def one_column(values: npt.ArrayLike, name: str) -> npt.NDArray[np.generic]:
    """Return values as a one-dimensional array that is not empty, or raise ValueError."""
    array = np.asarray(values)
    if array.ndim != 1:
        raise ValueError(f"{name} has {array.ndim} dimensions, expected one")
    if not array.size:
        raise ValueError(f"{name} is empty")
    return array


def _coded_integers(array: npt.NDArray[np.generic], widest: int) -> Coded:
    lowest, highest = array.min(), array.max()
    if int(lowest) >= 0 and int(highest) < widest:
        return Coded(array.astype(np.intp, copy=False), int(highest) + 1)
    span = int(highest) - int(lowest) + 1
    if span > widest:
        names, codes = np.unique(array, return_inverse=True)
        return Coded(codes.astype(np.intp, copy=False), len(names), names=tuple(names.tolist()))
    if array.dtype.kind == "u":
        codes = np.subtract(array, lowest).astype(np.intp)
    else:
        codes = np.subtract(array.astype(np.intp), int(lowest))
    return Coded(codes, span, lowest=int(lowest))


def _coded_strings(array: npt.NDArray[np.generic]) -> Coded:
    """Number strings as they turn up, then put the numbers in the order of the strings."""
    seen: dict[str, int] = {}
    codes = np.empty(len(array), dtype=np.intp)
    for start in range(0, len(array), BLOCK):
        block = array[start : start + BLOCK].tolist()
        codes[start : start + BLOCK] = [seen.setdefault(label, len(seen)) for label in block]
    names = tuple(sorted(seen))
    place = np.empty(len(names), dtype=np.intp)
    place[[seen[label] for label in names]] = np.arange(len(names))
    return Coded(place[codes], len(names), names=names)


def _plain(array: npt.NDArray[np.generic], name: str) -> npt.NDArray[np.generic]:
    """Check that an object array holds strings only, or make an array of its integers."""
    kinds = set(map(type, array.tolist()))
    if kinds == {str}:
        return array
    if kinds == {int}:
        try:
            return array.astype(np.int64)
        except OverflowError as error:
            raise ValueError(f"{name} holds integers of more than 64 bits") from error
    found = ", ".join(sorted(kind.__name__ for kind in kinds))
    raise ValueError(f"{name} holds {found}, expected integer codes or strings")
