"""A worker is killed in the middle of its work; every job is done once all the same."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.db import connection

from kundenkreis.cases.models import Case, Message
from kundenkreis.flow import answer
from kundenkreis.ledger.models import Fact
from kundenkreis.promises.models import Promise
from kundenkreis.replies.models import Reply
from tests.cast import cast

JOBS, KILLED_AFTER, PATIENCE = 200, 40, 90
# The real worker, only less patient with one that fell silent.
WORKER = """
from kundenkreis.console import worker
worker.HEARTBEAT, worker.SILENT_AFTER = 0.5, 2.0
worker.work(concurrency=2, until_parent_ends=False)
"""


def url() -> str:
    """Where this test's own database is, as the worker is told."""
    place = connection.settings_dict
    host = place["HOST"] or "localhost"
    where = f"/{place['NAME']}?host={quote(host, safe='')}"
    return f"postgresql://{quote(place['USER'])}:{quote(place['PASSWORD'])}@{where}&port={place['PORT'] or 5432}"


def start_worker() -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "DATABASE_URL": url(), "DJANGO_SETTINGS_MODULE": "kundenkreis.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment, stdout=subprocess.DEVNULL)


def sent() -> int:
    return Reply.objects.filter(state=Reply.State.SENT).count()


def wait_until_sent(number: int) -> None:
    end = time.monotonic() + PATIENCE
    while sent() < number:
        assert time.monotonic() < end, f"only {sent()} of {number} replies were sent"
        time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_reply_leaves_exactly_once_although_the_worker_is_killed_in_between():
    tannhof = cast()
    pressed = datetime.now(UTC) - timedelta(minutes=1)
    aylin = tannhof.viewer("aylin")
    for number in range(JOBS):
        case = tannhof.ask("sandra", now=pressed - timedelta(minutes=1))
        answer.send(case.pk, f"Antwort {number}", 1, by=aylin, now=pressed)

    first = start_worker()
    try:
        wait_until_sent(KILLED_AFTER)
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert sent() < JOBS
    second = start_worker()
    try:
        wait_until_sent(JOBS)
    finally:
        second.terminate()
        second.wait()

    assert Message.objects.filter(by="team").count() == JOBS
    kinds = Counter(Fact.objects.filter(kind="reply.sent").values_list("thing_id", flat=True))
    assert set(kinds.values()) == {1}
    assert Promise.objects.filter(kind="first_answer", verdict="kept").count() == JOBS
    assert Case.objects.filter(taken_by=tannhof.people["aylin"]).count() == JOBS
