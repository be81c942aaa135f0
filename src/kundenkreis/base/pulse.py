"""Whether the two things a page needs are there: the database and a worker."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, connection

log = logging.getLogger(__name__)

# A worker signs its row every 10 s; three missed signatures mean that nobody works.
LONGEST_SILENCE = timedelta(seconds=30)


@dataclass(frozen=True)
class Pulse:
    """`reason` is empty when all is well; else one English sentence for an operator."""

    database: bool
    worker: bool
    reason: str = ""

    @property
    def well(self) -> bool:
        """Database and worker both answer."""
        return self.database and self.worker


def feel_pulse() -> Pulse:
    """Ask the database, on its own clock, when a worker last signed.

    The rows are Procrastinate's: a worker adds one when it starts and removes
    it when it stops in order. Any error of the database is an answer here; its
    words go into the log only, they may name hosts and users.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp() - max(last_heartbeat) FROM procrastinate_workers")
            (silence,) = cursor.fetchone()
    except DatabaseError as error:
        log.warning("the database does not answer", extra={"reason": str(error)})
        return Pulse(database=False, worker=False, reason="The database does not answer.")
    if silence is None:
        return Pulse(database=True, worker=False, reason="No worker is running.")
    if silence > LONGEST_SILENCE:
        seconds = int(silence.total_seconds())
        return Pulse(database=True, worker=False, reason=f"The worker has been silent for {seconds} s.")
    return Pulse(database=True, worker=True)
