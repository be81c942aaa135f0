"""What may happen to a request. A plot plans the events of a story, see `story.py`."""

from collections.abc import Callable
from datetime import timedelta

from kundenkreis.cases.models import Case
from kundenkreis.console.demo_company import turns
from kundenkreis.console.demo_company.story import HOUR, Story
from kundenkreis.console.demo_company.working_day import round_up
from kundenkreis.flow import acts
from kundenkreis.flow.acts import NewPromise
from kundenkreis.promises.pledge import CALLBACK, DUE_DATE, MILESTONE

Plot = Callable[[Story], None]
GRANTED, REFUSED, NO_SOLUTION = Case.Outcome.GRANTED, Case.Outcome.REFUSED, Case.Outcome.NO_SOLUTION


def quick(story: Story) -> None:
    """The first answer is the solution."""
    story.end = story.first
    turns.solve(story)


def plain(story: Story) -> None:
    """A first answer says what happens next, later comes the solution."""
    turns.answer_first(story)
    turns.maybe_note(story)
    turns.solve(story)


def asked_back(story: Story) -> None:
    """The team needs to know something; while it waits, the clock stands still."""
    turns.take(story)
    story.say(story.first, story.arrival.situation.question, question=True)
    heard = story.after(story.first, story.rng.uniform(1 * HOUR, 20 * HOUR))
    story.end = story.after(story.end, story.calendar.between(story.first, heard).total_seconds())
    story.hear(heard, story.arrival.situation.reply)
    turns.answer_next(story, heard)
    turns.solve(story, thanks=story.rng.random() < 0.6)


def called_back(story: Story) -> None:
    """A call is promised within a window, and most of the time somebody is reached."""
    opens = story.after(story.first, story.rng.uniform(0.5 * HOUR, 5 * HOUR))
    closes = round_up(story.after(opens, story.rng.uniform(2 * HOUR, 4 * HOUR)), 15)
    said = story.phrase("team", "callbacks", story.first, due=turns.said(story, closes))
    promise = NewPromise(CALLBACK, story.arrival.situation.promise, closes, None, opens)
    turns.answer_first(story, said, promise=promise)
    on_time = story.rng.random() < story.share
    called = story.after(opens, 600) if on_time else story.after(closes, story.rng.uniform(0.5 * HOUR, 4 * HOUR))
    turns.call(story, called, CALLBACK)
    story.end = max(story.end, story.soon(called))
    turns.solve(story)


def promised(story: Story) -> None:
    """Something is promised by a day, done, and then the request is solved."""
    due = turns.promise(story, MILESTONE)
    done = turns.by_then(story, due)
    turns.fulfil(story, done, MILESTONE)
    story.end = max(story.end, story.soon(done))
    turns.solve(story)


def moved(story: Story) -> None:
    """A promised date has to move; most of the time the requester agrees before it is due."""
    due = turns.promise(story, DUE_DATE)
    agreed = story.rng.random() < 0.75
    moved_at = story.calendar.add(story.first, story.calendar.between(story.first, due) * story.rng.uniform(0.4, 0.8))
    later = story.calendar.working_days_after(due, story.rng.randint(1, 4))
    turns.move(story, moved_at, DUE_DATE, later, agreed=agreed)
    done = turns.by_then(story, later)
    turns.fulfil(story, done, DUE_DATE)
    story.end = max(story.end, story.soon(done))
    turns.solve(story)


def chased(story: Story) -> None:
    """The requester writes again before the solution is there, and gets an answer."""
    turns.answer_first(story)
    heard = story.between(story.rng.uniform(0.3, 0.7))
    story.hear(heard, story.phrase("customer", "nudges", heard))
    turns.answer_next(story, heard)
    turns.solve(story)


def handed_on(story: Story) -> None:
    """Somebody else goes on with it. No date changes."""
    turns.answer_first(story)
    at = story.between(story.rng.uniform(0.2, 0.6))
    before, story.by = story.by, story.another()
    story.do(at, acts.hand_over, before.pk, person_id=story.by.pk)
    story.do(at, acts.note, before.pk, story.remark("hand_overs", at))
    turns.solve(story)


