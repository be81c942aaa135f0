"""The company itself, and the working calendars by which its promises are counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.base.text import clean, one_line
from kundenkreis.flow.errors import NotFound, Refused
from kundenkreis.flow.hand import put_down, take_up
from kundenkreis.flow.limits import line
from kundenkreis.flow.reactions import RECALENDAR, defer
from kundenkreis.flow.settings.change import must_change, record_change, values_of
from kundenkreis.promises.calendars import build, current
from kundenkreis.promises.models import CalendarVersion, Promise
from kundenkreis.teams.models import Company, Team
from kundenkreis.teams.viewer import Viewer
from kundenkreis.worktime import STATES

_COMPANY = ("name", "state", "zone", "purpose", "phone", "email")
_CALENDAR = ("zone", "state", "windows", "closings", "options")


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """What a company says about itself. `state` is a Bundesland code or empty."""

    name: str
    state: str
    zone: str
    purpose: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """A working calendar: `windows` maps weekday ("0" is Monday) to pairs of times such as ("08:00", "12:00")."""

    zone: str
    state: str
    windows: Mapping[str, Sequence[Sequence[str]]]
    closings: Sequence[date] = ()
    options: Sequence[str] = ()


@step
def change_company(new: CompanyFacts, *, by: Viewer, now: datetime) -> None:
    """Change what the company says about itself."""
    must_change(by)
    store_company(new, by=by.id, now=now)


def store_company(new: CompanyFacts, *, by: int | None, now: datetime) -> Company:
    """Store the company's row, new or changed, inside a step."""
    if not one_line(new.name):
        raise Refused(_("Please enter the name of the company."), "name")
    if new.state and new.state not in STATES:
        raise Refused(_("Please choose one of the sixteen federal states."), "state")
    found = Company.objects.filter(pk=1).first()
    before = values_of(found, _COMPANY) if found else {}
    row = found or Company(pk=1)
    row.name, row.state, row.zone = line(new.name, 120, "name"), new.state, new.zone
    row.purpose, row.phone, row.email = clean(new.purpose).strip(), line(new.phone, 40, "phone"), new.email.strip()
    row.save()
    record_change("company", 1, row.name, before, values_of(row, _COMPANY), by=by, now=now)
    return row


@step
def change_hours(new: Hours, *, by: Viewer, now: datetime, team_id: int | None = None) -> None:
    """Put another working calendar in force, for the company or for one team.

    Promises that are still owed are counted by it from now on, each with a
    fact of its own; settled ones keep the calendar they were counted by.
    """
    must_change(by)
    if team_id is not None and not Team.objects.filter(pk=team_id).exists():
        raise NotFound(_("This team does not exist any more."))
    version = store_hours(new, team_id=team_id, by=by.id, now=now)
    if version is not None:
        defer(RECALENDAR, version_id=version.pk)


def store_hours(new: Hours, *, team_id: int | None, by: int | None, now: datetime) -> CalendarVersion | None:
    """Store a new version of a calendar inside a step; None if it says what is in force already."""
    version = CalendarVersion(
        team_id=team_id,
        since=now,
        zone=new.zone,
        state=new.state,
        windows={day: [list(pair) for pair in pairs] for day, pairs in sorted(new.windows.items()) if pairs},
        closings=sorted(set(new.closings)),
        options=sorted(set(new.options)),
    )
    try:
        build(version).next_open(now)
    except (ValueError, KeyError) as error:
        raise Refused(_("These working hours cannot be used: %(why)s") % {"why": error}, "windows") from error
    earlier = CalendarVersion.objects.filter(team_id=team_id) if team_id else CalendarVersion.objects.filter(team=None)
    before = earlier.order_by("-since", "-pk").first()
    old = values_of(before, _CALENDAR) if before else {}
    if old == values_of(version, _CALENDAR):
        return None
    version.save()
    name = version.team.name if version.team else ""
    record_change("calendar", version.pk, name, old, values_of(version, _CALENDAR), by=by, now=now)
    return version


def affected(version: CalendarVersion) -> list[int]:
    """Return the cases with promises that are owed and counted by another calendar than the one now in force."""
    owed = Promise.objects.filter(settled_at=None).exclude(calendar_id=version.pk)
    if version.team_id is not None:
        owed = owed.filter(team_id=version.team_id)
    else:
        own = CalendarVersion.objects.filter(team__isnull=False).values("team_id")
        owed = owed.exclude(team_id__in=own)
    return list(owed.order_by("case_id").values_list("case_id", flat=True).distinct())


@step
def recalendar(case_id: int, now: datetime) -> None:
    """Let the calendar in force run the clocks of what is owed in one case. Doing it twice changes nothing."""
    taken = take_up(case_id, now)
    for pledge in taken.hand.state.owed():
        version = current(pledge.team)
        if pledge.calendar != version:
            taken.hand.write("promise.recalendared", None, no=pledge.no, calendar=version)
    put_down(taken)
