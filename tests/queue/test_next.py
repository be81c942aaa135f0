"""What to take next."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given

from kundenkreis.queue.next import Why, suggest
from kundenkreis.queue.skills import Fit
from tests.queue.places import START, Standing, standings

FITS, LEARNS, LACKS = Fit((1,), (), ()), Fit((), (2,), ()), Fit((), (), (3,))
BY_TYPE = {1: FITS, 2: LEARNS, 3: LACKS}


def standing(number: int, type_id: int, due: int, waited: int = 0) -> Standing:
    return Standing(number, START + timedelta(hours=due), START - timedelta(hours=waited), type_id=type_id)


def test_one_that_fits_one_to_learn_and_the_one_that_waits_longest():
    urgent_but_unknown = standing(1, type_id=3, due=1)
    fits = standing(2, type_id=1, due=4)
    learn = standing(3, type_id=2, due=6)
    longest = standing(4, type_id=3, due=9, waited=50)

    chosen = suggest([longest, learn, fits, urgent_but_unknown], BY_TYPE)

    assert [(c.place.case_id, c.why) for c in chosen] == [(2, Why.FITS), (3, Why.LEARN), (4, Why.LONGEST)]


def test_without_a_fitting_one_the_first_in_the_fair_order_comes_first():
    chosen = suggest([standing(1, type_id=3, due=5), standing(2, type_id=3, due=2)], BY_TYPE)

    assert [(c.place.case_id, c.why) for c in chosen] == [(2, Why.FIRST), (1, Why.LONGEST)]


def test_an_empty_queue_suggests_nothing():
    assert suggest([], BY_TYPE) == []


@given(standings())
def test_suggestions_are_different_and_blind_to_who_asked(places: list[Standing]):
    flipped = [replace(p, label="external" if p.label == "internal" else "internal") for p in places]

    chosen = suggest(places, BY_TYPE)

    assert len({c.place.case_id for c in chosen}) == len(chosen) <= 3
    assert [c.place.case_id for c in chosen] == [c.place.case_id for c in suggest(flipped, BY_TYPE)]
