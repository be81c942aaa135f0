"""The queue page: it gathers, the template shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from kundenkreis.cases.listing import Listed, listed
from kundenkreis.cases.reference import types
from kundenkreis.promises.calendars import calendar_for
from kundenkreis.queue.conditions import Condition, every, narrowed, of_person, of_team, of_view
from kundenkreis.queue.counts import Count, Counts, Look, page_counts
from kundenkreis.queue.filters import MINE, VIEWS
from kundenkreis.queue.groups import Days, Group, days_of, group_of
from kundenkreis.queue.order import position
from kundenkreis.queue.people import fits_of
from kundenkreis.queue.queries import PAGE, Row, holding, row, rows
from kundenkreis.queue.skills import Fit
from kundenkreis.queue.views import SavedView
from kundenkreis.reports.mix import Mix, mix
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web.queue.asked import Asked
from kundenkreis.web.queue.drawn import Reader, minute_of, reader_of
from kundenkreis.web.queue.drawn import row as draw
from kundenkreis.web.who import zone_of


class Entry(NamedTuple):
    """A row: its place, what it says of the case, and both as markup."""

    place: Row
    case: Listed
    drawn: Markup


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the list with the rows of this page that stand below it."""

    group: Group
    count: Count
    entries: list[Entry]


@dataclass(slots=True)
class Page:
    """Everything the queue page shows; `next` is the address of the next page or empty."""

    asked: Asked
    counts: Counts
    days: Days
    sections: list[Section]
    mix: Mix
    next: str = ""
    saved: Sequence[SavedView] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        """The rows of this page, without headings."""
        return [entry for section in self.sections for entry in section.entries]


def page(viewer: Viewer, asked: Asked, saved: Sequence[SavedView], now: datetime) -> Page:
    """Gather one page of a team's queue, for a viewer who works in it or coaches it."""
    filters = asked.filters
    fits = fits_of(viewer.id) if filters.by_skill or any(v.filters.by_skill for v in saved) else {}
    shown = every([of_view(filters.view, viewer, now), narrowed(filters, types(), fits)])
    desk = _desk(viewer, asked, shown)
    days = days_of(now, zone_of(viewer.zone), calendar_for(asked.team_id))
    counts = _counts(viewer, asked, saved, fits, Look(desk, [shown]), days)
    found = rows(every([desk, shown]), after=asked.after, limit=PAGE + 1)
    cases = listed(viewer, [row.case_id for row in found[:PAGE]])
    minute = minute_of(now)
    reader = reader_of(minute)
    entries = [_entry(reader, viewer, row, cases[row.case_id], minute) for row in found[:PAGE] if row.case_id in cases]
    return Page(
        asked,
        counts,
        days,
        _sections(entries, counts, days),
        mix([entry.case.mark for entry in entries]),
        asked.onwards(position(found[PAGE - 1])) if len(found) > PAGE else "",
        saved,
    )


def _desk(viewer: Viewer, asked: Asked, shown: Condition) -> Condition:
    """Return where the rows come from; words that are searched for make it smaller first."""
    desk = of_person(viewer) if asked.filters.view == MINE else of_team(viewer, asked.team_id)
    words = asked.filters.words
    return every([desk, holding(every([desk, shown]), words)]) if words else desk


def _counts(
    viewer: Viewer, asked: Asked, saved: Sequence[SavedView], fits: Mapping[int, Fit], shown: Look, days: Days
) -> Counts:
    views: dict[str, Condition] = {view: of_view(view, viewer, days.now) for view in VIEWS if view != MINE}
    for view in saved:
        if view.filters.words:
            continue
        conditions = [of_view(view.filters.view, viewer, days.now), narrowed(view.filters, types(), fits)]
        views[str(view.id)] = every(conditions)
    return page_counts(of_team(viewer, asked.team_id), of_person(viewer), views, MINE, shown, days)


def _sections(entries: Sequence[Entry], counts: Counts, days: Days) -> list[Section]:
    grouped = groupby(entries, key=lambda entry: group_of(entry.place, days))
    return [Section(group, counts.groups[group], list(found)) for group, found in grouped]


def _entry(reader: Reader, viewer: Viewer, place: Row, case: Listed, minute: datetime) -> Entry:
    """A coach reads, she takes nothing."""
    return Entry(place, case, draw(reader, place, case, minute, may_take=case.team_id in viewer.teams))


def entry_of(viewer: Viewer, case_id: int, now: datetime) -> Entry | None:
    """Return the row of one case, if it stands in a queue and the viewer may see it."""
    place, case = row(viewer, case_id), listed(viewer, [case_id]).get(case_id)
    minute = minute_of(now)
    return _entry(reader_of(minute), viewer, place, case, minute) if place and case else None
