"""The import itself: read, check, build, write; a second run goes on where the first broke off."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from kundenkreis.cases.models import Case
from kundenkreis.console.imports.building import Builder
from kundenkreis.console.imports.mapping import LogMapping, MappingError
from kundenkreis.console.imports.reading import rows_of
from kundenkreis.console.imports.spool import Rejected, Spool
from kundenkreis.flow.history import BATCH, History, write
from kundenkreis.flow.newcomers import Newcomers
from kundenkreis.flow.settings.company import Hours
from kundenkreis.flow.settings.plan import DAYS, PlanError, targets
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
    with Spool(mapping, now) as spool:
        read = 0
        for place, row in rows_of(path, mapping.delimiter, mapping.encoding):
            read += 1
            spool.add(place, row)
            if read % 5_000 == 0:
                report("read", read, None)
        total = spool.cases()
        builder = Builder(mapping, newcomers_of(mapping, now))
        known = 0 if dry_run else _known(mapping)
        written = 0
        if not dry_run:
            fresh = _fresh(spool, builder)
            written = write(fresh, now, report=lambda done: report("write", done + known, total))
        write_rejected(path, spool.rejected)
        reasons = dict(spool.rejected.reasons.most_common())
        return Imported(read, spool.taken, total, written, total - written if not dry_run else 0, reasons, dry_run)


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
    windows = {
        DAYS[day]: [tuple(part.split("-")) for part in pairs] for day, pairs in mapping.hours.items() if day in DAYS
    }
    given: Any = mapping.hours
    closings = [date.fromisoformat(str(day)) for day in given.get("closings", [])]
    return Hours(str(given.get("zone", company().zone)), str(given.get("state", "")), windows, closings)


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
