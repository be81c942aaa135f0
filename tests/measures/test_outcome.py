"""Who is refused quickly looks fast and punctual; the outcome index must say so."""

import numpy as np
import pytest

from kundenkreis.measures.outcome import outcome_index
from kundenkreis.measures.parity import parity_index
from kundenkreis.measures.verdict import TEAM_MARGIN, Verdict, WaitingVerdict, verdict
from kundenkreis.measures.waiting import waiting_ratio

from .hiring import applications
from .promises import WORSE_INSIDE

TARGET_HOURS = 96


@pytest.fixture(scope="module")
def hiring():
    return applications()


def test_the_log_is_the_known_one(hiring):
    assert (len(hiring.hours), hiring.protected.sum()) == (10_000, 3_019)
    assert (np.median(hiring.hours[hiring.protected]), np.median(hiring.hours[~hiring.protected])) == (69, 111)
    assert round(100 * hiring.offered[hiring.protected].mean(), 1) == 4.0
    assert round(100 * hiring.offered[~hiring.protected].mean(), 1) == 34.5


def test_the_group_that_is_refused_more_is_found_although_it_is_faster(hiring):
    columns = (hiring.education, hiring.protected)
    punctual = parity_index(*columns, hiring.hours <= TARGET_HOURS, hiring.applicant)
    waiting = waiting_ratio(
        *columns, hiring.hours, np.ones(10_000, bool), hiring.applicant, np.full(10_000, TARGET_HOURS)
    )
    outcome = outcome_index(*columns, hiring.offered, hiring.applicant)

    assert punctual.ci95.low > 100
    assert waiting.ci95.high < 1
    assert outcome.ci95.inside(65, 75)
    finding = verdict(punctual, waiting, outcome, TEAM_MARGIN)
    assert finding.verdict is Verdict.EXTERNAL_DISADVANTAGED
    assert finding.waiting is WaitingVerdict.EXTERNAL_WAIT_LONGER
    assert finding.internal_refused_more


def test_outcome_and_parity_are_the_same_arithmetic():
    assert outcome_index(*WORSE_INSIDE.columns()) == parity_index(*WORSE_INSIDE.columns())


def test_bad_outcomes_are_called_by_their_name():
    with pytest.raises(ValueError, match=r"^granted holds int64, expected bool$"):
        outcome_index([1], [True], [1], [1])
