"""The four properties of the fair order (DOMAIN 2.3)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kundenkreis.queue.order import in_fair_order, position
from tests.queue.places import START, Standing, standings

OTHER = {"internal": "external", "external": "internal"}


@given(standings())
def test_order_does_not_know_who_asked(places: list[Standing]):
    flipped = [replace(place, label=OTHER[place.label]) for place in places]

    assert [p.case_id for p in in_fair_order(flipped)] == [p.case_id for p in in_fair_order(places)]


@given(standings(), st.randoms(use_true_random=False))
def test_reading_again_gives_the_same_order(places: list[Standing], random):
    shuffled = list(places)
    random.shuffle(shuffled)

    assert in_fair_order(shuffled) == in_fair_order(places)


@given(standings())
def test_parked_places_stand_behind_all_others(places: list[Standing]):
    parked = [place.parked for place in in_fair_order(places)]

    assert parked == sorted(parked)


@dataclass(frozen=True)
class Job(Standing):
    """A place with the minutes of work it takes."""

    work: timedelta = timedelta(0)


def greatest_lateness(jobs: tuple[Job, ...] | list[Job]) -> timedelta:
    """Work through the jobs one after the other, from START on."""
    done: datetime = START
    late = []
    for job in jobs:
        done += job.work
        late.append(done - job.due_at)
    return max(late)


jobs = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 15)), min_size=1, max_size=7)


@given(jobs)
def test_no_other_order_has_a_smaller_greatest_lateness(drawn: list[tuple[int, int, int]]):
    waiting = [
        Job(
            case_id=number,
            due_at=START + timedelta(minutes=due),
            received_at=START - timedelta(minutes=waited),
            work=timedelta(minutes=work),
        )
        for number, (due, waited, work) in enumerate(drawn, start=1)
    ]

    best = min(greatest_lateness(order) for order in permutations(waiting))

    assert greatest_lateness(in_fair_order(waiting)) == best


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(30, 300)), min_size=2, max_size=12, unique=True))
def test_nobody_starves(drawn: list[tuple[int, int]]):
    """Whoever came later overtakes only if she came before the other's due date minus the smallest target."""
    smallest = timedelta(minutes=min(target for _, target in drawn))
    waiting = [
        Standing(
            case_id=number,
            received_at=START + timedelta(minutes=asked),
            due_at=START + timedelta(minutes=asked + target),
        )
        for number, (asked, target) in enumerate(drawn, start=1)
    ]

    ordered = in_fair_order(waiting)

    for last, overtaken in enumerate(ordered):
        for earlier in ordered[:last]:
            assert earlier.received_at <= overtaken.due_at - smallest


def test_ties_go_to_who_asked_first_and_then_to_the_lower_number():
    due = START + timedelta(hours=1)
    late, early, twin = Standing(1, due), Standing(3, due, START - timedelta(1)), Standing(2, due, START - timedelta(1))

    assert in_fair_order([late, early, twin]) == [twin, early, late]
    assert position(twin) == (False, due, START - timedelta(1), 2)
