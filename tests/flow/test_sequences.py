"""Random sequences of real steps: replay gives the stored state, and nothing that is owed gets lost."""

import contextlib
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenkreis.cases.models import Case
from kundenkreis.flow import answer, clock, close, intake, merge, pledge, work
from kundenkreis.flow.errors import StepError
from kundenkreis.ledger.queries import facts_of
from kundenkreis.promises.actions import row
from kundenkreis.promises.calendars import calendar_of
from kundenkreis.promises.fold import fold
from kundenkreis.promises.models import Promise
from kundenkreis.queue.models import Place
from tests.cast import NOW, Cast

STEPS = [
    "reply",
    "question",
    "solve",
    "hear",
    "take",
    "release",
    "hand_team",
    "hand_person",
    "rest",
    "wake",
    "raise",
    "lower",
    "give",
    "callback",
    "move_agreed",
    "move_silent",
    "withdraw_promise",
    "keep",
    "attempt",
    "confirm",
    "reopen",
    "withdraw",
    "tick",
    "note",
    "merge",
    "take_back",
]
COPIED = [
    *("no", "kind", "team_id", "calendar_id", "urgency", "target", "window_from", "due_at", "anew_at", "paused_since"),
    *("verdict", "settled_at", "moves", "attempts", "announced"),
]


def play(name: str, tannhof: Cast, case: Case, other: Case, no: int, now: datetime) -> None:
    """Do one step as the person who may; what it refuses has changed nothing."""
    aylin, sandra = tannhof.viewer("aylin"), tannhof.viewer("sandra")
    at = {"by": aylin, "now": now}
    pk = case.pk
    seen = Case.objects.values_list("changed", flat=True).get(pk=pk)
    new = pledge.NewPromise("due_date", "Liefertermin", now + timedelta(hours=30))
    window = pledge.NewPromise("callback", "", now + timedelta(hours=20), None, now + timedelta(hours=2))
    acts = {
        "reply": lambda: answer.send(pk, "Antwort", seen, **at),
        "question": lambda: answer.send(pk, "Welche Nummer?", seen, then=answer.Then(question=True), **at),
        "solve": lambda: answer.send(pk, "Erledigt", seen, then=answer.Then(outcome="granted"), **at),
        "take_back": lambda: answer.take_back(answer.send(pk, "Doch nicht", seen, **at).pk, **at),
        "hear": lambda: intake.write(pk, "Noch etwas", by=sandra, now=now),
        "take": lambda: work.take(pk, **at),
        "release": lambda: work.release(pk, **at),
        "hand_team": lambda: work.hand_over(pk, "bitte", team_id=tannhof.teams["buchhaltung"].pk, **at),
        "hand_person": lambda: work.hand_over(pk, "", person_id=tannhof.people["jonas"].pk, **at),
        "rest": lambda: work.rest(pk, now + timedelta(days=no * 3), **at),
        "wake": lambda: work.wake(pk, **at),
        "raise": lambda: work.change_urgency(pk, 2, 3, False, **at),
        "lower": lambda: work.change_urgency(pk, 0, 0, no % 2 == 0, **at),
        "give": lambda: pledge.give(pk, new, **at),
        "callback": lambda: pledge.give(pk, window, **at),
        "move_agreed": lambda: pledge.move(pk, no, agreed=True, reason="", due_at=now + timedelta(days=2), **at),
        "move_silent": lambda: pledge.move(pk, no, agreed=False, reason="krank", due_at=now + timedelta(days=2), **at),
        "withdraw_promise": lambda: pledge.withdraw(pk, no, "", **at),
        "keep": lambda: pledge.keep(pk, no, **at),
        "attempt": lambda: pledge.attempt(pk, no, no % 2 == 0, "", **at),
        "confirm": lambda: close.confirm(pk, by=sandra, now=now),
        "reopen": lambda: close.reopen(pk, "Geht noch nicht", by=sandra, now=now),
        "withdraw": lambda: close.withdraw(pk, "", by=sandra, now=now),
        "tick": lambda: clock.tick(now),
        "note": lambda: work.note(pk, "Nur für uns", **at),
        "merge": lambda: merge.merge(pk, other.pk, **at),
    }
    with contextlib.suppress(StepError):
        acts[name]()


def stored(case_id: int) -> list[dict[str, object]]:
    return list(Promise.objects.filter(case_id=case_id).order_by("no").values(*COPIED))


def replayed(case_id: int) -> list[dict[str, object]]:
    state = fold(facts_of("case", case_id), calendar_of)
    rows = [row(case_id, p) for p in sorted(state.promises.values(), key=lambda p: p.no)]
    return [{name: getattr(r, name) for name in COPIED} for r in rows]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 6), st.integers(1, 40)), min_size=1, max_size=12))
def test_replay_gives_the_stored_state_and_no_owed_promise_leaves_the_queue(tannhof: Cast, plan):
    now = NOW
    cases = [tannhof.ask("sandra"), tannhof.ask("sandra")]

    for name, no, hours in plan:
        now += timedelta(hours=hours)
        play(name, tannhof, cases[0], cases[1], no, now)
    clock.tick(now + timedelta(minutes=1))

    for case in cases:
        case.refresh_from_db()
        assert stored(case.pk) == replayed(case.pk)
        owed = Promise.objects.filter(case=case, settled_at=None)
        assert Place.objects.filter(case=case).exists() == (case.is_open or owed.exists())
    given_out = sum(f.kind == "promise.given" for case in cases for f in facts_of("case", case.pk))
    assert Promise.objects.filter(case__in=cases).count() == given_out


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 4), st.integers(1, 20)), max_size=8))
def test_the_customer_class_changes_no_date_and_no_place(tannhof: Cast, plan):
    """The same steps on an internal and an external request give the same promises and places."""
    results = []
    for customer_class in ("internal", "external"):
        case, other = tannhof.ask("sandra"), tannhof.ask("sandra")
        Case.objects.filter(pk=case.pk).update(customer_class=customer_class)
        now = NOW
        for name, no, hours in plan:
            now += timedelta(hours=hours)
            play(name, tannhof, case, other, no, now)
        places = Place.objects.filter(case=case).values_list("parked", "due_at", "received_at", "rest_until")
        results.append((stored(case.pk), list(places)))

    assert results[0] == results[1]
