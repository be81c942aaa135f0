"""Moments out of the database in long lists.

Reading a timestamp's text takes about ten times as long as reading a number,
and a page of the queue has two hundred. A double holds microseconds exactly
until the year 2255; later moments are not due dates of anybody.
"""

from datetime import UTC, datetime


def as_seconds(column: str) -> str:
    """Return SQL for a timestamp as seconds since 1970."""
    return f"extract(epoch from {column})::float8"


def moment(seconds: float | None) -> datetime | None:
    """Return the moment in UTC, or None for none."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
