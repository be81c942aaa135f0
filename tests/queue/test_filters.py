"""Filters come from addresses and saved views, so anything may stand there."""

from hypothesis import given
from hypothesis import strategies as st

from kundenkreis.queue.filters import ALL, RISK, Filters


def test_filters_are_read_from_an_address():
    found, odd = Filters.read({"view": "risk", "customer": "12", "fits": "on", "words": "  Kupplung "})

    assert found == Filters(view=RISK, customer=12, fits=True, words="Kupplung")
    assert odd == ()


def test_what_cannot_be_understood_is_named_and_narrows_nothing():
    found, odd = Filters.read({"view": "vip", "customer": "Weidach", "type": "-1", "skill": "९", "fits": "maybe"})

    assert found == Filters(view=ALL)
    assert set(odd) == {"view", "customer", "type", "skill", "fits"}


def test_a_saved_view_keeps_only_what_narrows():
    assert Filters(type=3, learn=True).as_data() == {"type": 3, "learn": True}
    assert Filters().as_data() == {}


anything = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=30), st.lists(st.integers(), max_size=2))


@given(st.dictionaries(st.sampled_from(["view", "customer", "type", "skill", "fits", "learn", "words"]), anything))
def test_any_saved_data_can_be_read_and_saved_again(data: dict[str, object]):
    found, _ = Filters.read(data)

    assert Filters.read(found.as_data()) == (found, ())
