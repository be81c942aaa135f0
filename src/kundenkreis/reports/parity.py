"""The evaluation of parity: are internal customers of the same standing as external ones? (DOMAIN, section 3)."""

import numpy as np

from kundenkreis.measures.comparison import Comparison
from kundenkreis.measures.intervals import newcombe
from kundenkreis.measures.power import needed_per_class
from kundenkreis.measures.verdict import COMPANY_MARGIN, TEAM_MARGIN, Finding, Verdict, verdict
from kundenkreis.reports.columns import Columns
from kundenkreis.reports.hands import outcome_of, parity_of, waiting_of
from kundenkreis.reports.population import Scope, cases_ended, first_answers, latest_due, promises_due, where
from kundenkreis.reports.present import index_data, spoken_of, verdict_data, waiting_data
from kundenkreis.reports.shapes import ByClass, ParityData, Span
from kundenkreis.reports.strata import strata_data, types_data, without_teams
from kundenkreis.reports.suppression import too_small
from kundenkreis.reports.trend import trend_of
from kundenkreis.teams.reference import teams


def evaluate(scope: Scope, teams_withheld: frozenset[int] = frozenset()) -> ParityData:
    """Compare internal and external customers in a scope.

    `teams_withheld` are teams too small to be seen on their own; they count
    in the company's sums, but not in its rows.
    """
    margin = COMPANY_MARGIN if scope.team is None else TEAM_MARGIN
    promises = promises_due(scope)
    kept, waited, ended = parity_of(promises), waiting_of(first_answers(scope)), outcome_of(cases_ended(scope))
    finding = verdict(kept, waited, ended, margin)
    rows = without_teams(promises, teams_withheld)
    last = None if kept else latest_due(scope)
    return ParityData(
        team=scope.team,
        team_name=teams()[scope.team].name if scope.team in teams() else "",
        first=scope.window.first.isoformat(),
        last=scope.window.last.isoformat(),
        computed_at=scope.now.isoformat(),
        margin=margin,
        verdict=verdict_data(finding),
        parity=index_data(kept),
        waiting=waiting_data(waited),
        outcome=index_data(ended),
        difference=_difference(kept),
        needed_per_class=_needed(kept, finding, margin),
        withdrawn=_by_class(promises, "withdrawn"),
        moved=_by_class(promises, "moved"),
        types=types_data(rows),
        strata=strata_data(rows),
        trend=trend_of(scope),
        latest_due=last.isoformat() if last else None,
    )


def _difference(measured: Comparison | None) -> Span | None:
    """Return kept shares internal minus external in points with Newcombe's interval, not adjusted for strata."""
    if measured is None or not spoken_of(measured) or not (measured.internal.total and measured.external.total):
        return None
    internal, external = measured.internal, measured.external
    return [100 * value for value in newcombe(internal.good, internal.total, external.good, external.total)]


def _needed(measured: Comparison | None, finding: Finding, margin: float) -> int | None:
    """Return how many due promises a class would take to show parity, where nothing could be said."""
    if measured is None or finding.verdict not in (Verdict.OPEN, Verdict.TOO_LITTLE_DATA):
        return None
    total = measured.internal.total + measured.external.total
    rate = (measured.internal.good + measured.external.good) / total
    return needed_per_class(rate, margin) if 0 < rate < 1 and spoken_of(measured) else None


def _by_class(promises: Columns, counted: str) -> ByClass:
    """Return how many promises were withdrawn or moved, except for a class too small to be spoken of."""
    internal = promises["internal"] == 1
    return ByClass(
        internal=_count(where(promises, internal), counted), external=_count(where(promises, ~internal), counted)
    )


def _count(promises: Columns, counted: str) -> int | None:
    small = too_small(len(np.unique(promises["cluster"])))
    return None if small else int(promises[counted].sum())
