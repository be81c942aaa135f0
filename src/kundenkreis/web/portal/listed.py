"""One of a requester's cases as her lists show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.cases.mine import Own, Station
from kundenkreis.promises.of_case import Promised
from kundenkreis.teams.reference import teams
from kundenkreis.web import times
from kundenkreis.web.portal.pledges import Told, tell_briefly


@dataclass(frozen=True, slots=True)
class Stop:
    """A station of the path, as the path macro draws it."""

    state: str
    title: str
    meta: str
    owner: None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A case with its promises and its path in words; `since` and `who` are short phrases."""

    case: Own
    promises: Sequence[Told]
    stops: Sequence[Stop]
    since: str
    who: str

    @property
    def next(self) -> Told | None:
        """The promise that is due next, or None if nothing is owed."""
        return next((told for told in self.promises if told.is_owed), None)


def listed(cases: Iterable[Own], promises: Mapping[int, Sequence[Promised]], now: datetime) -> list[Listed]:
    """Return cases in words; `promises` are theirs, by case."""
    return [
        Listed(
            case,
            tell_briefly(promises.get(case.id, ()), now),
            stops_of(case.steps, now),
            since(case.received_at, case.ended_at, now),
            who(case.team_id, case.holder) if case.is_open else "",
        )
        for case in cases
    ]


def stops_of(steps: Iterable[Station], now: datetime) -> list[Stop]:
    """Return the path: when a step was done and by whom, who is at it, who will be."""
    return [Stop(step.state, step.title, _meta(step, now)) for step in steps]


def _meta(step: Station, now: datetime) -> str:
    if step.state == "done" and step.done_at is not None:
        parts = [times.when(step.done_at, now), step.owner]
        return ", ".join(part for part in parts if part)
    if step.state == "now" and step.owner:
        return _("%(name)s is on it") % {"name": step.owner}
    return step.owner


def since(received_at: datetime, ended_at: datetime | None, now: datetime) -> str:
    """Return since when a case is open, or when it was done."""
    if ended_at is None:
        return pgettext("case", "since %(day)s") % {"day": times.day(received_at, now)}
    return pgettext("case", "done %(day)s") % {"day": times.day(ended_at, now)}


def who(team_id: int | None, holder: str) -> str:
    """Return who takes care of a case: a person, else her team."""
    team = teams().get(team_id or 0)
    if holder:
        return pgettext("portal", "%(name)s takes care of it.") % {"name": holder}
    return pgettext("portal", "%(team)s takes care of it.") % {"team": team.name} if team else ""
