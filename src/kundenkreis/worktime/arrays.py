"""Arrays of moments and seconds on their way in: checked, and in microseconds."""

import numpy as np
import numpy.typing as npt

from kundenkreis.worktime.instants import DAY, FIRST_YEAR, LAST_YEAR, SECOND, IntArray

Moments = npt.NDArray[np.datetime64]

_LONGEST = (LAST_YEAR - FIRST_YEAR + 1) * 366 * DAY // SECOND


def read_moments(moments: Moments) -> IntArray:
    """Return UTC `datetime64` of any unit as microseconds; another kind, or a moment missing, is a ValueError."""
    array = np.asarray(moments)
    if array.dtype.kind != "M":
        raise ValueError(f"Moments are an array of datetime64 in UTC, not of {array.dtype}")
    micros = np.ascontiguousarray(array.astype("datetime64[us]", copy=False)).view(np.int64)
    if micros.size and micros.min() == np.iinfo(np.int64).min:
        raise ValueError("A moment is missing (NaT); leave such rows out")
    return micros


def read_seconds(seconds: npt.ArrayLike) -> IntArray:
    """Return whole seconds of work as microseconds; fractions, negative and endless ones are a ValueError."""
    array = np.asarray(seconds)
    if array.dtype.kind not in "iu":
        raise ValueError(f"Seconds are whole numbers (int64), not {array.dtype}")
    if array.size and array.min() < 0:
        raise ValueError("Work cannot be negative")
    if array.size and array.max() > _LONGEST:
        raise ValueError(f"So much work does not fit before the end of {LAST_YEAR}")
    return array.astype(np.int64, copy=False) * SECOND


def align(first: IntArray, second: IntArray) -> tuple[tuple[int, ...], IntArray, IntArray]:
    """Return the common shape (NumPy's broadcasting) and both arrays flat; shapes that do not fit are a ValueError."""
    shape = np.broadcast_shapes(first.shape, second.shape)
    return shape, np.broadcast_to(first, shape).ravel(), np.broadcast_to(second, shape).ravel()
