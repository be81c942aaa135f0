"""The verdict: which rule speaks first, and what stands beside the headline."""

from dataclasses import replace

import pytest

from kundenkreis.measures.comparison import ClassCount, Comparison
from kundenkreis.measures.intervals import Interval
from kundenkreis.measures.parity import parity_index
from kundenkreis.measures.verdict import (
    COMPANY_MARGIN,
    TEAM_MARGIN,
    Disadvantaged,
    Verdict,
    WaitingVerdict,
    disadvantaged_by,
    index_within,
    verdict,
)
from kundenkreis.measures.waiting import WaitingRatio

from .promises import ALIKE, ALL_KEPT, MIXED_BUT_EQUAL, PAIRS, WORSE_INSIDE, Promises

ENOUGH = ClassCount(100, 90, 50)


def index(ci95: tuple[float, float], ci90: tuple[float, float], **changes) -> Comparison:
    middle = sum(ci95) / 2
    result = Comparison(middle, 1.0, 1.0, 1.0, Interval(*ci95), Interval(*ci90), 1.0, 100, ENOUGH, ENOUGH, ())
    return replace(result, **changes)


def waiting(ci95: tuple[float, float], ci90: tuple[float, float], **changes) -> WaitingRatio:
    result = WaitingRatio(1.0, Interval(*ci95), Interval(*ci90), None, 1.0, 1.0, 1.0, 100, ENOUGH, ENOUGH, ())
    return replace(result, **changes)


EQUAL = index((97, 103), (98, 102))
EQUAL_WAIT = waiting((0.85, 1.15), (0.90, 1.10))
WIDE = index((90, 110), (92, 108))


def headline(parity, waited=EQUAL_WAIT, margin=COMPANY_MARGIN) -> Verdict:
    return verdict(parity, waited, None, margin).verdict


@pytest.mark.parametrize(
    ("promises", "margin", "expected"),
    [
        (MIXED_BUT_EQUAL, COMPANY_MARGIN, Verdict.OPEN),
        (WORSE_INSIDE, COMPANY_MARGIN, Verdict.INTERNAL_DISADVANTAGED),
        (ALIKE, COMPANY_MARGIN, Verdict.PARITY_SHOWN),
        (PAIRS, COMPANY_MARGIN, Verdict.TOO_LITTLE_DATA),
        (ALL_KEPT, COMPANY_MARGIN, Verdict.OPEN),
        (ALL_KEPT, TEAM_MARGIN, Verdict.PARITY_SHOWN),
    ],
)
def test_worked_examples(promises: Promises, margin, expected):
    assert headline(parity_index(*promises.columns()), margin=margin) is expected


@pytest.mark.parametrize(
    "change",
    [
        {"internal": ClassCount(19, 19, 19)},
        {"external": ClassCount(19, 0, 19)},
        {"internal": ClassCount(500, 400, 4)},
        {"external": ClassCount(500, 400, 4)},
        {"comparability": 0.59},
    ],
)
def test_too_little_data_comes_first(change):
    for result in (EQUAL, index((80, 90), (81, 89)), index((110, 120), (111, 119))):
        finding = verdict(replace(result, **change), EQUAL_WAIT, None)

        assert finding.verdict is Verdict.TOO_LITTLE_DATA
        assert finding.disadvantaged is Disadvantaged.NOBODY


def test_the_thresholds_themselves_are_enough():
    just = ClassCount(20, 10, 5)

    assert headline(replace(EQUAL, internal=just, external=just, comparability=0.6)) is Verdict.PARITY_SHOWN


def test_nothing_measured_is_too_little_data():
    finding = verdict(None, None, None)

    assert finding.verdict is Verdict.TOO_LITTLE_DATA
    assert finding.waiting is WaitingVerdict.NO_DIFFERENCE_VISIBLE
    assert not finding.internal_refused_more


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        (waiting((0.75, 1.20), (0.81, 1.24)), Verdict.PARITY_SHOWN),
        (waiting((0.75, 1.20), (0.79, 1.10)), Verdict.OPEN),
        (waiting((0.90, 1.30), (0.95, 1.26)), Verdict.OPEN),
        (replace(EQUAL_WAIT, ci90=None), Verdict.OPEN),
        (replace(EQUAL_WAIT, internal=ClassCount(19, 19, 19)), Verdict.OPEN),
        (None, Verdict.OPEN),
    ],
)
def test_parity_is_shown_only_if_waiting_is_alike_too(waited, expected):
    assert headline(EQUAL, waited) is expected


def test_the_margin_depends_on_who_is_looked_at():
    result = index((92, 106), (93, 105))

    assert headline(result) is Verdict.OPEN
    assert headline(result, margin=TEAM_MARGIN) is Verdict.PARITY_SHOWN


@pytest.mark.parametrize(
    ("ci95", "ci90", "expected"),
    [
        ((80, 99.9), (82, 98), Verdict.INTERNAL_DISADVANTAGED),
        ((100.1, 120), (102, 118), Verdict.EXTERNAL_DISADVANTAGED),
        ((80, 100.1), (82, 99), Verdict.OPEN),
    ],
)
def test_a_class_is_disadvantaged_only_beyond_doubt(ci95, ci90, expected):
    assert headline(index(ci95, ci90)) is expected


@pytest.mark.parametrize(
    ("ci95", "ci90", "who"),
    [((96, 99), (96.2, 98.8), Disadvantaged.INTERNAL), ((101, 104), (101.2, 103.8), Disadvantaged.EXTERNAL)],
)
def test_a_small_difference_beyond_doubt_is_named_as_such(ci95, ci90, who):
    finding = verdict(index(ci95, ci90), EQUAL_WAIT, None)

    assert finding.verdict is Verdict.SMALL_BUT_SYSTEMATIC
    assert finding.disadvantaged is who


@pytest.mark.parametrize("parity", [EQUAL, WIDE, None, replace(EQUAL, comparability=0.0)])
@pytest.mark.parametrize("waited", [EQUAL_WAIT, None])
def test_more_refusals_stand_in_the_headline_whatever_the_rest_says(parity, waited):
    assert verdict(parity, waited, index((60, 99), (62, 97))).internal_refused_more
    assert not verdict(parity, waited, index((60, 101), (62, 99))).internal_refused_more
    assert not verdict(parity, waited, index((101, 130), (103, 128))).internal_refused_more


def test_a_handful_of_refusals_is_no_headline():
    few = replace(index((60, 90), (62, 88)), internal=ClassCount(4, 0, 4))

    assert not verdict(EQUAL, EQUAL_WAIT, few).internal_refused_more


@pytest.mark.parametrize(
    ("ci95", "expected"),
    [
        ((1.01, 1.5), WaitingVerdict.INTERNAL_WAIT_LONGER),
        ((0.5, 0.99), WaitingVerdict.EXTERNAL_WAIT_LONGER),
        ((0.9, 1.2), WaitingVerdict.NO_DIFFERENCE_VISIBLE),
    ],
)
def test_waiting_has_its_own_line(ci95, expected):
    assert verdict(None, waiting(ci95, ci95), None).waiting is expected


def test_an_index_without_interval_shows_nothing():
    unknown = replace(EQUAL, index=None, ci95=None, ci90=None)

    assert not index_within(unknown, TEAM_MARGIN)
    assert disadvantaged_by(unknown) is Disadvantaged.NOBODY
