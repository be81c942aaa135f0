"""The catalogue of evaluations, as code: what may be evaluated, why, for whom, and from which group on.

What is not in here cannot run (DOMAIN 10.3). `run` is the only way to an
evaluation; it asks who looks, keeps small groups unseen, writes the access
log and keeps results for a quarter of an hour.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from kundenkreis.reports.actions import keep, kept, log_access, one_at_a_time
from kundenkreis.reports.parity import evaluate
from kundenkreis.reports.population import Scope
from kundenkreis.reports.rules import Audience, Level, hears, team_sizes, withheld_from, withheld_in_company
from kundenkreis.reports.suppression import MINIMUM_GROUP
from kundenkreis.reports.windows import Window
from kundenkreis.teams.reference import company
from kundenkreis.teams.viewer import Viewer

FRESH_FOR = timedelta(minutes=15)


class Withheld(Exception):
    """An evaluation does not run. `reason` is "unknown", "audience" or "group"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One evaluation and everything that was agreed about it.

    `fields` are the columns it reads, `retention` in months of the access
    log. No level is ever a person.
    """

    name: str
    title: Lazy
    purpose: Lazy
    fields: tuple[Lazy, ...]
    levels: frozenset[Level]
    audience: frozenset[Audience]
    retention: Lazy
    agreement: Lazy
    compute: Callable[[Scope, frozenset[int]], Any]
    minimum_group: int = MINIMUM_GROUP


ENTRIES: dict[str, Entry] = {
    entry.name: entry
    for entry in (
        Entry(
            name="parity",
            title=_("Parity of internal and external customers"),
            purpose=_(
                "To see whether promises to internal customers are kept, answered and granted as those to external "
                "customers, and to act where they are not. It judges no person's work."
            ),
            fields=(
                _("promise: kind, due time, verdict, time to the first answer, moved, withdrawn"),
                _("request: type, urgency, team, internal or external, outcome"),
                _("requester: only as a group of her own requests, for the width of the interval"),
            ),
            levels=frozenset({Level.COMPANY, Level.TEAM}),
            audience=frozenset({Audience.MEMBER, Audience.COACH, Audience.MANAGEMENT}),
            retention=_("Results: one day. Who looked: 12 months."),
            agreement=_("Works agreement on Kundenkreis, annex “catalogue of evaluations”, no. 1"),
            compute=evaluate,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an evaluation: one team, or the whole company (None), in a window of days."""

    team: int | None
    window: Window

    def __str__(self) -> str:
        return f"{'company' if self.team is None else f'team {self.team}'} {self.window}"


def run(name: str, viewer: Viewer | None, question: Question, now: datetime, *, afresh: bool = False) -> Any:
    """Run an evaluation and return its data (for "parity" `shapes.ParityData`).

    Without a viewer it is the operator at the command line: there is no
    person for the access log, but small groups stay unseen all the same.
    Raises Withheld if it is not in the catalogue, not meant for the viewer,
    or about too small a group.
    """
    entry = ENTRIES.get(name)
    if entry is None:
        raise Withheld("unknown")
    if viewer is not None and not hears(viewer, entry.audience, question.team):
        raise Withheld("audience")
    if question.team is not None and question.team in withheld_from(viewer, team_sizes(), entry.minimum_group):
        raise Withheld("group")
    if viewer is not None:
        log_access(viewer, name, str(question), now)
    return answer(entry, question, now, fresh_for=timedelta(0) if afresh else FRESH_FOR)


def answer(entry: Entry, question: Question, now: datetime, *, fresh_for: timedelta) -> Any:
    """Return the stored result if it is fresh enough, else a new one. Asks nobody's rights: see `run`.

    Whoever asks the same at the same time waits for the first and takes her
    result, so that many readers cost no more than one.
    """
    scope, since = str(question), now - fresh_for
    if fresh_for and (data := kept(entry.name, scope, since)) is not None:
        return data
    with one_at_a_time(f"{entry.name} {scope}"):
        if fresh_for and (data := kept(entry.name, scope, since)) is not None:
            return data
        withheld = withheld_in_company(team_sizes(), entry.minimum_group) if question.team is None else frozenset()
        data = entry.compute(Scope(question.team, question.window, ZoneInfo(company().zone), now), withheld)
        keep(entry.name, scope, data, now)
        return data
