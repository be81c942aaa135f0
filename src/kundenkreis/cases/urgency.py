"""Urgency follows from two questions. There is no free priority and no VIP (DOMAIN 2.1, rule 14)."""

from kundenkreis.cases.models import Impact, Pressure, Urgency

_BY_SUM = {
    0: Urgency.LOW,
    1: Urgency.LOW,
    2: Urgency.NORMAL,
    3: Urgency.HIGH,
    4: Urgency.URGENT,
    5: Urgency.URGENT,
}


def urgency_of(impact: int, pressure: int) -> Urgency:
    """Return the urgency of an impact and a time pressure.

    The two answers are added: "me" and "this week" is low, "my team" and
    "today" is high. Raises ValueError for answers that do not exist.
    """
    return _BY_SUM[Impact(impact) + Pressure(pressure)]
