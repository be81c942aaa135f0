"""Series with natural limits, and the working day."""

from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from kundenkreis.web import charts

VALUES = [72, 75, 71, 78, 74, 76, 73, 77, 75, 79]
LIMITS = charts.Limits(75.0, 65.25, 84.75)
LABELS = [f"m{place}" for place in range(10)]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def parts(svg, name, **wanted):
    found = ElementTree.fromstring(svg).iter(name)
    return [one for one in found if all(one.get(key.rstrip("_")) == value for key, value in wanted.items())]


def height(svg):
    """The y of every point, from left to right."""
    return [float(one.get("cy")) for one in parts(svg, "circle") if one.get("fill") != "none"]


def test_points_stand_in_order_and_higher_values_above():
    drawn = height(charts.xmr_chart(VALUES, LABELS, "Series", "", LIMITS))

    assert len(drawn) == 10
    assert drawn[3] < drawn[0] < drawn[2]


def test_limits_are_drawn_with_their_figures():
    svg = charts.xmr_chart(VALUES, LABELS, "Series", "", LIMITS)
    texts = {"".join(one.itertext()) for one in parts(svg, "text")}

    assert {"upper limit 84.8", "lower limit 65.2"} <= texts
    assert len(parts(svg, "line", class_="limit")) == 2
    assert len(parts(svg, "line", class_="mean")) == 1


def test_without_limits_there_are_points_only():
    svg = charts.xmr_chart(VALUES[:4], LABELS[:4], "Series", "")

    assert parts(svg, "line", class_="limit") == []
    assert len(height(svg)) == 4


def test_provisional_limits_are_fainter():
    svg = charts.xmr_chart(VALUES, LABELS, "Series", "", charts.Limits(75, 65, 85, provisional=True))

    assert {one.get("opacity") for one in parts(svg, "line", class_="limit")} == {"0.5"}


def test_signals_are_circled_by_shape():
    svg = charts.xmr_chart(VALUES, LABELS, "Series", "", LIMITS, signals=[2, 9])

    assert len(parts(svg, "circle", fill="none")) == 2


def test_a_month_without_a_value_leaves_a_gap():
    svg = charts.xmr_chart([1, None, 3], ["a", "b", "c"], "Series", "")

    assert len(height(svg)) == 2
    assert parts(svg, "line", class_="s-ink") == []


def test_every_point_needs_a_label_and_one_point_a_value():
    with pytest.raises(ValueError, match="label"):
        charts.xmr_chart([1, 2], ["a"], "Series", "")
    with pytest.raises(ValueError, match="at least one"):
        charts.xmr_chart([None], ["a"], "Series", "")


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
@example([5e-324])
def test_every_point_stays_inside_the_chart(values):
    svg = charts.xmr_chart(values, [str(place) for place in range(len(values))], "Series", "", height=250)

    assert all(0 <= y <= 250 for y in height(svg))
    assert len(parts(svg, "text", y="244")) <= 13


def test_labels_of_promises_that_are_close_move_apart_or_step_back():
    close = [charts.Stop(10 + place / 10, f"Promise number {place}") for place in range(4)]

    svg = charts.day_line(8, 17, [], close, None)

    rows = [one.get("y") for one in parts(svg, "text", class_="t-strong day-label")]
    assert rows == ["30", "12"]
    assert len(parts(svg, "circle")) == 4


def test_late_labels_run_to_the_left():
    svg = charts.day_line(8, 17, [], [charts.Stop(16.75, "Something at the end of the day")], None)

    assert parts(svg, "text", class_="t-strong day-label")[0].get("text-anchor") == "end"


def test_present_hour_is_shown_only_within_the_day():
    inside = charts.day_line(8, 17, [(12, 12.5)], [], 9.3, "9:18")
    after = charts.day_line(8, 17, [(12, 12.5)], [], 20, "20:00")

    assert "now 9:18" in inside
    assert "now" not in after
