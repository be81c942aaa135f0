"""The turns a story takes: answering, promising, calling, asking another team, solving."""

from datetime import datetime, timedelta
from typing import Any

from kundenkreis.cases.models import Case
from kundenkreis.console.demo_company.demand import Arrival
from kundenkreis.console.demo_company.gaps import moment
from kundenkreis.console.demo_company.situations import Part, Situation, parts
from kundenkreis.console.demo_company.story import HOUR, MINUTE, Story
from kundenkreis.flow import acts
from kundenkreis.flow.acts import NewPromise
from kundenkreis.flow.history import History


def joined(*sentences: str) -> str:
    """Join what is said in one message; every sentence but the first begins with a capital letter."""
    first, *others = [sentence for sentence in sentences if sentence]
    return " ".join([first, *(sentence[:1].upper() + sentence[1:] for sentence in others)])


def said(story: Story, due: datetime) -> str:
    """Return a due date in words."""
    return moment(due, story.gaps.language)


def take(story: Story) -> None:
    """Somebody takes the request a while before the first answer, more often than not."""
    if story.team is None or story.rng.random() < 0.35:
        return
    waited = story.calendar.between(story.arrival.at, story.first)
    taken = story.calendar.add(story.arrival.at, waited * story.rng.uniform(0.3, 0.95))
    story.do(max(taken, story.arrival.at + timedelta(seconds=30)), acts.take, story.by.pk)


def answer_first(story: Story, more: str = "", **then: Any) -> None:
    """The first answer: sorry if it is late, what happens next, and what is promised with it."""
    take(story)
    apology = story.phrase("team", "apologies", story.first) if story.is_late else ""
    body = story.arrival.situation.first or ("" if more else story.phrase("team", "firsts", story.first))
    story.say(story.first, joined(apology, body, more), **then)


def answer_next(story: Story, heard: datetime) -> None:
    """A message of the requester gets an answer, unless the solution comes soon anyway."""
    at = story.after(heard, story.teller.pace.wait(story.targets.next_answer, story.share))
    if at < story.end and story.calendar.between(at, story.end).total_seconds() > 40 * MINUTE:
        story.say(at, story.phrase("team", "statuses", at))


def maybe_note(story: Story) -> None:
    """Now and then somebody writes down what the team should know."""
    if story.rng.random() < 0.3:
        at = story.between(story.rng.uniform(0.2, 0.7))
        note = story.arrival.situation.note or story.remark("notes", at)
        story.do(at, acts.note, story.by.pk, story.gaps.fill(note))


def promise(story: Story, kind: str) -> datetime:
    """The first answer promises something by the end of a day; returns when that is."""
    due = story.calendar.working_days_after(story.first, story.rng.randint(1, 4))
    what = story.gaps.fill(story.arrival.situation.promise)
    words = story.phrase("team", "promises", story.first, what=what, due=said(story, due))
    answer_first(story, words, promise=NewPromise(kind, what, due))
    return due


def by_then(story: Story, due: datetime) -> datetime:
    """Return when something promised for a date is done: in time as often as the team keeps what it promises."""
    if story.rng.random() < story.share:
        whole = story.calendar.between(story.first, due)
        return story.calendar.add(story.first, whole * story.rng.uniform(0.45, 0.95))
    return story.after(due, story.rng.uniform(1 * HOUR, 14 * HOUR))


def latest(history: History, kind: str) -> int:
    """Return the number of the promise of a kind that was given last."""
    return max(
        no for no, pledge in history.hand.state.promises.items() if pledge.kind == kind and pledge.step_no is None
    )


def fulfil(story: Story, at: datetime, kind: str) -> None:
    """What was promised is done."""
    by = story.by.pk
    story.plan(at, lambda history: history.play(at, acts.fulfil, by, latest(history, kind)))


def move(story: Story, at: datetime, kind: str, due: datetime, *, agreed: bool) -> None:
    """A promise gets another date, and the requester is told why."""
    words = story.phrase("team", "moves" if agreed else "moves_alone", at, due=said(story, due))
    story.say(at, words)
    by, reason = story.by.pk, story.remark("move_reasons", at)
    story.plan(
        at,
        lambda history: history.play(at, acts.move, by, latest(history, kind), due, agreed=agreed, reason=reason),
    )


def call(story: Story, at: datetime, kind: str) -> None:
    """Somebody calls; who is not reached is called again."""
    reached = story.rng.random() < 0.78
    by = story.by.pk
    text = story.remark("reached" if reached else "unreached", at)
    story.plan(
        at, lambda history: history.play(at, acts.attempt, by, latest(history, kind), reached=reached, text=text)
    )
    if not reached:
        again = story.soon(at)
        done = story.remark("reached", again)
        story.plan(
            again, lambda history: history.play(again, acts.attempt, by, latest(history, kind), reached=True, text=done)
        )


def ask_team(story: Story, at: datetime) -> None:
    """Another team is asked for its part; the solution waits for it."""
    part = _part(story, at)
    _plain_part(part)
    by = story.by.pk
    story.end = max(story.end, story.soon(part.end))
    story.plan(at, lambda history: history.ask_team(at, by, part.tell(story.until)))


def _part(story: Story, at: datetime) -> Story:
    asked: Part = story.arrival.situation.part or story.rng.choice(parts())
    story.gaps.at = at
    subject, ask = story.gaps.fill(asked.subject), story.gaps.fill(asked.ask)
    situation = Situation(
        *("", asked.type, "de", frozenset({"department"}), (subject,), (ask,)),
        solutions=(story.gaps.fill(asked.solution),),
    )
    account = story.teller.town.desk_account(story.team, story.by.pk) or story.customer
    impact = max(story.arrival.impact, 1)
    return Story(story.teller, Arrival(at, account, situation, Case.Channel.COLLEAGUE, impact, story.arrival.pressure))


def _plain_part(part: Story) -> None:
    if part.rng.random() < 0.5:
        part.end = part.first
    else:
        answer_first(part)
    solve(part)


def solve(
    story: Story,
    *,
    body: str = "",
    outcome: str = Case.Outcome.GRANTED,
    thanks: bool = False,
    steps: bool = True,
    confirmed: float = 0.22,
) -> None:
    """The last answer says how it was solved, and the path is finished. Some requesters confirm."""
    words = body or story.word(story.arrival.situation.solutions)
    before = story.phrase("team", "thanks_for_reply", story.end) if thanks else ""
    if story.end <= story.first and story.is_late:
        before = story.phrase("team", "apologies", story.end)
    story.say(story.end, joined(before, words), outcome=outcome)
    if steps:
        story.finish_steps()
    if outcome == Case.Outcome.GRANTED and story.rng.random() < confirmed:
        story.do(
            story.after(story.end, story.rng.uniform(0.5 * HOUR, 20 * HOUR)), acts.confirm, story.customer.person_id
        )
