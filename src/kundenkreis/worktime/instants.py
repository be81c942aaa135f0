"""Moments as whole microseconds since 1970 in UTC, the one unit inside this room.

Integers compare, add and search without rounding, and they are what NumPy's
`datetime64[us]` holds, so that scalar and vectorised answers agree exactly.
"""

from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 86_400 * SECOND

FIRST_YEAR = 1990
LAST_YEAR = 2100

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()


def to_micros(moment: datetime) -> int:
    """Return an aware moment as microseconds; a naive one has no place on the time line (ValueError)."""
    if moment.utcoffset() is None:
        raise ValueError(f"A moment needs a time zone, this one has none: {moment.isoformat()}")
    return duration_to_micros(moment - _EPOCH)


def from_micros(micros: int) -> datetime:
    """Return the moment in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def duration_to_micros(duration: timedelta) -> int:
    """Return a duration in microseconds, without the detour over floating point."""
    return (duration.days * 86_400 + duration.seconds) * SECOND + duration.microseconds


def day_to_micros(ordinal: int) -> int:
    """Return 00:00 of a day (`date.toordinal`), as if its zone were UTC."""
    return (ordinal - _EPOCH_DAY) * DAY


def year_to_micros(year: int) -> int:
    """Return 1 January 00:00 UTC of a year."""
    return duration_to_micros(datetime(year, 1, 1, tzinfo=UTC) - _EPOCH)
