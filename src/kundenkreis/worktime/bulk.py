"""The arithmetic of a time line over whole arrays of microseconds."""

from collections.abc import Callable

import numpy as np

from kundenkreis.worktime.instants import IntArray
from kundenkreis.worktime.steps import Steps

_BLOCK = 8192
"""Values handled at a time: small enough that all passes over them stay in the processor's cache."""


class Bulk:
    """What `Timeline` answers for one moment, for arrays of shape (n,) in microseconds."""

    def __init__(self, opens: IntArray, closes: IntArray, before: IntArray) -> None:
        """Take the stretches and the work before each, three arrays of shape (stretches,)."""
        self._opens = Steps(opens)
        self._before = Steps(before)
        self._closes = closes
        self._lag = opens - before

    def work_at(self, moments: IntArray) -> IntArray:
        """Return the work from the origin to each moment."""
        return _in_blocks(self._work_at, moments)

    def moment_at(self, work: IntArray) -> IntArray:
        """Return the earliest moment at which that much work (above 0) is done."""
        return _in_blocks(self._moment_at, work)

    def _work_at(self, moments: IntArray, out: IntArray, at: IntArray, scratch: IntArray) -> None:
        self._opens.find(moments, at, scratch)
        np.take(self._closes, at, out=out, mode="clip")
        np.minimum(out, moments, out=out)
        np.take(self._lag, at, out=scratch, mode="clip")
        np.subtract(out, scratch, out=out)

    def _moment_at(self, work: IntArray, out: IntArray, at: IntArray, scratch: IntArray) -> None:
        # The stretch that contains the last microsecond of the work gives the earliest moment:
        # closing time, and not the opening of the next day.
        np.subtract(work, 1, out=out)
        self._before.find(out, at, scratch)
        np.take(self._lag, at, out=scratch, mode="clip")
        np.add(work, scratch, out=out)


def _in_blocks(step: Callable[[IntArray, IntArray, IntArray, IntArray], None], values: IntArray) -> IntArray:
    """Apply a step to one block after the other, with two buffers for what it computes on the way."""
    result = np.empty_like(values)
    buffers = np.empty((2, min(_BLOCK, values.size)), dtype=np.int64)
    for begin in range(0, values.size, _BLOCK):
        block = values[begin : begin + _BLOCK]
        at, scratch = buffers[:, : block.size]
        step(block, result[begin : begin + _BLOCK], at, scratch)
    return result
