"""The fair line counts marks and orders nothing."""

from hypothesis import given
from hypothesis import strategies as st

from kundenkreis.reports.mix import FIRST, Mix, mix


def test_marks_are_counted_on_the_page_and_among_the_first_twenty():
    marks = ["internal", "external"] * 10 + ["internal"] * 30

    assert mix(marks) == Mix(internal=40, external=10, first_internal=10, first_external=10)
    assert mix([]) == Mix(0, 0, 0, 0)


@given(st.lists(st.sampled_from(["internal", "external"]), max_size=60))
def test_figures_add_up(marks: list[str]):
    found = mix(marks)

    assert found.internal + found.external == len(marks)
    assert found.first_internal + found.first_external == min(len(marks), FIRST)
