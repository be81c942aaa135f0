"""The six things that are measured, each asked as a person would and checked for what came back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from secrets import token_hex
from typing import Protocol
from urllib.parse import urlencode

from bench import company, words
from bench.serve import Answer
from kundenkreis.cases.models import Case
from kundenkreis.queue.models import Place
from kundenkreis.replies.models import Reply
from kundenkreis.teams.models import Team

_TEXT = "Guten Tag,\n\nwir haben die Lieferung geprüft. Die Ursache lag bei der Buchung. Der Ersatz kommt morgen früh."
TO_READ = 600
_COMMON = ("Halle", "Auftrag", "Maschine Leistung", "Rechnung", "Celik")


class Asks(Protocol):
    """Whoever asks: a browser of a served product, or one inside this process."""

    def get(self, path: str) -> Answer: ...
    def post(self, path: str, fields: dict[str, object]) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Page:
    """One thing to measure: who asks (an address to sign in with), and how often. `confirm` looks at the database."""

    name: str
    who: str
    times: int
    ask: Callable[[Asks, int], None]
    confirm: Callable[[int], None] = lambda _asked: None


def pages(size: int) -> list[Page]:
    """Return what is measured. Of the cases that were filled in some are read and others answered."""
    team = Team.objects.get(name=company.TEAMS[0])
    filled = Place.objects.filter(team=team, case_id__lte=size).order_by("-case_id")
    desk = list(filled.values_list("case_id", flat=True)[: TO_READ + 800])
    replies, before = Reply.objects.count(), Case.objects.count()
    return [
        Page("queue", company.member(0), 600, lambda who, _no: _queue(who, team)),
        Page("case", company.member(0), 600, lambda who, no: _case(who, desk[no % TO_READ])),
        Page("search", company.member(0), 600, _search(team)),
        Page("parity", company.member(0), 180, lambda who, _no: _parity(who)),
        Page("reply", company.member(0), 600, _reply(iter(desk[TO_READ:])), lambda n: _grown(Reply, replies + n)),
        Page("create", company.requester(0), 600, _create(team), lambda n: _grown(Case, before + n)),
    ]


def _grown(model: type[Case] | type[Reply], expected: int) -> None:
    found = model.objects.count()
    assert found == expected, f"{found} rows of {model.__name__}, expected {expected}"


def _queue(who: Asks, team: Team) -> None:
    answer = who.get(f"/queue?team={team.pk}")
    rows = answer.text.count("<tr data-row")
    assert (answer.status, rows) == (200, 50), f"queue: {answer.status}, {rows} rows"


def _case(who: Asks, number: int) -> None:
    answer = who.get(f"/cases/{number}")
    said = answer.text.count('<article class="msg"')
    assert (answer.status, said) == (200, 3), f"case {number}: {answer.status}, {said} messages"


def _search(team: Team) -> Callable[[Asks, int], None]:
    """Look for a common word or name and for a rare word in turn; each is known to be there."""
    subjects = Case.objects.filter(team=team).order_by("pk").values_list("subject", flat=True)
    step = max(1, subjects.count() // 500)
    known = set(words.vocabulary())
    rare = [word for subject in subjects[::step] for word in subject.split() if word in known]

    def search(who: Asks, no: int) -> None:
        word, least = (_COMMON[no // 2 % len(_COMMON)], 20) if no % 2 else (rare[no % len(rare)], 1)
        answer = who.get(f"/search?{urlencode({'q': word})}")
        hits = answer.text.count('<p class="meta">')
        assert answer.status == 200, f"search for {word}: {answer.status}"
        assert hits >= least, f"search for {word}: {hits} requests"

    return search


def _parity(who: Asks) -> None:
    answer = who.get("/parity")
    assert answer.status == 200, f"parity: {answer.status}"
    assert 'class="chart trend"' in answer.text, "parity without its trend"
    assert 'class="sheet verdict"' in answer.text, "parity without its verdict"


def _reply(desk: Iterator[int]) -> Callable[[Asks, int], None]:
    def reply(who: Asks, _no: int) -> None:
        number = next(desk)
        answer = who.post(f"/cases/{number}/replies", {"text": _TEXT, "seen": 999})
        assert answer.status == 302, f"reply to {number}: {answer.status}"
        assert answer.location == f"/cases/{number}#newest", f"reply to {number} leads to {answer.location}"

    return reply


def _create(team: Team) -> Callable[[Asks, int], None]:
    wanted = team.request_types.order_by("pk")[0]

    def create(who: Asks, _no: int) -> None:
        fields: dict[str, object] = {"text": _TEXT, "subject": "Lieferung prüfen", "impact": 1, "pressure": 1}
        answer = who.post(f"/portal/requests/new/{wanted.pk}", {**fields, "key": token_hex(8)})
        assert answer.status == 302, f"create: {answer.status}"
        assert answer.location.endswith("/received"), f"create leads to {answer.location}"

    return create
