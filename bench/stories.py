"""Some thousand cases, played with the real acts, that the measured company repeats.

Every message, promise and fact comes from `flow.history`. What makes
repeating them true: the calendar has no holidays and no summer time, so a
case moved by whole weeks has the same clocks; and everything happens inside
working hours in the second second of a minute divisible by four, so a case
moved by less than 58 s passes no opening or closing either.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from bench import words
from kundenkreis.cases.reference import types
from kundenkreis.flow import acts
from kundenkreis.flow.history import History
from kundenkreis.flow.intake import NewRequest, new_case
from kundenkreis.people.models import Account
from kundenkreis.teams.models import Membership

CLOSED, OPEN = 2_400, 1_200
WEEK = timedelta(weeks=1)
# A case that is not open any more has ended within so many weeks; their weeks lie so far back.
_ENDED_WITHIN = 3 * WEEK
_WINDOW = 9 * 60
Story = Callable[["Teller", History, list[datetime], int], None]


class Teller:
    """Plays stories of one requester (the one that is exchanged later) with all teams and request types."""

    def __init__(self, account: Account, now: datetime) -> None:
        self.account, self.now, self.random = account, now, Random(7)
        self.types = [wanted for wanted in types().values() if wanted.team_id]
        self.members: dict[int, list[int]] = {}
        for team_id, person_id in Membership.objects.values_list("team_id", "person_id"):
            self.members.setdefault(team_id, []).append(person_id)

    def closed(self) -> Iterator[History]:
        """Yield the cases of one week that have ended, by when they came in."""
        monday = self.now.replace(hour=0, minute=0) - timedelta(days=self.now.weekday())
        week = monday - WEEK - _ENDED_WITHIN
        yield from self._told(_CLOSED, CLOSED, [week + timedelta(days=day) for day in range(5)], _ENDED_WITHIN / 2)

    def open(self) -> Iterator[History]:
        """Yield the cases of the last eleven days that are still open."""
        today = self.now.replace(hour=0, minute=0)
        days = [today - timedelta(days=back) for back in range(11, 0, -1)]
        working = [day for day in days if day.weekday() < 5]
        yield from self._told(_OPEN, OPEN, working, timedelta(days=2))

    def _told(
        self, stories: tuple[Story, ...], count: int, days: list[datetime], length: timedelta
    ) -> Iterator[History]:
        arrivals = sorted(self._moment(self.random.choice(days)) for _ in range(count))
        for at in arrivals:
            later = (self._moment(self._working(at + length * self.random.random() ** 2)) for _ in range(4))
            times = [moment for moment in sorted(later) if moment < self.now]
            story = self.random.choice(stories)
            history = self._begin(at)
            by = self.random.choice(self.members[history.case.team_id or 0])
            story(self, history, [max(moment, at) for moment in times], by)
            yield history

    def _begin(self, at: datetime) -> History:
        wanted = self.random.choice(self.types)
        impact, pressure = self.random.choice(((0, 0), (0, 1), (1, 1), (1, 2), (2, 2)))
        text = words.asked(self.random)
        request = NewRequest(wanted.id, self.account.pk, words.subject(self.random), text, impact, pressure)
        return History(new_case(request, self.account, wanted, wanted.team_id, at), self.account.person_id, text)

    def _moment(self, day: datetime) -> datetime:
        """Return a moment inside the working hours of a day."""
        start = day.replace(hour=8, minute=0, second=1, microsecond=0)
        return start + timedelta(minutes=4 * self.random.randrange(1, _WINDOW // 4))

    def _working(self, day: datetime) -> datetime:
        return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day

    def asks_more(self, history: History, at: datetime) -> None:
        """The requester writes again."""
        history.play(at, acts.hear, self.account.person_id, words.asked(self.random), "portal")

    def notes(self, history: History, at: datetime, by: int) -> None:
        """A member writes down something for the team."""
        history.play(at, acts.note, by, words.answered(self.random))

    def answers(self, history: History, at: datetime, by: int, *, question: bool = False, outcome: str = "") -> None:
        """A member answers; the way of the case has been walked when it is solved."""
        if outcome:
            for step in history.hand.steps:
                history.change_step(at, by, step.no, "done")
        history.play(at, acts.answer, by, words.answered(self.random), question=question, outcome=outcome)


def _solved_with_note(teller: Teller, history: History, at: list[datetime], by: int) -> None:
    history.play(at[0], acts.take, by)
    teller.notes(history, at[1], by)
    teller.answers(history, at[2], by, outcome="granted")


def _solved_after_word(teller: Teller, history: History, at: list[datetime], by: int) -> None:
    history.play(at[0], acts.take, by)
    teller.answers(history, at[1], by)
    teller.answers(history, at[2], by, outcome="granted")


def _refused_after_more(teller: Teller, history: History, at: list[datetime], by: int) -> None:
    teller.asks_more(history, at[1])
    teller.answers(history, at[2], by, outcome="refused")


def _confirmed(teller: Teller, history: History, at: list[datetime], by: int) -> None:
    _solved_with_note(teller, history, at, by)
    history.play(at[3], acts.confirm, teller.account.person_id)


def _untouched(teller: Teller, history: History, at: list[datetime], by: int) -> None:
    for moment in _two(history, at):
        teller.asks_more(history, moment)


def _answered(teller: Teller, history: History, at: list[datetime], by: int) -> None:
    first, second = _two(history, at)
    teller.answers(history, first, by)
    teller.asks_more(history, second)


def _waiting(teller: Teller, history: History, at: list[datetime], by: int) -> None:
    first, second = _two(history, at)
    history.play(first, acts.take, by)
    teller.answers(history, first, by, question=True)
    teller.notes(history, second, by)


def _noted(teller: Teller, history: History, at: list[datetime], by: int) -> None:
    for moment in _two(history, at):
        teller.notes(history, moment, by)


def _two(history: History, at: list[datetime]) -> list[datetime]:
    """Return two moments, however few have passed since the case came in."""
    return [*at, history.case.received_at, history.case.received_at][:2]


_CLOSED: tuple[Story, ...] = (_solved_with_note, _solved_after_word, _refused_after_more, _confirmed)
_OPEN: tuple[Story, ...] = (_untouched, _answered, _answered, _waiting, _noted)
