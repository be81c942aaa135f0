"""The rules of DOMAIN 2.1, one test a rule, on facts alone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from kundenkreis.promises.fold import State, fold
from kundenkreis.promises.pledge import Pledge
from kundenkreis.worktime import office_hours
from tests.cast import berlin

OFFICE = office_hours("Europe/Berlin", {day: [("08:00", "17:00")] for day in range(5)}, state="BE")
NIGHTS = office_hours("Europe/Berlin", {day: [("22:00", "06:00")] for day in range(5)}, state="BE")
CALENDARS = {1: OFFICE, 2: NIGHTS}
HOUR = 3600


@dataclass
class Happened:
    kind: str
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)
    actor_id: int | None = 7


def sep(day: int, hour: int, minute: int = 0) -> datetime:
    return berlin(9, day, hour, minute)


def opened(at: datetime, first: int = 4 * HOUR, solution: int = 16 * HOUR) -> list[Happened]:
    promise = {"calendar": 1, "team": 1, "urgency": 2}
    return [
        Happened("case.opened", at, {"team": 1, "urgency": 2}),
        Happened("promise.given", at, {"no": 1, "kind": "first_answer", "target": first, **promise}),
        Happened("promise.given", at, {"no": 2, "kind": "solution", "target": solution, **promise}),
    ]


def given(no: int, kind: str, at: datetime, due: datetime, **more: Any) -> Happened:
    return Happened("promise.given", at, {"no": no, "kind": kind, "due": due.isoformat(), "calendar": 1, **more})


def after(facts: list[Happened], now: datetime | None = None) -> State:
    return fold(facts, CALENDARS.__getitem__, now)


def verdict(facts: list[Happened], no: int, now: datetime | None = None) -> str:
    return after(facts, now).promises[no].verdict


# Thursday 10 September 2026, 10:00: first answer due 14:00, solution due Friday 17:00.
START = opened(sep(10, 10))


def test_first_answer_is_kept_by_a_reply_in_time():
    assert verdict([*START, Happened("reply.sent", sep(10, 14))], 1) == "kept"


def test_first_answer_is_broken_by_a_reply_one_minute_late():
    assert verdict([*START, Happened("reply.sent", sep(10, 14, 1))], 1) == "broken"


def test_notes_and_receipts_keep_nothing():
    facts = [*START, Happened("note.written", sep(10, 11)), Happened("letter.sent", sep(10, 11))]
    assert verdict(facts, 1) == "open"


def test_time_alone_breaks_a_promise():
    assert verdict(START, 1, sep(10, 14)) == "open"
    assert verdict(START, 1, sep(10, 14, 1)) == "broken"


def test_answer_and_question_in_one_step_keep_the_first_answer():
    state = after([*START, Happened("reply.sent", sep(10, 11), {"question": True})])

    assert state.promises[1].verdict == "kept"
    assert state.promises[2].paused_since == sep(10, 11)


def test_first_answer_is_never_paused():
    facts = [START[0], Happened("reply.sent", sep(10, 10), {"question": True}), *START[1:]]
    assert after(facts).promises[1].paused_since is None


def test_waiting_for_the_requester_moves_the_due_date_by_its_working_time():
    """DOMAIN 2.2: target 16 h, waiting Thursday 15:00 to Monday 10:00 is 13 working hours."""
    facts = [
        *START,
        Happened("reply.sent", sep(10, 15), {"question": True}),
        Happened("message.received", sep(14, 10)),
    ]

    assert after(START).promises[2].due_at == sep(11, 17)
    assert after(facts).promises[2].due_at == sep(15, 12)


def test_a_message_in_any_channel_ends_the_waiting():
    for channel in ("portal", "mail", "phone"):
        facts = [
            *START,
            Happened("reply.sent", sep(10, 15), {"question": True}),
            Happened("message.received", sep(10, 16), {"channel": channel}),
        ]
        assert after(facts).waiting_since is None


def test_a_second_reply_does_not_end_the_waiting():
    facts = [
        *START,
        Happened("reply.sent", sep(10, 15), {"question": True}),
        Happened("reply.sent", sep(10, 16), {"question": False}),
    ]
    assert after(facts).waiting_since == sep(10, 15)


def test_a_pause_does_not_heal_what_was_missed_before():
    late = [*START, Happened("reply.sent", sep(14, 9), {"question": True})]
    assert after(late).promises[2].verdict == "broken"
    assert after(late).promises[2].paused_since is None


def test_a_due_date_that_passes_while_paused_breaks_nothing():
    facts = [*START, Happened("reply.sent", sep(10, 15), {"question": True})]
    assert verdict(facts, 2, sep(30, 10)) == "open"


def test_a_clock_whose_question_is_answered_late_runs_on_instead_of_escalating():
    facts = [
        *START,
        Happened("reply.sent", sep(10, 15), {"question": True}),
        Happened("message.received", sep(28, 9)),
    ]
    state = after(facts, sep(28, 9, 1))
    assert state.promises[2].verdict == "open"
    assert state.promises[2].due_at > sep(28, 17)


def test_solution_is_kept_when_solved_in_time_and_broken_when_late():
    assert verdict([*START, Happened("case.solved", sep(11, 17))], 2) == "kept"
    assert verdict([*START, Happened("case.solved", sep(14, 8, 1))], 2) == "broken"


def reopened(at: datetime) -> list[Happened]:
    again = {"no": 3, "kind": "solution", "target": 16 * HOUR, "calendar": 1}
    return [
        *START,
        Happened("case.solved", sep(11, 12)),
        Happened("case.reopened", at),
        Happened("promise.given", at, again),
    ]


def test_a_solution_reopened_within_five_working_days_did_not_hold():
    """Friday 11 September plus five working days is Friday 18 September, 17:00."""
    assert verdict(reopened(sep(18, 17)), 2) == "broken"


def test_a_late_reopening_leaves_the_old_verdict():
    assert verdict(reopened(sep(18, 17, 1)), 2) == "kept"


def test_reopening_starts_a_new_promise_with_a_clock_of_its_own():
    state = after(reopened(sep(18, 10)))

    assert state.promises[3].due_at == OFFICE.add(sep(18, 10), timedelta(hours=16))
    assert [p.no for p in state.owed()] == [1, 3]


def test_a_broken_solution_stays_broken_after_reopening():
    facts = [*START, Happened("case.solved", sep(14, 12)), Happened("case.reopened", sep(15, 12))]
    assert verdict(facts, 2) == "broken"


def test_next_answer_runs_from_the_first_unanswered_message():
    owed = {"no": 3, "kind": "next_answer", "target": 4 * HOUR, "calendar": 1}
    facts = [
        *START,
        Happened("reply.sent", sep(10, 11)),
        Happened("message.received", sep(10, 12)),
        Happened("promise.given", sep(10, 12), owed),
        Happened("message.received", sep(10, 15)),
    ]

    state = after(facts)
    assert state.unanswered_since == sep(10, 12)
    assert state.promises[3].due_at == sep(10, 16)
    assert verdict([*facts, Happened("reply.sent", sep(10, 15, 30))], 3) == "kept"


def callback(at: datetime, reached: bool = True) -> list[Happened]:
    window = given(3, "callback", sep(10, 10), sep(10, 16), **{"from": sep(10, 14).isoformat()})
    return [*START, window, Happened("callback.attempted", at, {"no": 3, "reached": reached})]


def test_a_callback_is_kept_by_an_attempt_inside_its_window_reached_or_not():
    assert verdict(callback(sep(10, 14), reached=True), 3) == "kept"
    assert verdict(callback(sep(10, 16), reached=False), 3) == "kept"


def test_an_attempt_before_the_window_counts_but_keeps_nothing():
    state = after(callback(sep(10, 13, 59)))
    assert (state.promises[3].verdict, state.promises[3].attempts) == ("open", 1)


def test_an_attempt_after_the_window_is_too_late():
    assert verdict(callback(sep(10, 16, 1)), 3) == "broken"


def test_a_callback_is_not_paused():
    window = given(3, "callback", sep(10, 10), sep(10, 16))
    facts = [*START, window, Happened("reply.sent", sep(10, 11), {"question": True})]
    assert verdict(facts, 3, sep(10, 17)) == "broken"


def moved(agreed: bool, at: datetime, new: datetime) -> list[Happened]:
    data = {"no": 3, "due": new.isoformat(), "agreed": agreed, "reason": "Lieferung fehlt"}
    return [*START, given(3, "due_date", sep(10, 10), sep(11, 17)), Happened("promise.moved", at, data)]


def test_an_agreed_move_before_due_moves_the_date_and_is_counted():
    state = after(moved(True, sep(11, 9), sep(14, 17)), sep(14, 12))
    assert (state.promises[3].due_at, state.promises[3].moves, state.promises[3].verdict) == (sep(14, 17), 1, "open")


def test_a_move_without_agreement_is_broken_at_the_old_date():
    facts = moved(False, sep(11, 9), sep(14, 17))
    assert verdict(facts, 3, sep(11, 17)) == "open"

    state = after(facts, sep(14, 8))
    assert (state.promises[3].verdict, state.promises[3].due_at) == ("broken", sep(11, 17))
    assert state.promises[3].anew_at == sep(14, 17)


def test_an_agreement_after_the_date_heals_nothing():
    state = after(moved(True, sep(14, 9), sep(15, 17)))
    assert (state.promises[3].verdict, state.promises[3].moves) == ("broken", 0)
    assert state.promises[3].anew_at == sep(15, 17)


def test_withdrawn_before_due_is_out_and_after_due_stays_broken():
    facts = [*START, given(3, "due_date", sep(10, 10), sep(11, 17))]
    assert verdict([*facts, Happened("promise.withdrawn", sep(11, 9), {"no": 3})], 3) == "withdrawn"
    assert verdict([*facts, Happened("promise.withdrawn", sep(14, 9), {"no": 3})], 3) == "broken"


def test_a_withdrawn_request_withdraws_what_is_owed_and_keeps_old_verdicts():
    facts = [*START, Happened("case.withdrawn", sep(10, 15))]
    assert (verdict(facts, 1), verdict(facts, 2)) == ("broken", "withdrawn")
    assert after(facts).owed() == []


def test_hand_over_changes_no_due_date():
    facts = [*START, Happened("case.handed_over", sep(10, 11), {"team": 2, "person": None})]
    before, now = after(START), after(facts)

    assert [p.due_at for p in now.promises.values()] == [p.due_at for p in before.promises.values()]
    assert {p.team for p in now.promises.values()} == {2}


def urgency(targets: dict[str, int], agreed: bool = False, at: datetime | None = None) -> Happened:
    return Happened("urgency.changed", at or sep(10, 11), {"urgency": 4, "targets": targets, "agreed": agreed})


def test_raised_urgency_takes_the_earlier_of_old_due_and_new_target():
    state = after([*START, urgency({"first_answer": 1 * HOUR, "solution": 4 * HOUR})])
    assert (state.promises[1].due_at, state.promises[2].due_at) == (sep(10, 12), sep(10, 15))


def test_raised_urgency_never_moves_a_date_away():
    state = after([*START, urgency({"first_answer": 3 * HOUR + 1800}, at=sep(10, 13))])
    assert state.promises[1].due_at == sep(10, 14)


def test_lowered_urgency_changes_nothing_unless_the_requester_agrees():
    lower = {"first_answer": 8 * HOUR}
    assert after([*START, urgency(lower)]).promises[1].due_at == sep(10, 14)
    assert after([*START, urgency(lower, agreed=True)]).promises[1].due_at == sep(11, 9)


def test_pause_time_is_not_lost_when_the_target_changes():
    facts = [
        *START,
        Happened("reply.sent", sep(10, 15), {"question": True}),
        urgency({"solution": 40 * HOUR}, agreed=True, at=sep(11, 10)),
        Happened("message.received", sep(14, 10)),
    ]
    whole = OFFICE.add(sep(10, 10), timedelta(hours=40 + 13))
    assert after(facts).promises[2].due_at == whole


def test_a_milestone_may_be_disputed_for_five_working_days():
    done = [
        *START,
        given(3, "milestone", sep(10, 10), sep(11, 17)),
        Happened("promise.fulfilled", sep(11, 12), {"no": 3}),
    ]
    assert verdict(done, 3) == "kept"
    assert verdict([*done, Happened("promise.disputed", sep(18, 17), {"no": 3})], 3) == "broken"
    assert verdict([*done, Happened("promise.disputed", sep(18, 17, 1), {"no": 3})], 3) == "kept"


def test_merging_moves_what_is_owed_once_and_changes_no_date():
    child = [*START, Happened("case.merged", sep(10, 12), {"into": 9, "moved": [1, 2]})]
    assert after(child, sep(30, 12)).promises == {}

    pledge = {
        "no": 3,
        "kind": "solution",
        "given_at": sep(10, 10).isoformat(),
        "due_at": sep(11, 17).isoformat(),
        "calendar": 1,
    }
    parent = [*START, Happened("promise.taken_over", sep(10, 12), {"promise": pledge})]
    assert after(parent).promises[3].due_at == sep(11, 17)


def test_another_calendar_runs_the_clock_from_its_change_on():
    """At 11:00 three hours are left; the night shift counts them from 22:00."""
    facts = [*START, Happened("promise.recalendared", sep(10, 11), {"no": 1, "calendar": 2})]
    assert after(facts).promises[1].due_at == sep(11, 1)


def test_an_announced_break_is_final():
    told = [*START, Happened("promise.broken", sep(10, 14), {"no": 1}), Happened("reply.sent", sep(10, 14))]
    assert verdict(told, 1) == "broken"


def test_a_fact_about_a_promise_never_given_cannot_be_folded():
    with pytest.raises(KeyError):
        after([*START, Happened("promise.fulfilled", sep(10, 12), {"no": 9})])


def test_a_promise_without_target_and_date_cannot_be_given():
    with pytest.raises(ValueError, match="target or a due date"):
        after([Happened("promise.given", sep(10, 10), {"no": 1, "kind": "milestone", "calendar": 1})])


def test_a_settled_promise_is_not_looked_at_again():
    promise = Pledge(no=1, kind="due_date", given_at=sep(10, 10), due_at=sep(11, 17), calendar=1)
    promise.settle(sep(11, 12))
    promise.look(sep(30, 12))
    assert promise.verdict == "kept"
