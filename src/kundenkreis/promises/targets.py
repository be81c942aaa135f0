"""How long things may take: by request type and urgency, never by who asks."""

from dataclasses import dataclass

from kundenkreis.base.reference import Reference
from kundenkreis.promises.models import Target

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Targets:
    """Working seconds for each kind of promise that follows from a request by itself."""

    first_answer: int
    next_answer: int
    solution: int

    def as_dict(self) -> dict[str, int]:
        """Return the targets by kind of promise, as facts keep them."""
        return {"first_answer": self.first_answer, "next_answer": self.next_answer, "solution": self.solution}


# Used until a company sets its own: urgency -> working seconds.
DEFAULTS = {
    1: Targets(8 * HOUR, 8 * HOUR, 80 * HOUR),
    2: Targets(4 * HOUR, 8 * HOUR, 40 * HOUR),
    3: Targets(2 * HOUR, 4 * HOUR, 16 * HOUR),
    4: Targets(1 * HOUR, 2 * HOUR, 8 * HOUR),
}


def _all() -> dict[tuple[int, int], Targets]:
    rows = Target.objects.values_list("type_id", "urgency", "first_answer", "next_answer", "solution")
    return {(row[0], row[1]): Targets(*row[2:]) for row in rows}


_by_type = Reference(_all)


def targets_for(type_id: int, urgency: int) -> Targets:
    """Return the targets of a request type at an urgency; the defaults where none are set."""
    return _by_type().get((type_id, urgency)) or DEFAULTS[urgency]
