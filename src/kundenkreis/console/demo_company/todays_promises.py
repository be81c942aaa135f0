"""The three promises that Aylin Demir has to keep today, and the story of the damaged coupling."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from kundenkreis.cases.models import Case
from kundenkreis.cases.viewers import viewer_of
from kundenkreis.console.demo_company import turns
from kundenkreis.console.demo_company.demand import Arrival
from kundenkreis.console.demo_company.open_cases import named
from kundenkreis.console.demo_company.reading import table
from kundenkreis.console.demo_company.story import Story, Teller
from kundenkreis.console.demo_company.town import Town
from kundenkreis.console.demo_company.working_day import before, due_today, round_up
from kundenkreis.flow import acts, followers
from kundenkreis.flow.acts import NewPromise
from kundenkreis.flow.history import History
from kundenkreis.people.models import Person
from kundenkreis.promises.pledge import CALLBACK

VIEWER, COLLEAGUE = "Aylin Demir", "Jonas Brandl"
KUNZ = "ersatzkupplung"


def promises_of_today(teller: Teller) -> Iterator[History]:
    """Yield the three requests."""
    aylin = teller.town.person(VIEWER)
    for hours, row in enumerate(table("data/stage")["promised"], start=10):
        yield _promised(teller, aylin, row, timedelta(hours=hours))


def bring_in_colleagues(town: Town) -> None:
    """Let colleagues follow two of the requests, by the step that a page would take."""
    aylin = viewer_of(town.person(VIEWER).pk)
    for row in table("data/stage")["promised"]:
        case = Case.objects.filter(person=town.person(row["who"]), taken_by=town.person(VIEWER), state="open").first()
        if aylin is not None and case is not None and "with" in row:
            followers.bring_in(case.pk, town.person(row["with"]).pk, by=aylin, now=town.now)


def _promised(teller: Teller, aylin: Person, row: dict[str, Any], ago: timedelta) -> History:
    town = teller.town
    calendar = town.calendar(town.teams["Kundenteam Süd"])
    received = before(calendar, town.now, ago)
    channel = Case.Channel.MAIL if row["situation"] == KUNZ else Case.Channel.PORTAL
    arrival = Arrival(received, town.account(row["who"]), named(row), channel, 1, 1)
    story = Story(teller, arrival, aylin)
    story.first, story.is_late = story.after(received, 0.4 * story.targets.first_answer), False
    due = due_today(calendar, town.now, row["at"])
    if row["situation"] == KUNZ:
        story.gaps |= {"kr": "KR-80", "colleague": COLLEAGUE}
        _coupling(story, row, due)
    else:
        _give(story, row, due)
    story.end = calendar.add(town.now, timedelta(hours=20))
    story.finish_steps()
    return story.tell(town.now)


def _give(story: Story, row: dict[str, Any], due: datetime) -> None:
    """The first answer promises it; a call has a window."""
    what = row.get("what", "")
    words = {"due": turns.said(story, due), "what": what}
    name = "callbacks" if row["kind"] == CALLBACK else "promises"
    opens = due - timedelta(hours=1) if row["kind"] == CALLBACK else None
    promise = NewPromise(row["kind"], what, due, None, opens)
    turns.answer_first(story, story.phrase("team", name, story.first, **words), promise=promise)


def _coupling(story: Story, row: dict[str, Any], due: datetime) -> None:
    """A colleague calls as promised and writes down what he heard. Later the customer asks again.

    Early in the morning she has not yet, since the answer would be a fourth promise for today.
    """
    words, now = table("data/stage")["kunz"], story.teller.town.now
    jonas = story.teller.town.person(COLLEAGUE).pk
    until = round_up(story.after(story.first, 4 * 3600), 30)
    said = words["promised"].format(due=turns.said(story, until))
    promise = NewPromise(CALLBACK, "Rückruf", until, None, story.after(story.first, 1800))
    turns.answer_first(story, said, promise=promise)
    called = story.after(story.first, 2.5 * 3600)
    story.plan(
        called,
        lambda history: history.play(
            called, acts.attempt, jonas, turns.latest(history, CALLBACK), reached=True, text=words["called"]
        ),
    )
    noted = called + timedelta(minutes=9)
    story.do(noted, acts.note, jonas, words["note"])
    story.do(noted + timedelta(minutes=7), acts.give, story.by.pk, NewPromise(row["kind"], row["what"], due))
    asked = before(story.calendar, now, timedelta(minutes=25))
    if story.calendar.add(asked, timedelta(seconds=story.targets.next_answer)) > story.calendar.end_of_day(due):
        story.hear(asked, words["again"])
