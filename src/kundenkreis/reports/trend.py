"""Parity over time: whole months as points of an XmR chart, never as verdicts of their own."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from kundenkreis.measures import parity
from kundenkreis.measures.xmr import Chart, xmr
from kundenkreis.reports.columns import Columns
from kundenkreis.reports.population import Scope, promises_by_month, strata_codes, where
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
    sides = [where(month, month["internal"] == side) for side in (0, 1)]
    if not all(_is_spoken_of(side) for side in sides):
        return None
    # The requesters only matter for an interval, and a single month gets none.
    nobody = np.zeros_like(month["due"])
    return parity.from_counts(strata_codes(month), month["internal"] == 1, nobody, month["due"], month["kept"]).index


def _is_spoken_of(side: Columns) -> bool:
    """Whether a class has promises and people enough in a month, as far as marks can tell."""
    people = int(np.bitwise_or.reduce(side["marks"])).bit_count() if len(side["marks"]) else 0
    return people >= MINIMUM_GROUP and int(side["due"].sum()) >= LEAST_DUE


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
