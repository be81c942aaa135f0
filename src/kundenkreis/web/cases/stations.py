"""The whole process as a path: what the macro `parts/path.html` shows of each step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kundenkreis.cases.steps import Owner, Station
from kundenkreis.web.cases.owed import Owed
from kundenkreis.web.times import by, when


@dataclass(frozen=True, slots=True)
class Stop:
    """One step with a line about when: done at, or promised by."""

    id: int
    no: int
    position: int
    title: str
    state: str
    owner: Owner | None
    meta: str

    @property
    def is_ahead(self) -> bool:
        """Whether something is still to be done in this step."""
        return self.state in ("todo", "now")


def stops(stations: Iterable[Station], promises: Iterable[Owed], now: datetime) -> list[Stop]:
    """Return the path of a case; a step's own promise says by when it will be done."""
    due = {p.step_no: p.anew_at or p.due_at for p in promises if p.is_owed and p.step_no is not None}
    return [Stop(s.id, s.no, s.position, s.title, s.state, s.owner, _meta(s, due.get(s.no), now)) for s in stations]


def _meta(station: Station, due: datetime | None, now: datetime) -> str:
    if station.done_at is not None:
        return when(station.done_at, now)
    return by(due, now) if due is not None else ""
