"""A fast search: which of many ascending boundaries lies last at or before each value."""

import numpy as np

from kundenkreis.worktime.instants import IntArray

_MAX_SLOTS = 1 << 18


class Steps:
    """Boundaries with a table of equal slots over them, so that a search needs no bisection.

    The values between the first and the last boundary fall into slots of
    2**shift. The table holds the answer for the beginning of each slot; what
    remains is to step over the boundaries inside the slot, of which there is
    at most one as long as the slots are narrower than the narrowest gap.
    """

    def __init__(self, boundaries: IntArray) -> None:
        """Take boundaries of shape (n,), ascending, n >= 1; equal ones are allowed."""
        self._first = boundaries[0]
        self._shift = _shift_for(boundaries)
        slots = (boundaries - self._first) >> self._shift
        begins = self._first + (np.arange(slots[-1] + 1, dtype=np.int64) << self._shift)
        self._table = np.searchsorted(boundaries, begins, side="right") - 1
        self._hops = int(np.bincount(slots[boundaries > begins[slots]], minlength=1).max())
        self._next = np.append(boundaries[1:], np.iinfo(np.int64).max)

    def find(self, values: IntArray, found: IntArray, scratch: IntArray) -> IntArray:
        """Write into `found` the index of the last boundary at or before each value, and return it.

        `values`, `found` and `scratch` have one shape; no value may lie before
        the first boundary. Equals `searchsorted(boundaries, values, "right") - 1`.
        """
        np.subtract(values, self._first, out=scratch)
        np.right_shift(scratch, self._shift, out=scratch)
        np.take(self._table, scratch, out=found, mode="clip")
        for _ in range(self._hops):
            np.take(self._next, found, out=scratch, mode="clip")
            np.add(found, values >= scratch, out=found)
        return found


def _shift_for(boundaries: IntArray) -> int:
    """Return the widest slot that meets at most one boundary, but not so narrow that the table grows large."""
    gaps = np.diff(boundaries)
    gaps = gaps[gaps > 0]
    shift = int(gaps.min()).bit_length() - 1 if gaps.size else 0
    extent = int(boundaries[-1] - boundaries[0])
    while extent >> shift > _MAX_SLOTS:
        shift += 1
    return shift
