"""The day as a line with the own promises on it."""

from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _
from markupsafe import Markup

from kundenkreis.promises.calendars import calendar_of, current
from kundenkreis.promises.hours import hours_of
from kundenkreis.web.charts import Stop, day_line
from kundenkreis.web.times import clock
from kundenkreis.web.today.day import Day
from kundenkreis.web.today.words import due_of

_LONGEST_LABEL = 30


def line_of(day: Day, now: datetime) -> Markup | None:
    """Draw the team's working day with what is due in it; None if today is no working day."""
    version = current(day.team_id)
    zone = calendar_of(version).zone
    here = now.astimezone(zone)
    windows = hours_of(version, here.date())
    if not windows:
        return None
    start, end = windows[0][0], windows[-1][1]
    owed = [(one.promise.owed, one.case.subject) for one in day.today]
    stops = [Stop(_hour(due_of(o).astimezone(zone)), _label(o.text or subject), o.state) for o, subject in owed]
    breaks = [(a[1], b[0]) for a, b in pairwise(windows)]
    inside = [stop for stop in stops if start <= stop.hour <= end]
    return day_line(start, end, breaks, inside, _hour(here), clock(now))


def hours_in_words(day: Day, now: datetime) -> str:
    """Return the working hours of today, or that there are none."""
    version = current(day.team_id)
    here = now.astimezone(calendar_of(version).zone)
    windows = hours_of(version, here.date())
    if not windows:
        return _("no working day")
    words = {"from": _clock(windows[0][0]), "to": _clock(windows[-1][1])}
    return _("working hours %(from)s to %(to)s") % words


def _hour(moment: datetime) -> float:
    return moment.hour + moment.minute / 60


def _clock(hour: float) -> str:
    minutes = round(hour * 60)
    return f"{minutes // 60 % 24}:{minutes % 60:02}"


def _label(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rstrip() + "…"
