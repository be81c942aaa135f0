"""What the doors read from evaluations."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kundenkreis.reports.catalogue import ENTRIES, Question, answer, run
from kundenkreis.reports.models import Access
from kundenkreis.reports.rules import team_sizes, withheld_from
from kundenkreis.reports.shapes import ParityData
from kundenkreis.reports.windows import Window, last_months
from kundenkreis.teams.reference import company, teams
from kundenkreis.teams.viewer import Viewer

TEAM_MONTHS = 12
LINE_FRESH_FOR = timedelta(days=1)


def company_day(now: datetime) -> date:
    """Return today's date by the company's clock."""
    return now.astimezone(ZoneInfo(company().zone)).date()


def parity(viewer: Viewer | None, question: Question, now: datetime, *, afresh: bool = False) -> ParityData:
    """Compare internal and external customers; see `catalogue.run` for who may and what is raised."""
    data: ParityData = run("parity", viewer, question, now, afresh=afresh)
    return data


def parity_line(team_id: int, now: datetime) -> ParityData | None:
    """Return the parity of a team over 12 months for its own Today page, at most a day old.

    Only for pages of the team's own members and coach. None where the team
    is too small to be seen on its own. It is part of the page and nobody
    asked for it, so it writes no access log.
    """
    own = Viewer(id=0, name="", teams=(team_id,))
    entry = ENTRIES["parity"]
    if team_id in withheld_from(own, team_sizes(), entry.minimum_group):
        return None
    question = Question(team_id, last_months(TEAM_MONTHS, company_day(now)))
    data: ParityData = answer(entry, question, now, fresh_for=LINE_FRESH_FOR)
    return data


def seen_teams(viewer: Viewer | None) -> list[tuple[int, str]]:
    """Return the teams whose parity a viewer (None: the operator) may ask for, in order of name."""
    everything = viewer is None or "management" in viewer.roles
    return [
        (team.id, team.name)
        for team in teams().values()
        if team.is_active and (everything or (viewer is not None and team.id in viewer.seen_teams))
    ]


@dataclass(frozen=True, slots=True)
class AccessLine:
    """Somebody looked at something."""

    id: int
    at: datetime
    name: str
    what: str
    scope: str


def accesses(limit: int, before: int | None = None) -> list[AccessLine]:
    """Return who looked at what, newest first; `before` is the id of the last line seen."""
    found = Access.objects.select_related("person").order_by("-pk")
    if before is not None:
        found = found.filter(pk__lt=before)
    return [AccessLine(row.pk, row.at, row.person.name, row.what, row.scope) for row in found[:limit]]


def window_of(first: str, last: str, months: int, now: datetime) -> Window:
    """Return the window of two ISO dates; of one and what follows from it; or the last months.

    Raises ValueError for what is no date, or no window.
    """
    today = company_day(now)
    if not (first or last):
        return last_months(months, today)
    end = date.fromisoformat(last) if last else today
    start = date.fromisoformat(first) if first else last_months(months, end).first
    return Window(start, end)
