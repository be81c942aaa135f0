"""How long a text may be and how far away a date, whichever step it is for."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from kundenkreis.flow import answer, close, intake, pledge, work
from kundenkreis.flow.answer import Then
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.limits import MOST_REASON, MOST_TEXT, line, within_years, written
from kundenkreis.flow.pledge import NewPromise
from kundenkreis.ledger.queries import facts_of
from tests.cast import NOW, Cast, berlin

YEARS = "5 (years|Jahre)"
LONG = "a" * (MOST_TEXT + 1)
FAR = [
    {"due_at": berlin(1, 1, 12, year=2032)},
    {"due_day": date(2032, 1, 1)},
    {"due_day": date(2101, 5, 5)},
    {"due_day": date.max},
]


def test_text_is_cleaned_and_may_be_as_long_as_the_limit():
    assert written(f"\x00{'a' * (MOST_TEXT - 2)}\r\n ") == "a" * (MOST_TEXT - 2)


def test_date_in_the_fifth_year_is_near_enough():
    within_years(date(2031, 12, 31), NOW, "due")

    with pytest.raises(Refused, match=YEARS) as refusal:
        within_years(date(2032, 1, 1), NOW, "due")
    assert refusal.value.field == "due"


STEPS: dict[str, Callable[[int, Cast, dict[str, Any]], object]] = {
    "reply": lambda pk, _cast, at: answer.send(pk, LONG, 1, **at),
    "draft": lambda pk, _cast, at: answer.save_draft(pk, "reply", LONG, **at),
    "note": lambda pk, _cast, at: work.note(pk, LONG, **at),
    "hand-over": lambda pk, cast, at: work.hand_over(pk, LONG, person_id=cast.people["jonas"].pk, **at),
    "reopening": lambda pk, _cast, at: close.reopen(pk, LONG, **at),
    "ask team": lambda pk, cast, at: intake.ask_team(pk, cast.types["rechnung"].pk, "", LONG, None, **at),
}


@pytest.mark.parametrize("name", STEPS)
def test_team_cannot_write_more_than_a_hundred_thousand_characters(tannhof: Cast, name: str):
    case = tannhof.ask("sandra")
    if name == "reopening":
        sent = answer.send(case.pk, "Erledigt", 1, by=tannhof.viewer("aylin"), now=NOW, then=Then(outcome="granted"))
        answer.release(sent.pk, sent.send_at)
    before = len(facts_of("case", case.pk))

    with pytest.raises(Refused, match=str(MOST_TEXT)):
        STEPS[name](case.pk, tannhof, {"by": tannhof.viewer("aylin"), "now": berlin(11, 17, 10)})

    assert len(facts_of("case", case.pk)) == before


def test_requester_cannot_write_more_than_a_hundred_thousand_characters(tannhof: Cast):
    case = tannhof.ask("sandra")

    with pytest.raises(Refused, match=str(MOST_TEXT)):
        tannhof.ask("sandra", text=LONG)
    with pytest.raises(Refused, match=str(MOST_TEXT)):
        intake.write(case.pk, LONG, by=tannhof.viewer("sandra"), now=NOW)


def test_line_keeps_every_word_and_is_never_cut_off():
    assert line(" eins\r\nzwei\x00 ", 9, "title") == "eins zwei"

    with pytest.raises(Refused, match=r"\b10\b") as refusal:
        line("eins\nzweit", 9, "title")
    assert refusal.value.field == "title"


def test_what_was_said_on_the_phone_is_refused_rather_than_shortened(tannhof: Cast):
    case = tannhof.ask("sandra")
    at: dict[str, Any] = {"by": tannhof.viewer("aylin"), "now": NOW}
    no = pledge.give(case.pk, NewPromise("callback", "", berlin(11, 18, 12)), **at)

    with pytest.raises(Refused, match=str(MOST_REASON)):
        pledge.attempt(case.pk, no, True, "a" * (MOST_REASON + 1), **at)


@pytest.mark.parametrize("due", FAR)
def test_promise_is_not_given_or_moved_further_than_five_years(tannhof: Cast, due: dict[str, Any]):
    case = tannhof.ask("sandra")
    at: dict[str, Any] = {"by": tannhof.viewer("aylin"), "now": NOW}
    no = pledge.give(case.pk, NewPromise("milestone", "Zeichnung", berlin(11, 19, 12)), **at)

    with pytest.raises(Refused, match=YEARS):
        pledge.give(case.pk, NewPromise("milestone", "Lieferung", **due), **at)
    with pytest.raises(Refused, match=YEARS):
        pledge.move(case.pk, no, agreed=True, reason="", **due, **at)
    then = Then(promise=NewPromise("due_date", "Lieferung", **due))
    with pytest.raises(Refused, match=YEARS):
        answer.send(case.pk, "Guten Tag", 2, then=then, **at)


@pytest.mark.parametrize("until", [berlin(1, 1, 12, year=2032), datetime.max.replace(tzinfo=NOW.tzinfo)])
def test_case_does_not_rest_longer_than_five_years(tannhof: Cast, until: datetime):
    case = tannhof.ask("sandra")

    with pytest.raises(Refused, match=YEARS):
        work.rest(case.pk, until, by=tannhof.viewer("aylin"), now=NOW)
