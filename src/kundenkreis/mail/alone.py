"""Doing something in one process at a time, across all of them."""

import contextlib
import hashlib
from collections.abc import Iterator

from django.db import connection


@contextlib.contextmanager
def alone(what: str) -> Iterator[bool]:
    """Say whether this process is the only one that does this now; if another one is at it, do not wait.

    The lock belongs to the connection and ends with it, also when the
    process is killed.
    """
    key = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        (is_ours,) = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            _let_go(key)


def _let_go(key: int) -> None:
    """Give the lock back, unless the connection broke and took it along."""
    with contextlib.suppress(Exception), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
