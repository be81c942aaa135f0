"""A history written in one go leaves the same rows as the real steps, taken one after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kundenkreis.cases.models import Case, Message, Step
from kundenkreis.cases.reference import types
from kundenkreis.cases.routing import team_for
from kundenkreis.flow import acts, answer, clock, close, intake, pledge, process, work
from kundenkreis.flow.answer import UNDO, Then
from kundenkreis.flow.errors import StepError
from kundenkreis.flow.history import History, reserve, write
from kundenkreis.ledger.models import Fact
from kundenkreis.people.models import Account
from kundenkreis.promises.models import Promise
from kundenkreis.queue.models import Place
from kundenkreis.replies.models import Reply
from tests.cast import NOW, Cast, berlin

TEXT = "Guten Morgen, die Kupplung ist heute gekommen."


@dataclass
class Both:
    """One request played twice: by steps, which say whether they agree, and as a history."""

    tannhof: Cast
    case: Case
    history: History
    part: tuple[Case, History] | None = None

    def step(self, at: datetime, step: Callable[..., Any], *args: Any, by: str = "aylin", **more: Any) -> Any:
        """Take a real step after the worker has looked at every moment before it. None if it was refused."""
        self.run(at)
        try:
            return step(self.case.pk, *args, by=self.tannhof.viewer(by), now=at, **more) or True
        except StepError:
            return None

    def run(self, until: datetime) -> None:
        """Let the worker look whenever something is to happen by itself."""
        while moments := [m for m in self._moments() if m <= until]:
            clock.tick(min(moments))
        clock.tick(until)

    def _moments(self) -> list[datetime]:
        replies = Reply.objects.filter(state=Reply.State.HELD).values_list("send_at", flat=True)
        places = Place.objects.filter(parked_until__isnull=False).values_list("parked_until", flat=True)
        return [*replies, *places]

    def id(self, name: str) -> int:
        return self.tannhof.people[name].pk


def begin(tannhof: Cast, at: datetime, number: int | None = None) -> Both:
    case = tannhof.ask("sandra", now=at, text=TEXT, impact=1, pressure=1)
    request = intake.NewRequest(
        tannhof.types["auskunft"].pk, tannhof.account("sandra").pk, "Ersatzkupplung kam beschädigt an", TEXT, 1, 1
    )
    return Both(tannhof, case, history_of(tannhof, request, tannhof.account("sandra"), at, number))


def history_of(
    tannhof: Cast, request: intake.NewRequest, account: Account, at: datetime, number: int | None = None
) -> History:
    wanted = types()[request.type_id]
    case = intake.new_case(request, account, wanted, team_for(wanted, account.organisation_id), at)
    case.pk = number
    return History(case, account.person_id, request.text)


def reply(both: Both, at: datetime, no: int) -> None:
    then = {
        1: Then(),
        2: Then(question=True),
        3: Then(outcome="granted"),
        4: Then(promise=pledge.NewPromise("due_date", "Liefertermin", at + timedelta(hours=no * 9))),
        5: Then(question=True, promise=pledge.NewPromise("milestone", "Muster", due_day=(at + timedelta(3)).date())),
        6: Then(outcome="refused", promise=pledge.NewPromise("callback", "", at + timedelta(hours=50))),
    }[no]
    both.run(at)
    seen = Case.objects.values_list("changed", flat=True).get(pk=both.case.pk)
    if both.step(at, answer.send, "Das sehen wir uns an.", seen, then=then):
        both.history.play(
            at + UNDO,
            acts.answer,
            both.id("aylin"),
            "Das sehen wir uns an.",
            question=then.question,
            promise=then.promise,
            outcome=then.outcome,
        )


def take(both: Both, at: datetime, no: int) -> None:
    both.run(at)
    free = Case.objects.filter(pk=both.case.pk, taken_by=None).exists()
    if both.step(at, work.take) and free:
        both.history.play(at, acts.take, both.id("aylin"))


def release(both: Both, at: datetime, no: int) -> None:
    if both.step(at, work.release):
        both.history.play(at, acts.release, both.id("aylin"))


def hear(both: Both, at: datetime, no: int) -> None:
    if both.step(at, intake.write, "Gibt es etwas Neues?", by="sandra", channel="mail"):
        both.history.play(at, acts.hear, both.id("sandra"), "Gibt es etwas Neues?", "mail")


def note(both: Both, at: datetime, no: int) -> None:
    if both.step(at, work.note, "Nur für uns"):
        both.history.play(at, acts.note, both.id("aylin"), "Nur für uns")


def hand_over(both: Both, at: datetime, no: int) -> None:
    to = {"team_id": both.tannhof.teams["buchhaltung" if no % 2 else "sued"].pk, "person_id": None}
    if both.step(at, work.hand_over, "Bitte übernehmen", **to):
        both.history.play(at, acts.hand_over, both.id("aylin"), **to)
        both.history.play(at, acts.note, both.id("aylin"), "Bitte übernehmen")


def rest(both: Both, at: datetime, no: int) -> None:
    if both.step(at, work.rest, at + timedelta(hours=no * 17)):
        both.history.play(at, acts.rest, both.id("aylin"), at + timedelta(hours=no * 17))


def wake(both: Both, at: datetime, no: int) -> None:
    if both.step(at, work.wake):
        both.history.play(at, acts.wake, both.id("aylin"))


def urgency(both: Both, at: datetime, no: int) -> None:
    impact, pressure = (no - 1) % 3, (no * 2) % 4
    if both.step(at, work.change_urgency, impact, pressure, no % 2 == 0):
        both.history.play(at, acts.change_urgency, both.id("aylin"), impact, pressure, agreed=no % 2 == 0)


def give(both: Both, at: datetime, no: int) -> None:
    new = pledge.NewPromise("callback", "Rückruf", at + timedelta(hours=no * 5), None, at + timedelta(hours=no))
    if both.step(at, pledge.give, new):
        both.history.play(at, acts.give, both.id("aylin"), new)


def move(both: Both, at: datetime, no: int) -> None:
    due, agreed = at + timedelta(hours=30), no % 2 == 0
    if both.step(at, pledge.move, no, agreed=agreed, reason="krank", due_at=due):
        both.history.play(at, acts.move, both.id("aylin"), no, due, agreed=agreed, reason="krank")


def drop(both: Both, at: datetime, no: int) -> None:
    if both.step(at, pledge.withdraw, no, "nicht mehr nötig"):
        both.history.play(at, acts.withdraw_promise, both.id("aylin"), no, "nicht mehr nötig")


def keep(both: Both, at: datetime, no: int) -> None:
    if both.step(at, pledge.keep, no):
        both.history.play(at, acts.fulfil, both.id("aylin"), no)


def attempt(both: Both, at: datetime, no: int) -> None:
    if both.step(at, pledge.attempt, no, True, "erreicht"):
        both.history.play(at, acts.attempt, both.id("aylin"), no, reached=True, text="erreicht")


def dispute(both: Both, at: datetime, no: int) -> None:
    if both.step(at, pledge.dispute, no, "kam nicht an", by="sandra"):
        both.history.play(at, acts.dispute, both.id("sandra"), no, "kam nicht an")


def do_step(both: Both, at: datetime, no: int) -> None:
    number, state = 1 + no % 3, ("done", "skipped", "now", "todo")[no % 4]
    found = Step.objects.get(case=both.case, no=number)
    if both.step(at, process.change_step, found.pk, state=state, owner_id=both.id("jonas")):
        both.history.change_step(at, both.id("aylin"), number, state, both.id("jonas"))


def ask_team(both: Both, at: datetime, no: int) -> None:
    if both.part is not None:
        return
    wanted = both.tannhof.types["rechnung"].pk
    part = both.step(at, intake.ask_team, wanted, "Gutschrift", "Bitte eine Gutschrift.", None)
    if part:
        case = both.history.case
        request = intake.NewRequest(
            wanted, 0, "Gutschrift", "Bitte eine Gutschrift.", max(case.impact, 1), case.pressure, channel="colleague"
        )
        both.part = (part, history_of(both.tannhof, request, part.account, at))
        both.history.ask_team(at, both.id("aylin"), both.part[1])


def confirm(both: Both, at: datetime, no: int) -> None:
    both.run(at)
    fresh = Case.objects.filter(pk=both.case.pk, confirmed_at=None).exists()
    if both.step(at, close.confirm, by="sandra") and fresh:
        both.history.play(at, acts.confirm, both.id("sandra"))


def reopen(both: Both, at: datetime, no: int) -> None:
    who = "sandra" if no % 2 else "aylin"
    if both.step(at, close.reopen, "Das ist noch offen.", by=who):
        both.history.play(at, acts.reopen, both.id(who), "Das ist noch offen.")


def withdraw(both: Both, at: datetime, no: int) -> None:
    if both.step(at, close.withdraw, "Hat sich erledigt", by="sandra"):
        both.history.play(at, acts.withdraw_case, both.id("sandra"), "Hat sich erledigt")


ACTS = [
    *(reply, reply, take, release, hear, note, hand_over, rest, wake, urgency, give, move, drop, keep, attempt),
    *(dispute, do_step, do_step, ask_team, confirm, reopen, withdraw),
]
OWN = {"id", "case_id", "thing_id", "parent_id"}


def rows(model: type[Model], **of: Any) -> list[dict[str, Any]]:
    return [{k: v for k, v in one.items() if k not in OWN} for one in model._default_manager.filter(**of).values()]


def all_rows(case_id: int) -> dict[str, Any]:
    """Everything the database holds about a case, without the numbers by which two cases differ."""
    with connection.cursor() as cursor:
        cursor.execute("select vector::text from cases_searchtext where case_id = %s", [case_id])
        vector = cursor.fetchone()[0].replace(f"'{case_id}'", "'number'")
    facts = rows(Fact, thing="case", thing_id=case_id)
    for fact in facts:
        if fact["kind"] == "team.asked":
            fact["data"] = {**fact["data"], "case": "another"}
    return {
        "case": rows(Case, pk=case_id),
        "messages": rows(Message, case_id=case_id),
        "steps": rows(Step, case_id=case_id),
        "facts": facts,
        "promises": sorted(rows(Promise, case_id=case_id), key=lambda p: p["no"]),
        "place": rows(Place, case_id=case_id),
        "vector": vector,
    }


def differences(played: int, real: int) -> dict[str, Any]:
    one, other = all_rows(played), all_rows(real)
    return {name: (one[name], other[name]) for name in one if one[name] != other[name]}


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking plays both ways for minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    plan=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 6), st.integers(1, 1500)), min_size=4, max_size=14),
    start=st.integers(0, 10_000),
)
def test_history_writes_the_rows_of_the_steps(tannhof: Cast, plan, start):
    tannhof.teams["buchhaltung"].memberships.get_or_create(person=tannhof.people["aylin"])
    now = NOW + timedelta(minutes=start)
    both = begin(tannhof, now)

    for act, no, minutes in plan:
        now += timedelta(minutes=minutes)
        act(both, now, no)
    now += timedelta(hours=30)
    both.run(now)
    stored = write([both.history, *([both.part[1]] if both.part else [])], now)

    assert stored == 1 + (both.part is not None)
    assert differences(both.history.case.pk, both.case.pk) == {}
    if both.part is not None:
        real, played = both.part
        assert differences(played.case.pk, real.pk) == {}
        assert Case.objects.get(pk=played.case.pk).parent_id == both.history.case.pk
        asked = Fact.objects.get(thing_id=both.history.case.pk, kind="team.asked")
        assert asked.data["case"] == played.case.pk


def test_batches_keep_reserved_numbers_and_queue_no_job(tannhof: Cast):
    numbers = reserve(3)
    histories = [begin(tannhof, NOW + timedelta(minutes=n), number).history for n, number in enumerate(numbers)]
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs")
        before = cursor.fetchone()
    told: list[int] = []

    stored = write(iter(histories), berlin(11, 17, 12), size=2, report=told.append)

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs")
        assert cursor.fetchone() == before
    assert (stored, told) == (3, [2, 3])
    assert list(Case.objects.filter(pk__in=numbers).order_by("received_at").values_list("pk", flat=True)) == numbers
    assert Place.objects.filter(case_id__in=numbers).count() == 3


def test_case_written_in_bulk_goes_on_with_real_steps(tannhof: Cast):
    history = begin(tannhof, NOW).history
    write([history], NOW)

    held = answer.send(history.case.pk, "Guten Tag", 1, by=tannhof.viewer("aylin"), now=berlin(11, 17, 10))
    clock.tick(held.send_at)

    assert history.case.promises.get(kind="first_answer").verdict == "kept"


def test_same_source_twice_stores_nothing_of_the_batch(tannhof: Cast):
    histories = [begin(tannhof, NOW).history for _ in range(2)]
    for history in histories:
        history.case.source = "log:7"
    before = Fact.objects.count()

    savepoint = transaction.savepoint()
    with pytest.raises(IntegrityError):
        write(histories, NOW)
    transaction.savepoint_rollback(savepoint)

    assert Fact.objects.count() == before
