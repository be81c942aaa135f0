"""Parity over time: whole months as points of an XmR chart, never as verdicts of their own."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from kundenkreis.measures import parity
from kundenkreis.measures.xmr import Chart, xmr
from kundenkreis.reports.population import Columns, Scope, promises_by_month, strata_codes, where
from kundenkreis.reports.shapes import MonthData, SignalData, TrendData
from kundenkreis.reports.suppression import MINIMUM_GROUP
from kundenkreis.reports.windows import Window, months_back

MONTHS = 24
LEAST_DUE = 10
"""Below that many due promises of a class a month stays empty, as every other figure does."""


def trend_of(scope: Scope) -> TrendData:
    """Return the last 24 whole months up to the end of the window. Months that are too thin stay empty."""
    window = whole_months(scope.window, scope.now.astimezone(scope.zone).date())
    found = promises_by_month(replace(scope, window=window))
    first = window.first.year * 12 + window.first.month - 1
    months = [
        MonthData(month=f"{at // 12}-{at % 12 + 1:02}", index=_index(where(found, found["month"] == at)))
        for at in range(first, first + MONTHS)
    ]
    while months and months[0]["index"] is None:
        months.pop(0)
    return _charted(months)


def whole_months(window: Window, today: date) -> Window:
    """Return the 24 months that end with the last month which is over by the window's end and before today."""
    after = min(window.last + timedelta(days=1), today).replace(day=1)
    return Window(months_back(after, MONTHS), after - timedelta(days=1))


def _index(month: Columns) -> float | None:
    whole = where(month, month["whole"] == 1)
    spoken_of = (whole["requesters"] >= MINIMUM_GROUP) & (whole["due"] >= LEAST_DUE)
    if np.count_nonzero(spoken_of) < 2:
        return None
    rows = where(month, month["whole"] == 0)
    # The requesters only matter for an interval, and a single month gets none.
    nobody = np.zeros_like(rows["due"])
    return parity.from_counts(strata_codes(rows), rows["internal"] == 1, nobody, rows["due"], rows["kept"]).index


def _charted(months: list[MonthData]) -> TrendData:
    known = [(month["month"], index) for month in months if (index := month["index"]) is not None]
    chart = xmr([index for _, index in known])
    limits = chart.limits
    return TrendData(
        months=months,
        state=chart.state.value,
        centre=limits.centre if limits else None,
        lower=limits.lower if limits else None,
        upper=limits.upper if limits else None,
        signals=_signals(chart, [name for name, _ in known]),
    )


def _signals(chart: Chart, names: list[str]) -> list[SignalData]:
    return [SignalData(rule=s.rule.value, first=names[s.first], last=names[s.last]) for s in chart.signals]
