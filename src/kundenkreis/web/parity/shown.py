"""Parity as the page shows it: figures in words, and charts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import dates
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.cases.reference import types
from kundenkreis.measures.verdict import WAITING_MARGIN
from kundenkreis.reports.shapes import IndexData, ParityData, Span, TrendData, TypeData, WaitingData
from kundenkreis.reports.words import day
from kundenkreis.web.charts import PARITY, WAITING, Limits, Scale
from kundenkreis.web.numbers import number, span

EQUAL = 100.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an interval plot. Without a figure the line stays empty and `note` says why."""

    label: str
    detail: str = ""
    figure: str = ""
    range: str = ""
    low: float = EQUAL
    estimate: float = EQUAL
    high: float = EQUAL
    hint: bool = False
    hit: bool = False
    note: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether there is an interval to draw."""
        return bool(self.range)


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines on one axis. `zone` is what was agreed as equal."""

    rows: tuple[Row, ...]
    scale: Scale
    equal: float
    zone: tuple[float, float]
    ticks: tuple[float, ...]
    digits: int = 0


def types_plot(data: ParityData, language: str) -> Plot:
    """Return parity by request type on the scale of the dial."""
    return _plot([_type_row(row, language) for row in data["types"]], data["margin"])


def _type_row(row: TypeData, language: str) -> Row:
    known = types().get(row["type"])
    label = known.title(language) if known else row["type_name"]
    if row["internal_due"] is None or row["external_due"] is None:
        return Row(label, note=_("fewer than 5 people on a side"))
    sides = ((row["internal_kept"], row["internal_due"]), (row["external_kept"], row["external_due"]))
    counts = " · ".join(f"{number(kept or 0)}/{number(due)}" for kept, due in sides if due is not None)
    index, interval = row["index"], row["ci95"]
    if index is None or interval is None:
        return Row(label, counts, note=_("fewer than 10 promises on a side"))
    certain = row["sureness"] == "full" and (interval[1] < EQUAL or interval[0] > EQUAL)
    return _row(label, counts, index, interval, hint=row["sureness"] == "hint", hit=certain)


def hands_plot(data: ParityData) -> Plot:
    """Return the two hands that are indices: promises kept, and cases that ended as asked."""
    hands: list[tuple[str, IndexData]] = [
        (pgettext("hand of parity", "Promise kept"), data["parity"]),
        (pgettext("hand of parity", "Got what was asked for"), data["outcome"]),
    ]
    return _plot([_hand_row(label, hand) for label, hand in hands], data["margin"])


def _hand_row(label: str, hand: IndexData) -> Row:
    if hand["index"] is None or hand["ci95"] is None:
        return Row(label, _counts(hand), note=pgettext("parity", "too little data"))
    return _row(label, _counts(hand), hand["index"], hand["ci95"], hint=not hand["enough"])


def waiting_plot(waiting: WaitingData) -> Plot:
    """Return W on a scale of its own: half as long to twice as long."""
    label = pgettext("hand of parity", "Wait for the first answer")
    row = Row(label, _counts(waiting), note=pgettext("parity", "too little data"))
    if waiting["ratio"] is not None and waiting["ci95"] is not None:
        row = _row(label, _counts(waiting), waiting["ratio"], waiting["ci95"], hint=not waiting["enough"], digits=2)
    return Plot((row,), WAITING, 1.0, (WAITING_MARGIN.low, WAITING_MARGIN.high), (0.5, 0.8, 1.25, 2.0), 2)


def _counts(hand: IndexData | WaitingData) -> str:
    sides = (hand["internal"]["total"], hand["external"]["total"])
    return " · ".join(number(side) if side is not None else "–" for side in sides)


def _row(
    label: str, detail: str, value: float, interval: Span, *, hint: bool, hit: bool = False, digits: int = 0
) -> Row:
    low, high = interval
    return Row(label, detail, number(value, digits), span(low, high, digits), low, value, high, hint, hit)


def _plot(rows: Iterable[Row], margin: float) -> Plot:
    return Plot(tuple(rows), PARITY, EQUAL, (EQUAL - margin, EQUAL + margin), (80, 90, 100, 110, 120))


@dataclass(frozen=True, slots=True)
class Course:
    """The trend as the chart takes it: points and labels of the months, and what may be concluded."""

    points: tuple[float | None, ...]
    labels: tuple[str, ...]
    signals: frozenset[int]
    limits: Limits | None
    say: str
    table: tuple[tuple[str, str], ...]


def course(trend: TrendData) -> Course | None:
    """Return the trend, or None while there is no month to show."""
    months = trend["months"]
    if not any(month["index"] is not None for month in months):
        return None
    names = [month["month"] for month in months]
    limits = None
    if trend["centre"] is not None and trend["lower"] is not None and trend["upper"] is not None:
        limits = Limits(trend["centre"], trend["lower"], trend["upper"], trend["state"] == "provisional")
    return Course(
        points=tuple(month["index"] for month in months),
        labels=tuple(_month(name) for name in names),
        signals=frozenset(_signal_places(trend, names)),
        limits=limits,
        say=_conclusion(trend),
        table=tuple((_long_month(m["month"]), "–" if m["index"] is None else number(m["index"], 1)) for m in months),
    )


def _signal_places(trend: TrendData, names: list[str]) -> Iterable[int]:
    for signal in trend["signals"]:
        yield from range(names.index(signal["first"]), names.index(signal["last"]) + 1)


def _conclusion(trend: TrendData) -> str:
    """Return what the points allow to say; a pure game of chance signals in about 11 of 100 charts of 24 points."""
    if trend["state"] == "too_few":
        return _("Fewer than six months: what is usual cannot be said yet.")
    if not trend["signals"]:
        return _("Only the usual ups and downs. A single month says nothing by itself.")
    spans = sorted({(signal["first"], signal["last"]) for signal in trend["signals"]})
    named = ", ".join(_months(first, last) for first, last in spans)
    return _("More than the usual ups and downs: %(months)s.") % {"months": named}


def _months(first: str, last: str) -> str:
    if first == last:
        return _long_month(first)
    return _("%(first)s to %(last)s") % {"first": _long_month(first), "last": _long_month(last)}


def _month(name: str) -> str:
    return str(dates.MONTHS_3[int(name[5:])]).capitalize()


def _long_month(name: str) -> str:
    return f"{_month(name)} {name[:4]}"


def beside(data: ParityData) -> list[list[str]]:
    """Return what stands beside the rate: promises moved and withdrawn, by class."""
    return [
        [
            label,
            *(
                pgettext("small group", "not shown") if n is None else number(n)
                for n in (side["internal"], side["external"])
            ),
        ]
        for label, side in [
            (_("Moved, agreed before the due time"), data["moved"]),
            (_("Withdrawn by the requester"), data["withdrawn"]),
        ]
    ]


@dataclass(frozen=True, slots=True)
class Facts:
    """Moments and days of the result, as moments and words."""

    computed_at: datetime
    period: str
    latest_due: str
    latest_day: str


def facts(data: ParityData) -> Facts:
    """Return when the result was made, for which days, and when something was due last if nothing is."""
    latest = datetime.fromisoformat(data["latest_due"]).date() if data["latest_due"] else None
    return Facts(
        computed_at=datetime.fromisoformat(data["computed_at"]),
        period=f"{day(date.fromisoformat(data['first']))} – {day(date.fromisoformat(data['last']))}",
        latest_due=day(latest) if latest else "",
        latest_day=latest.isoformat() if latest else "",
    )
