"""Two people or two workers do the same thing at the same moment; it happens once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connections

from kundenkreis.flow import answer, clock, intake, work
from kundenkreis.flow.errors import Refused
from kundenkreis.ledger.models import Fact
from kundenkreis.replies.models import Reply
from tests.cast import NOW, Cast, berlin, cast

T = TypeVar("T")
pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], T]) -> list[T]:
    """Run functions at the same moment, each on a connection of its own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T:
        start.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def kinds(case_id: int, kind: str) -> int:
    return Fact.objects.filter(thing="case", thing_id=case_id, kind=kind).count()


def test_one_of_two_takes_and_the_other_is_told_who_was_faster():
    tannhof = cast()
    case = tannhof.ask("uwe")
    aylin, jonas = tannhof.viewer("aylin"), tannhof.viewer("jonas")

    results = together(lambda: work.take(case.pk, by=aylin, now=NOW), lambda: work.take(case.pk, by=jonas, now=NOW))

    assert sorted(r.taken for r in results) == [False, True]
    assert len({r.holder for r in results}) == 1
    assert kinds(case.pk, "case.taken") == 1


def test_two_workers_announce_a_broken_promise_once():
    tannhof = cast()
    case = tannhof.ask("uwe")
    late = berlin(11, 17, 14)

    results = together(lambda: clock.tick(late), lambda: clock.tick(late))

    assert sum(r.announced for r in results) == 1
    assert kinds(case.pk, "promise.broken") == 1


def test_two_workers_release_a_reply_once():
    tannhof = cast()
    case = tannhof.ask("uwe")
    held = answer.send(case.pk, "Wir kümmern uns.", 1, by=tannhof.viewer("aylin"), now=NOW)

    results = together(*[lambda: answer.release(held.pk, held.send_at)] * 2)

    assert sorted(results) == [False, True]
    assert case.messages.filter(by="team").count() == 1


def test_taking_back_and_releasing_at_the_same_moment_do_only_one_of_both():
    tannhof = cast()
    case = tannhof.ask("uwe")
    aylin = tannhof.viewer("aylin")
    held = answer.send(case.pk, "Wir kümmern uns.", 1, by=aylin, now=NOW)

    def take_back() -> bool:
        try:
            return bool(answer.take_back(held.pk, by=aylin, now=NOW))
        except Refused:
            return False

    results = together(take_back, lambda: answer.release(held.pk, held.send_at))

    assert sorted(results) == [False, True]
    state = Reply.objects.get(pk=held.pk).state
    assert (state == Reply.State.SENT) == (case.messages.filter(by="team").count() == 1)


def test_the_same_request_sent_twice_at_once_is_one_case():
    tannhof = cast()
    tannhof.viewer("sandra")
    ask = _asking(tannhof, "sandra", "portal:one-time-key")

    first, second = together(ask, ask)

    assert first == second
    assert kinds(first, "case.opened") == 1


def _asking(tannhof: Cast, name: str, source: str) -> Callable[[], int]:
    viewer, account = tannhof.viewer(name), tannhof.account(name)
    request = intake.NewRequest(
        tannhof.types["auskunft"].pk, account.pk, "Frage", "Wann kommt die Kupplung?", source=source
    )
    return lambda: intake.receive(request, by=viewer, now=NOW).pk
