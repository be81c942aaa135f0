"""Which comparison a page's address asks for."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from kundenkreis.reports.catalogue import Question
from kundenkreis.reports.queries import TEAM_MONTHS, seen_teams, window_of
from kundenkreis.reports.words import day
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web.asked import BadAddress

ALL = "all"
MONTHS = (3, 12)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the words of its address. `months` is None for a window of one's own."""

    question: Question
    months: int | None

    def address(self, path: str, *, team: str | None = None, months: int | None = None) -> str:
        """Return a path with this question, or with another team or another rolling window."""
        window = self.question.window
        wanted = {"team": (self.question.team or ALL) if team is None else team}
        if months or self.months:
            wanted["months"] = months or self.months or TEAM_MONTHS
        else:
            wanted |= {"from": window.first.isoformat(), "to": window.last.isoformat()}
        return f"{path}?{urlencode(wanted)}"

    def period(self) -> str:
        """Return the window of one's own in words, or an empty text for a rolling one."""
        window = self.question.window
        return "" if self.months else f"{day(window.first)} – {day(window.last)}"


def asked(query: QueryDict, viewer: Viewer, now: datetime) -> Asked:
    """Read team, months, from and to. Raises BadAddress for what cannot be read."""
    first, last = query.get("from", "").strip(), query.get("to", "").strip()
    months = _months(query.get("months", ""))
    try:
        window = window_of(first, last, months, now)
    except ValueError as error:
        text = _("Please give the period as two dates in order, for example 2026-01-01 and 2026-03-31.")
        raise BadAddress(text) from error
    return Asked(Question(_team(query.get("team", ""), viewer), window), None if first or last else months)


def _months(text: str) -> int:
    if not text:
        return TEAM_MONTHS
    if text not in {str(months) for months in MONTHS}:
        raise BadAddress(_("Please choose 3 or 12 months, or a period of your own."))
    return int(text)


def _team(text: str, viewer: Viewer) -> int | None:
    """Return the team; without one the viewer's own if she has one, else the whole company."""
    if not text:
        return viewer.seen_teams[0] if viewer.seen_teams else None
    if text == ALL:
        return None
    known = {str(team_id): team_id for team_id, _name in seen_teams(viewer)}
    if text not in known:
        raise BadAddress(_("There is no such team among those you may look at. Please choose one from the list."))
    return known[text]