def asked_team(story: Story) -> None:
    """Another team does its part, as a request of its own."""
    turns.answer_first(story)
    turns.ask_team(story, story.between(0.1))
    turns.solve(story)


def reopened(story: Story) -> None:
    """It was not solved after all."""
    turns.answer_first(story)
    turns.solve(story, confirmed=0.0)
    at = story.after(story.end, story.rng.uniform(2 * HOUR, 30 * HOUR))
    words = story.phrase("customer", "reopenings", at)
    story.do(at, acts.reopen, story.customer.person_id, story.written(at, words))
    story.end = story.after(at, story.teller.pace.wait(story.targets.solution, story.share) * 0.4)
    turns.answer_next(story, at)
    turns.solve(story, steps=False)


def withdrawn(story: Story) -> None:
    """The requester no longer needs it."""
    if story.rng.random() < 0.7:
        turns.answer_first(story)
        at = story.between(story.rng.uniform(0.1, 0.8))
    else:
        at = story.arrival.at + (story.first - story.arrival.at) * story.rng.uniform(0.3, 0.9)
    story.do(at, acts.withdraw_case, story.customer.person_id, story.phrase("customer", "withdrawals", at))


def refused(story: Story) -> None:
    """It cannot be done as asked; the team says why and offers another way."""
    turns.answer_first(story)
    body = story.arrival.situation.refusal or story.phrase("team", "refusals", story.end)
    turns.solve(story, body=body, outcome=REFUSED)


def fruitless(story: Story) -> None:
    """Nobody finds a solution."""
    turns.answer_first(story)
    turns.solve(story, body=story.phrase("team", "nothing_founds", story.end), outcome=NO_SOLUTION)


def urgent_now(story: Story) -> None:
    """It becomes more urgent on the way."""
    turns.answer_first(story)
    heard = story.between(0.3)
    story.hear(heard, story.phrase("customer", "nudges", heard))
    changed = heard + timedelta(minutes=story.rng.randint(3, 20))
    impact, pressure = max(story.arrival.impact, 1), min(story.arrival.pressure + 1, 3)
    story.do(changed, acts.change_urgency, story.by.pk, impact, pressure, agreed=False)
    turns.answer_next(story, heard)
    turns.solve(story)


def rested(story: Story) -> None:
    """Nothing can be done before a day; then it comes back by itself."""
    turns.answer_first(story)
    at = story.soon(story.first)
    until = story.calendar.start_of_day(at + timedelta(days=story.rng.randint(2, 7)))
    story.do(at, acts.rest, story.by.pk, until)
    story.end = max(story.end, story.after(until, story.rng.uniform(0.5 * HOUR, 6 * HOUR)))
    turns.solve(story)


# How often each happens, out of a hundred or so.
PLOTS: dict[Plot, float] = {
    quick: 21,
    plain: 25,
    asked_back: 15,
    called_back: 8,
    promised: 10,
    moved: 3.5,
    chased: 6,
    handed_on: 4,
    asked_team: 5,
    reopened: 3,
    withdrawn: 3,
    refused: 3.5,
    fruitless: 1.2,
    urgent_now: 2,
    rested: 3,
}


def choose(story: Story) -> Plot:
    """Return a plot that fits: a question needs an answer, a colleague is asked simple things."""
    situation = story.arrival.situation
    if story.team is None:
        return withdrawn if story.rng.random() < 0.04 else quick
    if story.wanted.is_confidential:
        return asked_back if situation.question else quick
    plot = story.rng.choices(list(PLOTS), list(PLOTS.values()))[0]
    if situation.needs_reply and plot not in (withdrawn, refused, fruitless):
        return asked_back
    if plot is asked_back and not situation.question:
        return plain
    if plot in (promised, moved) and not situation.promise:
        return asked_back if situation.question else plain
    if plot is asked_team and not story.may_ask_team:
        return chased
    return plot
