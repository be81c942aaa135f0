"""Checked events in a temporary file, so that those of one case are found together, in order of time."""

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kundenkreis.base.text import one_line
from kundenkreis.console.imports.mapping import LogMapping

EARLIEST = datetime(1990, 1, 2, tzinfo=UTC)
LONGEST = 100
_KEPT = ("resource", "customer", "organisation", "subject")


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a case. `at` is in UTC; the rest are short texts, empty when the log says nothing."""

    case: str
    at: datetime
    activity: str
    resource: str
    customer: str
    organisation: str
    subject: str
    customer_class: str
    type: str
    team: str
    urgency: str


@dataclass(slots=True)
class Rejected:
    """Rows that cannot be used: how many for which reason, and the places of the first ones."""

    reasons: Counter[str] = field(default_factory=Counter)
    places: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, place: int, reason: str, case: str) -> None:
        """Remember a row."""
        self.reasons[reason] += 1
        if len(self.places) < 100_000:
            self.places.append((place, reason, case))


class Spool:
    """Events on their way. Use as a context; the file is gone afterwards."""

    def __init__(self, mapping: LogMapping, now: datetime) -> None:
        self.mapping, self.now = mapping, now
        self.rejected = Rejected()
        self.taken = 0
        self._folder = tempfile.TemporaryDirectory(prefix="kundenkreis-")
        self._db = sqlite3.connect(f"{self._folder.name}/events")
        self._db.executescript(
            "pragma journal_mode=off; pragma synchronous=off;"
            "create table event (kase text, at real, place int, activity text, resource text, customer text,"
            " organisation text, subject text, klass text, type text, team text, urgency text)"
        )

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *error: object) -> None:
        self._db.close()
        self._folder.cleanup()

    def add(self, place: int, row: Mapping[str, str]) -> None:
        """Take an event, or remember why not."""
        mapping = self.mapping
        case = row.get(mapping.columns["case"], "").strip()
        activity = row.get(mapping.columns["activity"], "").strip()
        at, reason = self._moment(row.get(mapping.columns["time"], ""))
        reason = reason or ("no case id" if not case else "") or ("no activity" if not activity else "")
        if not reason and (len(case) > LONGEST or "\n" in case):
            reason = f"the case id is longer than {LONGEST} characters"
        if reason or at is None:
            self.rejected.add(place, reason, case[:LONGEST])
            return
        texts = [one_line(row.get(mapping.columns.get(name, ""), ""), 120) for name in _KEPT]
        valued = [one_line(mapping.sources[name].of(row), 80) for name in ("class", "type", "team", "urgency")]
        values: tuple[Any, ...] = (one_line(case, LONGEST), at.timestamp(), place, one_line(activity, 160))
        self._db.execute(f"insert into event values ({','.join('?' * 12)})", (*values, *texts, *valued))
        self.taken += 1

    def _moment(self, text: str) -> tuple[datetime | None, str]:
        try:
            at = datetime.fromisoformat(text.strip())
            at = (at if at.tzinfo else at.replace(tzinfo=self.mapping.zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            return None, "the time cannot be read" if text.strip() else "no time"
        if at < EARLIEST:
            return None, "the time lies before 1990"
        return (at, "") if at <= self.now else (None, "the time lies in the future")

    def cases(self) -> int:
        """Return how many cases there are."""
        return int(self._db.execute("select count(distinct kase) from event").fetchone()[0])

    def by_case(self) -> Iterator[list[Event]]:
        """Yield the events of one case after the other, cases in order of their first event."""
        self._db.executescript(
            "create index by_case on event (kase, at, place);"
            "create table first as select kase, min(at) as at from event group by kase"
        )
        order = self._db.execute("select kase from first order by at, kase")
        for (case,) in order:
            rows = self._db.execute("select * from event where kase = ? order by at, place", (case,)).fetchall()
            yield [_event(row) for row in rows]


def _event(row: tuple[Any, ...]) -> Event:
    case, at, _place, activity, resource, customer, organisation, subject, klass, type_, team, urgency = row
    moment = datetime.fromtimestamp(at, UTC)
    return Event(case, moment, activity, resource, customer, organisation, subject, klass, type_, team, urgency)
