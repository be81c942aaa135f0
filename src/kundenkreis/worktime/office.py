"""The one way to build a calendar."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kundenkreis.worktime.calendar import Calendar
from kundenkreis.worktime.days_off import DaysOff, read_closings, read_options
from kundenkreis.worktime.week import parse_week


def office_hours(
    zone: str,
    windows: Mapping[int, Sequence[tuple[str, str]]],
    state: str | None = None,
    closings: Iterable[date] = (),
    options: Iterable[str] = (),
) -> Calendar:
    """Return the calendar of a team, for instance Monday to Friday 08:00 to 17:00 in Bavaria.

    `zone` is an IANA name ("Europe/Berlin"). `windows` maps weekdays (Monday 0)
    to pairs of wall-clock times: several a day for a lunch break, ("22:00",
    "06:00") overnight, ("00:00", "24:00") for a whole day. `state` adds the
    public holidays of a Bundesland, `options` its part-state days (see
    `OPTIONS`), `closings` the company's own. A window belongs to the day on
    which it opens: a night shift that begins on the eve of a day off runs to
    its end, one that would begin on the day off does not take place.

    Anything unknown, empty or overlapping raises a ValueError that says what.
    """
    days_off = DaysOff(state, read_closings(closings), read_options(options))
    return Calendar(_read_zone(zone), parse_week(windows), days_off)


def _read_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f'Unknown time zone {name!r}; a known one is "Europe/Berlin"') from error
