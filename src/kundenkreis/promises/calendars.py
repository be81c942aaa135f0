"""Working calendars in use: versions never change, so each is built once a process."""

from kundenkreis.base.reference import Reference
from kundenkreis.promises.models import CalendarVersion
from kundenkreis.worktime import Calendar, office_hours

_BUILT: dict[int, Calendar] = {}


def build(version: CalendarVersion) -> Calendar:
    """Return the calendar of a stored version."""
    windows = {int(day): [(a, b) for a, b in pairs] for day, pairs in version.windows.items()}
    return office_hours(
        version.zone, windows, state=version.state or None, closings=version.closings, options=version.options
    )


def calendar_of(version_id: int) -> Calendar:
    """Return the calendar of a version's id. Raises CalendarVersion.DoesNotExist."""
    calendar = _BUILT.get(version_id)
    if calendar is None:
        calendar = _BUILT[version_id] = build(CalendarVersion.objects.get(pk=version_id))
    return calendar


def _current() -> dict[int | None, int]:
    newest: dict[int | None, int] = {}
    for pk, team_id in CalendarVersion.objects.order_by("since", "pk").values_list("pk", "team_id"):
        newest[team_id] = pk
    return newest


_in_force = Reference(_current)


def current(team_id: int | None) -> int:
    """Return the id of the version in force for a team, else the company's. Raises LookupError without any."""
    versions = _in_force()
    found = versions.get(team_id) or versions.get(None)
    if found is None:
        raise LookupError("The company has no working calendar yet. Set one in the settings.")
    return found


def calendar_for(team_id: int | None) -> Calendar | None:
    """Return the calendar by which a team works now, or None as long as the company has none."""
    try:
        return calendar_of(current(team_id))
    except LookupError:
        return None
