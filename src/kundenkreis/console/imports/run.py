"""The import itself: read, check, build, write; a second run goes on where the first broke off."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from kundenkreis.cases.models import Case
from kundenkreis.console.imports.building import Builder
from kundenkreis.console.imports.mapping import NEEDED, LogMapping, MappingError
from kundenkreis.console.imports.reading import UnreadableError, is_xes, rows_of
from kundenkreis.console.imports.spool import Rejected, Spool
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.history import BATCH, History, write
from kundenkreis.flow.newcomers import Newcomers
from kundenkreis.flow.settings.company import Hours
from kundenkreis.flow.settings.plan import DAYS, hours_of, targets
from kundenkreis.flow.settings.shapes import PlanError
from kundenkreis.teams.reference import company

Report = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: events read and taken, cases written and known from before, rejected rows by reason."""

    events: int
    taken: int
    cases: int
    written: int
    known: int
    rejected: dict[str, int] = field(default_factory=dict)
    is_dry_run: bool = False

    def as_json(self) -> str:
        """Return it for a script."""
        return json.dumps(asdict(self), ensure_ascii=False)


def import_events(path: Path, mapping: LogMapping, now: datetime, *, dry_run: bool, report: Report) -> Imported:
    """Import the log. Raises UnreadableError, MappingError or OSError; what was written before that stays."""
    builder = Builder(mapping, newcomers_of(mapping, now))
    with Spool(mapping, now) as spool:
        read = _read(path, mapping, spool, report)
        total = spool.cases()
        written = 0
        if not dry_run:
            known = _known(mapping)
            written = _write(spool, builder, now, lambda done: report("write", done + known, total))
        write_rejected(path, spool.rejected)
        reasons = dict(spool.rejected.reasons.most_common())
        return Imported(read, spool.taken, total, written, total - written if not dry_run else 0, reasons, dry_run)


def _read(path: Path, mapping: LogMapping, spool: Spool, report: Report) -> int:
    """Bring all rows into the spool and return how many there are. Raises UnreadableError if none can be of use."""
    read = 0
    for place, row in rows_of(path, mapping.delimiter, mapping.encoding):
        if read == 0:
            _require_columns(path, mapping, row)
        read += 1
        spool.add(place, row)
        if read % 5_000 == 0:
            report("read", read, None)
    if read == 0:
        raise UnreadableError(f"{path.name} holds no events.")
    return read


def _require_columns(path: Path, mapping: LogMapping, row: Mapping[str, str]) -> None:
    """Look into the first row for what every row needs; in XES each event has keys of its own."""
    missing = [mapping.columns[name] for name in NEEDED if mapping.columns[name] not in row]
    if missing and not is_xes(path):
        there = ", ".join(row)[:200]
        say = "Please check [columns] and the delimiter."
        raise UnreadableError(f"{path.name} has no column {', '.join(missing)}. It has: {there}. {say}")


def _write(spool: Spool, builder: Builder, now: datetime, report: Callable[[int], None]) -> int:
    """Write the cases that are not there yet. Raises MappingError for teams and targets that cannot be set up."""
    try:
        return write(_fresh(spool, builder), now, report=report)
    except Refused as error:
        raise MappingError(error.message) from error


def _known(mapping: LogMapping) -> int:
    return Case.objects.filter(source__startswith=f"import:{mapping.name}:").count()


def _fresh(spool: Spool, builder: Builder) -> Iterator[History]:
    """Yield the histories of the cases that are not there yet."""
    start = builder.source("")
    known = set(Case.objects.filter(source__startswith=start).values_list("source", flat=True))
    fresh = (events for events in spool.by_case() if builder.source(events[0].case) not in known)
    while batch := list(islice(fresh, BATCH)):
        builder.meet(batch)
        yield from map(builder.build, batch)


def newcomers_of(mapping: LogMapping, now: datetime) -> Newcomers:
    """Return who is set up on the way: with the mapping's targets, and its hours if it has some."""
    try:
        return Newcomers(now, targets(mapping.targets, "[targets]"), _hours(mapping))
    except PlanError as error:
        raise MappingError(str(error)) from error


def _hours(mapping: LogMapping) -> Hours | None:
    if not mapping.hours:
        return None
    unknown = sorted(set(mapping.hours) - {*DAYS, "zone", "state", "closings"})
    if unknown:
        raise MappingError(f"[hours]: {', '.join(unknown)} is not known.")
    windows, closings = hours_of(mapping.hours)
    zone, state = mapping.hours.get("zone", company().zone), mapping.hours.get("state", "")
    return Hours(str(zone), str(state), windows, closings)


def write_rejected(path: Path, rejected: Rejected) -> Path | None:
    """Write the rejected rows beside the working directory, if there are any. Cells cannot become formulas."""
    if not rejected.places:
        return None
    target = Path(f"{path.name}.rejected.csv")
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["place", "reason", "case"])
        for place, reason, case in rejected.places:
            writer.writerow([place, reason, f"'{case}" if case.startswith(("=", "+", "-", "@", "\t")) else case])
    return target
