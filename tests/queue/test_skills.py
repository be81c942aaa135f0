"""Suggestions follow a fixed public order of self-declared skills."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kundenkreis.queue.skills import Candidate, Declared, Fit, fit_of, suggested

ENGLISH, CUSTOMS, QUOTES = 1, 2, 3


def someone(name: str, **more: object) -> Candidate:
    values: dict[str, object] = {
        "person_id": 1,
        "name": name,
        "name_key": name.lower(),
        "fit": Fit((ENGLISH,), (), ()),
        "available": True,
        "in_hand": 2,
        "wants_practice": False,
    }
    return Candidate(**(values | more))  # type: ignore[arg-type]


def test_a_skill_counts_from_with_help_on():
    assert fit_of([ENGLISH], {ENGLISH: Declared(2)}).fits
    assert not fit_of([ENGLISH], {ENGLISH: Declared(1)}).fits


def test_a_type_that_needs_nothing_fits_everybody():
    assert fit_of([], {}) == Fit((), (), ())
    assert fit_of([], {}).fits


def test_who_learns_or_wants_to_practise_could_learn():
    fit = fit_of([QUOTES, CUSTOMS, ENGLISH], {ENGLISH: Declared(4), CUSTOMS: Declared(1), QUOTES: Declared(0, True)})

    assert fit == Fit(has=(ENGLISH,), learns=(CUSTOMS, QUOTES), lacks=())
    assert fit.teaches
    assert not fit.fits


def test_what_nobody_spoke_of_is_lacking():
    assert fit_of([CUSTOMS], {}) == Fit((), (), (CUSTOMS,))
    assert not fit_of([CUSTOMS], {}).teaches


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"available": False}, {"fit": Fit((), (), (ENGLISH,))}),
        ({"in_hand": 9}, {"available": False}),
        ({"in_hand": 1}, {"in_hand": 2, "wants_practice": True}),
        ({"wants_practice": True, "name_key": "z"}, {"name_key": "a"}),
        ({"name_key": "a"}, {"name_key": "b"}),
    ],
    ids=["skills before presence", "presence before load", "load before practice", "practice before name", "name"],
)
def test_public_order(first: dict[str, object], second: dict[str, object]):
    one, other = someone("Ada", **first), someone("Bea", **second)

    assert [c.name for c in suggested([other, one])] == ["Ada", "Bea"]


people = st.lists(
    st.builds(
        someone,
        st.sampled_from(["ada", "bea", "cem"]),
        person_id=st.integers(1, 9),
        available=st.booleans(),
        in_hand=st.integers(0, 3),
        wants_practice=st.booleans(),
        fit=st.sampled_from([Fit((ENGLISH,), (), ()), Fit((), (ENGLISH,), ()), Fit((), (), (ENGLISH,))]),
    ),
    max_size=8,
    unique_by=lambda c: c.person_id,
)


@given(people, st.randoms(use_true_random=False))
def test_order_is_total_and_independent_of_how_people_were_listed(listed: list[Candidate], random):
    shuffled = list(listed)
    random.shuffle(shuffled)

    assert suggested(shuffled) == suggested(listed)


def test_a_candidate_holds_no_result_of_a_person():
    names = {f.name for f in fields(Candidate)}

    assert names == {"person_id", "name", "name_key", "fit", "available", "in_hand", "wants_practice"}


def test_more_in_hand_moves_back_only():
    busy = replace(someone("Ada"), in_hand=5)

    assert suggested([busy, someone("Bea")])[-1] == busy
