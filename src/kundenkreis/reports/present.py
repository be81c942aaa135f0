"""Measures as plain data, with small groups taken out."""

from kundenkreis.measures.comparison import ClassCount, Comparison
from kundenkreis.measures.intervals import Interval, wilson
from kundenkreis.measures.verdict import Finding, enough_data
from kundenkreis.measures.waiting import WaitingRatio
from kundenkreis.reports.shapes import ClassData, IndexData, Span, VerdictData, WaitingData
from kundenkreis.reports.suppression import too_small

NOTHING = ClassCount(0, 0, 0)


def index_data(measured: Comparison | None) -> IndexData:
    """Return PI or O; without an index where one class has too few requesters to be spoken of."""
    internal, external = (measured.internal, measured.external) if measured else (NOTHING, NOTHING)
    known = measured if measured and spoken_of(measured) else None
    return IndexData(
        index=known.index if known else None,
        standard_error=known.standard_error if known else None,
        ci95=span(known.ci95) if known else None,
        ci90=span(known.ci90) if known else None,
        comparability=measured.comparability if measured else 0.0,
        enough=enough_data(measured),
        internal=class_data(internal),
        external=class_data(external),
    )


def waiting_data(measured: WaitingRatio | None) -> WaitingData:
    """Return W; without a ratio where one class has too few requesters to be spoken of."""
    internal, external = (measured.internal, measured.external) if measured else (NOTHING, NOTHING)
    known = measured if measured and spoken_of(measured) else None
    return WaitingData(
        ratio=known.ratio if known else None,
        ci95=span(known.ci95) if known else None,
        ci90=span(known.ci90) if known else None,
        comparability=measured.comparability if measured else 0.0,
        enough=enough_data(measured),
        internal_mean=known.internal_mean if known else None,
        external_mean=known.external_mean if known else None,
        internal=class_data(internal),
        external=class_data(external),
    )


def class_data(count: ClassCount) -> ClassData:
    """Return the counts of a class with Wilson's interval for its share."""
    if too_small(count.requesters):
        return ClassData(total=None, good=None, requesters=None, share=None, interval=None)
    interval = span(wilson(count.good, count.total)) if count.total else None
    share = count.good / count.total if count.total else None
    return ClassData(total=count.total, good=count.good, requesters=count.requesters, share=share, interval=interval)


def verdict_data(finding: Finding) -> VerdictData:
    """Return the codes of a finding."""
    return VerdictData(
        headline=finding.verdict.value,
        disadvantaged=finding.disadvantaged.value,
        waiting=finding.waiting.value,
        internal_refused_more=finding.internal_refused_more,
    )


def spoken_of(measured: Comparison | WaitingRatio) -> bool:
    """Whether neither class is a group too small to be spoken of."""
    return not (too_small(measured.internal.requesters) or too_small(measured.external.requesters))


def span(interval: Interval | None) -> Span | None:
    """Return an interval as a list, as JSON keeps it."""
    return None if interval is None else [interval.low, interval.high]
