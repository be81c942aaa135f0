"""What the stories about the portal share: the company at a fixed moment, and people at their browsers."""

import re
from datetime import datetime
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from kundenkreis.base.links import case_link
from kundenkreis.cases.models import Case
from kundenkreis.people.models import Person
from kundenkreis.web import clock
from tests.cast import NOW, Cast, cast


class Hands:
    """The clock of the door, held by the test."""

    now: datetime = NOW


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    held = Hands()
    monkeypatch.setattr(clock, "now", lambda: held.now)
    return held


@pytest.fixture
def tannhof(db: None, hands: Hands) -> Cast:
    return cast()


def browser(tannhof: Cast, name: str, language: str = "") -> Client:
    """Return the browser of somebody who has signed in."""
    if language:
        Person.objects.filter(pk=tannhof.people[name].pk).update(language=language)
    client = Client()
    client.force_login(tannhof.people[name])
    return client


def link(case: Case, now: datetime = NOW) -> str:
    """Return the signed link of the requester of a case."""
    return case_link(case.pk, case.person_id, now)


def words(answer: HttpResponse) -> str:
    """Return what a person reads on a page: text only, on one line."""
    text = re.sub(r"<(script|style|svg).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())
