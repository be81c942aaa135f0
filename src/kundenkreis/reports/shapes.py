"""What the evaluation of parity returns, as plain JSON: stored, printed and shown from one shape.

Shares are 0 to 1, index values and margins are points (100 is equal), times
are working seconds, intervals are [low, high]. None means: not known, or not
shown because a group is too small.
"""

from typing import TypedDict

Span = list[float]


class ClassData(TypedDict):
    """One class over all strata. `total` promises or cases, `good` of them kept, granted or answered."""

    total: int | None
    good: int | None
    requesters: int | None
    share: float | None
    interval: Span | None


class IndexData(TypedDict):
    """PI or O."""

    index: float | None
    standard_error: float | None
    ci95: Span | None
    ci90: Span | None
    comparability: float
    enough: bool
    internal: ClassData
    external: ClassData


class WaitingData(TypedDict):
    """W. The means are working seconds to the first answer, up to the horizon."""

    ratio: float | None
    ci95: Span | None
    ci90: Span | None
    comparability: float
    enough: bool
    internal_mean: float | None
    external_mean: float | None
    internal: ClassData
    external: ClassData


class VerdictData(TypedDict):
    """Codes of `measures.verdict`."""

    headline: str
    disadvantaged: str
    waiting: str
    internal_refused_more: bool


class StratumData(TypedDict):
    """One kind of request and urgency, for the company also the team. `shown` is false where a group is too small."""

    type: int
    type_name: str
    urgency: int
    team: int | None
    team_name: str
    shown: bool
    internal_due: int | None
    internal_kept: int | None
    external_due: int | None
    external_kept: int | None
    weight: float | None


class TypeData(TypedDict):
    """One request type, its urgencies compared like with like. `sureness` is full, hint (below 30) or empty."""

    type: int
    type_name: str
    sureness: str
    internal_due: int | None
    internal_kept: int | None
    external_due: int | None
    external_kept: int | None
    index: float | None
    ci95: Span | None


class MonthData(TypedDict):
    """The index of one month, "2026-11"; None where the month has too few promises or requesters."""

    month: str
    index: float | None


class SignalData(TypedDict):
    """Months `first` to `last` stand out by a rule of `measures.xmr`."""

    rule: str
    first: str
    last: str


class TrendData(TypedDict):
    """Months as an XmR chart. `state` is a code of `measures.xmr.State`; without limits they are None."""

    months: list[MonthData]
    state: str
    centre: float | None
    lower: float | None
    upper: float | None
    signals: list[SignalData]


class ByClass(TypedDict):
    """A plain count for each class; None where it is not shown."""

    internal: int | None
    external: int | None


class ParityData(TypedDict):
    """Everything the page, the command line and the line on Today know about parity."""

    team: int | None
    team_name: str
    first: str
    last: str
    computed_at: str
    margin: float
    verdict: VerdictData
    parity: IndexData
    waiting: WaitingData
    outcome: IndexData
    difference: Span | None
    needed_per_class: int | None
    withdrawn: ByClass
    moved: ByClass
    types: list[TypeData]
    strata: list[StratumData]
    trend: TrendData
    latest_due: str | None
