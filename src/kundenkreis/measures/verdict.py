"""What may be said about parity: the rules that turn three numbers into a verdict.

The order matters, and so does the last rule: a difference that was not found
is no proof of parity. Parity is shown by two one-sided tests, that is, the
90 percent interval lies inside the margin: D. J. Schuirmann, Journal of
Pharmacokinetics and Biopharmaceutics 15 (1987).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kundenkreis.measures.comparison import Comparison
from kundenkreis.measures.intervals import Interval
from kundenkreis.measures.waiting import WaitingRatio

COMPANY_MARGIN = 5.0
"""Points around 100 that count as equal for the whole company."""
TEAM_MARGIN = 10.0
"""Points around 100 that count as equal for one team."""
WAITING_MARGIN = Interval(0.80, 1.25)
"""Values of W that count as equal."""
LEAST_CASES = 20
LEAST_REQUESTERS = 5
LEAST_COMPARABILITY = 0.60


class Verdict(StrEnum):
    """The one headline about parity."""

    TOO_LITTLE_DATA = "too_little_data"
    PARITY_SHOWN = "parity_shown"
    SMALL_BUT_SYSTEMATIC = "small_but_systematic"
    INTERNAL_DISADVANTAGED = "internal_disadvantaged"
    EXTERNAL_DISADVANTAGED = "external_disadvantaged"
    OPEN = "open"


class Disadvantaged(StrEnum):
    """Which class fares worse, if the 95 percent interval leaves no doubt."""

    NOBODY = "nobody"
    INTERNAL = "internal"
    EXTERNAL = "external"


class WaitingVerdict(StrEnum):
    """W's own line."""

    INTERNAL_WAIT_LONGER = "internal_wait_longer"
    EXTERNAL_WAIT_LONGER = "external_wait_longer"
    NO_DIFFERENCE_VISIBLE = "no_difference_visible"


@dataclass(frozen=True, slots=True)
class Finding:
    """The headline and what stands beside it.

    `disadvantaged` names the class for SMALL_BUT_SYSTEMATIC ("small but
    systematic") and the two DISADVANTAGED verdicts, else NOBODY.
    `internal_refused_more` belongs into the headline, whatever it says.
    """

    verdict: Verdict
    disadvantaged: Disadvantaged
    waiting: WaitingVerdict
    internal_refused_more: bool


def verdict(
    parity: Comparison | None,
    waiting: WaitingRatio | None,
    outcome: Comparison | None,
    margin: float = COMPANY_MARGIN,
) -> Finding:
    """Judge parity, waiting and outcome together; None where there was nothing to measure.

    Rules in this order: too little data; shown, if CI90 of the index lies
    inside 100 +- margin and CI90 of W inside 0.80-1.25; disadvantaged, if CI95
    of the index lies wholly on one side of 100; else open. Each of the three
    hands speaks only if it has data enough of its own.
    """
    worse_off = disadvantaged_by(parity)
    within = index_within(parity, margin) and waiting_within(waiting)
    return Finding(
        verdict=_headline(enough_data(parity), within, worse_off),
        disadvantaged=worse_off,
        waiting=waiting_verdict(waiting),
        internal_refused_more=disadvantaged_by(outcome) is Disadvantaged.INTERNAL,
    )


def enough_data(measured: Comparison | WaitingRatio | None) -> bool:
    """At least 20 promises or cases and 5 requesters in each class, and 60 percent comparable."""
    if measured is None or measured.comparability < LEAST_COMPARABILITY:
        return False
    classes = (measured.internal, measured.external)
    return all(one.total >= LEAST_CASES and one.requesters >= LEAST_REQUESTERS for one in classes)


def index_within(index: Comparison | None, margin: float) -> bool:
    """Tell whether there is data enough and CI90 lies inside 100 +- margin."""
    if index is None or index.ci90 is None or not enough_data(index):
        return False
    return index.ci90.inside(100 - margin, 100 + margin)


def waiting_within(waiting: WaitingRatio | None) -> bool:
    """Tell whether there is data enough and CI90 of W lies inside 0.80-1.25."""
    if waiting is None or waiting.ci90 is None or not enough_data(waiting):
        return False
    return waiting.ci90.inside(*WAITING_MARGIN)


def disadvantaged_by(index: Comparison | None) -> Disadvantaged:
    """Say which class an index shows to fare worse: CI95 wholly below or above 100."""
    if index is None or index.ci95 is None or not enough_data(index):
        return Disadvantaged.NOBODY
    if index.ci95.high < 100:
        return Disadvantaged.INTERNAL
    return Disadvantaged.EXTERNAL if index.ci95.low > 100 else Disadvantaged.NOBODY


def waiting_verdict(waiting: WaitingRatio | None) -> WaitingVerdict:
    """Say who waits longer: CI95 of W wholly above or below 1."""
    if waiting is None or waiting.ci95 is None or not enough_data(waiting):
        return WaitingVerdict.NO_DIFFERENCE_VISIBLE
    if waiting.ci95.low > 1:
        return WaitingVerdict.INTERNAL_WAIT_LONGER
    return WaitingVerdict.EXTERNAL_WAIT_LONGER if waiting.ci95.high < 1 else WaitingVerdict.NO_DIFFERENCE_VISIBLE


def _headline(enough: bool, within: bool, worse_off: Disadvantaged) -> Verdict:
    if not enough:
        return Verdict.TOO_LITTLE_DATA
    if within:
        return Verdict.PARITY_SHOWN if worse_off is Disadvantaged.NOBODY else Verdict.SMALL_BUT_SYSTEMATIC
    return {
        Disadvantaged.NOBODY: Verdict.OPEN,
        Disadvantaged.INTERNAL: Verdict.INTERNAL_DISADVANTAGED,
        Disadvantaged.EXTERNAL: Verdict.EXTERNAL_DISADVANTAGED,
    }[worse_off]
