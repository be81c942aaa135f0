"""Jobs of the worker about mail. Each may run twice and does its work once."""

from datetime import UTC, datetime

from django.db import transaction
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from kundenkreis.mail import sending
from kundenkreis.mail.letters.write import write
from kundenkreis.teams.reference import refresh

_FIRST_WAIT, _LONGEST_WAIT = 30, 3600


class Patience(BaseRetryStrategy):
    """Try again after 30 s, 1 min, 2 min and so on, then every hour: about two days with the tries of a letter."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again, or None to give up."""
        if job.attempts >= sending.MOST_TRIES:
            return None
        wait = min(_FIRST_WAIT * 2 ** min(job.attempts, 10), _LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": wait})


@app.task(name="kundenkreis.mail.tasks.letter", retry=Patience())
def letter(fact_id: int) -> int:
    """Write the letters that follow from a fact, and see to it that they leave; returns how many were new."""
    refresh()
    with transaction.atomic():
        written = write(fact_id, datetime.now(UTC))
        for one in written:
            if one.state == one.State.QUEUED:
                # Letters about one case leave in their order.
                send.configure(lock=f"letters of case {one.case_id}").defer(letter_id=one.pk)
    return len(written)


@app.task(name="kundenkreis.mail.tasks.send", retry=Patience())
def send(letter_id: int) -> bool:
    """Send one letter over SMTP."""
    return sending.send(letter_id, datetime.now(UTC))


@app.task(name="kundenkreis.mail.tasks.take_in", retry=Patience())
def take_in(incoming_id: int) -> str:
    """Look again at a mail that was kept; returns what became of it.

    Only the worker reads mail: the web processes, which know this job too,
    do without 9 MB of parsers.
    """
    from kundenkreis.mail import inbox

    return str(inbox.take_in(incoming_id, datetime.now(UTC)).state)
