"""Small groups stay unseen and cannot be computed from what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from kundenkreis.reports.rules import withheld_from
from kundenkreis.reports.suppression import MINIMUM_GROUP, hidden
from kundenkreis.teams.viewer import Viewer

SIZES = st.dictionaries(st.integers(1, 12), st.integers(0, 30), max_size=12)


def test_a_group_below_five_is_hidden_and_the_smallest_other_with_it():
    assert hidden({"a": 4, "b": 9, "c": 6}) == {"a", "c"}


def test_two_small_groups_hide_each_other():
    assert hidden({"a": 2, "b": 3, "c": 6}) == {"a", "b"}


def test_nobody_is_no_group():
    assert hidden({"a": 0, "b": 6}) == frozenset()


def test_groups_of_five_are_shown():
    assert hidden({"a": 5, "b": 6}) == frozenset()


@given(SIZES)
def test_sum_minus_everything_shown_is_never_a_small_group(sizes):
    withheld = hidden(sizes)

    rest = sum(sizes[key] for key in withheld)
    assert all(size == 0 or size >= MINIMUM_GROUP for key, size in sizes.items() if key not in withheld)
    assert rest == 0 or rest >= MINIMUM_GROUP or withheld == {key for key, size in sizes.items() if size}


@given(SIZES, st.sets(st.integers(1, 12), max_size=3))
def test_no_viewer_can_compute_a_small_team_from_the_company_and_what_she_sees(sizes, own):
    viewer = Viewer(id=1, name="Aylin", teams=tuple(team for team in own if team in sizes))

    withheld = withheld_from(viewer, sizes, MINIMUM_GROUP)

    shown = [team for team in viewer.teams if team not in withheld and sizes[team]]
    rest = sum(sizes.values()) - sum(sizes[team] for team in shown)
    assert not shown or rest == 0 or rest >= MINIMUM_GROUP


def test_a_member_of_a_large_team_sees_it_although_another_team_is_small():
    sizes = {1: 3, 2: 6, 3: 8}

    assert withheld_from(Viewer(id=1, name="Aylin", teams=(2,)), sizes, MINIMUM_GROUP) == frozenset()
    assert withheld_from(None, sizes, MINIMUM_GROUP) == {1, 2}
