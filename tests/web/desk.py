"""What the stories about the page of a case share: a case with some history, and people at their desks."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from kundenkreis.cases.models import Case, Message
from kundenkreis.flow import answer, pledge
from kundenkreis.flow.pledge import NewPromise
from tests.cast import Cast


def changed(case: Case) -> int:
    """Return how far somebody has read who has read everything."""
    return Case.objects.values_list("changed", flat=True).get(pk=case.pk)


def reply(tannhof: Cast, case: Case, name: str, text: str, at: datetime, **more: Any) -> None:
    """Let somebody reply, and let the reply leave."""
    sent = answer.send(case.pk, text, changed(case), by=tannhof.viewer(name), now=at, **more)
    assert answer.release(sent.pk, sent.send_at)


def promise(tannhof: Cast, case: Case, text: str, due: datetime, at: datetime, kind: str = "milestone") -> int:
    """Let Aylin promise something."""
    return pledge.give(case.pk, NewPromise(kind, text, due), by=tannhof.viewer("aylin"), now=at)


def notes(case: Case) -> list[str]:
    """Return what is written for the team only."""
    return list(case.messages.filter(by=Message.By.NOTE).values_list("text", flat=True))


def sent(case: Case) -> list[str]:
    """Return what the customer was told."""
    return list(case.messages.filter(by=Message.By.TEAM).values_list("text", flat=True))


def post(client: Client, case: Case, rest: str, **typed: Any) -> HttpResponse:
    """Send a form of the page."""
    return client.post(f"/cases/{case.pk}/{rest}", typed)


def later(tannhof: Cast, **more: int) -> datetime:
    """Return a moment after the case came in."""
    return tannhof.now + timedelta(**more)
