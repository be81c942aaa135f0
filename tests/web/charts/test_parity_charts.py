"""Parity as dial, line and rows."""

import re
from xml.etree import ElementTree

import pytest
from django.utils import translation

from kundenkreis.web import charts


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def texts(svg):
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter("text")]


def circle(svg):
    found = ElementTree.fromstring(svg).find("circle")
    return float(found.get("cx").rstrip("%")), found.get("cy")


def test_dial_stands_upright_when_both_are_treated_alike():
    x, y = circle(charts.parity_dial(100, 95, 105, 5, "Parity 100"))

    assert (x, float(y)) == (170, 168 - 132)


def test_dial_leans_left_when_internal_customers_are_worse_off():
    worse, _ = circle(charts.parity_dial(90, 82, 98, 5, "Parity 90"))
    better, _ = circle(charts.parity_dial(110, 102, 118, 5, "Parity 110"))

    assert worse < 170 < better
    assert worse - 170 == pytest.approx(170 - better)


def test_dial_names_figure_interval_and_scale():
    shown = texts(charts.parity_dial(90, 81.88, 98.12, 5, "Parity 90"))

    assert {"90", "82 to 98", "80", "95", "105", "120", "equal"} <= set(shown)


def test_dial_without_an_index_says_so_instead_of_pointing():
    svg = charts.parity_dial(None, None, None, 10, "Parity")

    assert "too little data" in texts(svg)
    assert ElementTree.fromstring(svg).find("circle") is None


def test_dial_keeps_an_interval_beyond_the_scale_at_its_ends():
    wide = charts.parity_dial(75, 26, 124, 5, "Parity 75")
    full = charts.parity_dial(80, 80, 120, 5, "Parity 75")

    assert re.findall(r'd="([^"]+)" fill="none" stroke="var\(--ink\)"', wide) == re.findall(
        r'd="([^"]+)" fill="none" stroke="var\(--ink\)"', full
    )


def test_charts_say_what_they_show_and_escape_it():
    svg = charts.parity_dial(90, 82, 98, 5, 'Parity "90"', "<b>worse</b>")

    assert ElementTree.fromstring(svg).get("aria-label") == 'Parity "90". <b>worse</b>'
    assert "<b>" not in svg


def test_line_places_estimate_and_zone_on_the_same_scale():
    svg = charts.parity_line(93, 88, 99, 5, "Parity 93")

    assert circle(svg)[0] == pytest.approx(32.5)
    assert 'x="37.50%" width="25.00%"' in svg


def test_row_shows_few_cases_as_a_hollow_point():
    assert 'class="pt s-ink"' in charts.interval_row(84, 99, 118)
    assert 'class="pt-open s-ink"' in charts.interval_row(84, 99, 118, hint=True)


def test_row_takes_a_scale_of_ratios():
    svg = charts.interval_row(0.8, 1.6, 3.3, charts.WAITING, equal=1, zone=(0.8, 1.25), series="intern")

    assert 'x1="33.90%" x2="100.00%" y1="50%" y2="50%" class="ci s-int"' in svg
    assert circle(svg)[0] == pytest.approx(83.9, abs=0.1)


def test_ticks_at_the_ends_stay_inside():
    svg = charts.ticks([80, 100, 120])

    assert [text.get("text-anchor") for text in ElementTree.fromstring(svg).iter("text")] == [None, "middle", "end"]


def test_charts_have_no_inline_style():
    every = [
        charts.parity_dial(90, 82, 98, 5, "Parity"),
        charts.parity_line(93, 88, 99, 5, "Parity"),
        charts.interval_row(84, 99, 118, zone=(95, 105)),
        charts.sides("internal worse", "external worse", (95, 105)),
        charts.xmr_chart([1, 2], ["a", "b"], "Series", ""),
        charts.day_line(8, 17, [(12, 12.5)], [charts.Stop(10, "Call")], 9.3, "9:18"),
    ]

    assert not [svg for svg in every if "style=" in svg]
