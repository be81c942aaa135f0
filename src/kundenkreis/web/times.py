"""Moments and durations in words, in the reader's language and zone.

The zone is Django's current time zone, which the doors set for the reader. A
`now` that already stands in a named zone (`timezone.localtime(now)`) brings it
along; long lists do so, because looking the zone up costs more than the words.
Working seconds are counted elsewhere (`worktime`); here they only get words.
"""

from datetime import date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import dateformat, dates, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.web.numbers import number
from kundenkreis.web.template import spoken

FILTERS = ("when", "by", "day", "clock", "weekday", "long_date", "long_moment", "remaining", "age")
_TIME = "¤"  # stands for the time of day in a pattern
MOST_EXACT = 1000  # hours from which on minutes tell nothing
NEAR = 6  # days in which the weekday alone says which day is meant


def clock(moment: datetime) -> str:
    """Return the time of day without a leading zero, as people write it: 9:05."""
    here = _here(moment)
    return f"{here.hour}:{here.minute:02}"


def when(moment: datetime, now: datetime, brief: bool = False) -> str:
    """Return the moment as seen from now: today 12:00, tomorrow 10:00, Wed 10:00, 4 Nov 10:00.

    `brief` is for columns in which today goes without saying (12:00) and
    tomorrow is a weekday like the others.
    """
    here, today = _seen(moment, now)
    time = f"{here.hour}:{here.minute:02}"
    if brief and here.date() == today:
        return time
    return f"{_day(here.date(), today, spoken(), not brief)} {time}"


def by(moment: datetime, now: datetime, brief: bool = False) -> str:
    """Return a due time with its preposition: by 12:00 today, by Wed 10:00; `brief` drops today."""
    here, today = _seen(moment, now)
    words = {"time": f"{here.hour}:{here.minute:02}", "day": _day(here.date(), today, spoken(), False)}
    away = (here.date() - today).days
    if away == 0:
        return pgettext("due", "by %(time)s") % words if brief else pgettext("due", "by %(time)s today") % words
    if away == 1:
        return pgettext("due", "by %(time)s tomorrow") % words
    return pgettext("due", "by %(day)s %(time)s") % words


def day(moment: datetime | date, now: datetime) -> str:
    """Return the day alone as seen from now: today, yesterday, Wed, 4 Nov, 4 Nov 2025."""
    return _day(_date(moment), now.astimezone(_zone(now)).date(), spoken(), True)


def weekday(moment: datetime | date) -> str:
    """Return the name of the weekday in full."""
    return str(dates.WEEKDAYS[_date(moment).weekday()])


def long_date(moment: datetime | date) -> str:
    """Return the whole date: Tuesday, 17 November 2026."""
    return dateformat.format(_date(moment), pgettext("date format", "l, j F Y"))


def long_moment(moment: datetime) -> str:
    """Return date and time in full, for tooltips and letters."""
    here = _here(moment)
    return _long_day(here.date(), spoken()).replace(_TIME, f"{here.hour}:{here.minute:02}")


def remaining(seconds: float, form: str = "left") -> str:
    """Return working seconds that are left, or over when negative: 2:42 h left, 2:48 h over.

    `form` is "left", "bare" (2:42 h, for columns) or "words" (2:42 working hours left).
    Minutes that are left are rounded down, minutes that are over are rounded up;
    from a thousand hours on they are left out.
    """
    minutes = int(seconds // 60)
    hours, rest = divmod(abs(minutes), 60)
    time = {"time": f"{hours}:{rest:02}" if hours < MOST_EXACT else number(hours)}
    if form == "words":
        pattern = _("%(time)s working hours left") if minutes >= 0 else _("%(time)s working hours over")
    elif minutes < 0:
        pattern = _("%(time)s h over")
    else:
        pattern = _("%(time)s h left") if form == "left" else "%(time)s h"
    return pattern % time


def age(since: datetime, now: datetime) -> str:
    """Return how long ago in one short figure: 38 min, 5 h, 4 d (calendar days)."""
    here, today = _seen(since, now)
    days = (today - here.date()).days
    if days > 0:
        return _days(days, spoken())
    minutes = max(0, int((now - since).total_seconds() // 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h"


def _zone(now: datetime) -> tzinfo:
    return now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else timezone.get_current_timezone()


def _seen(moment: datetime, now: datetime) -> tuple[datetime, date]:
    """Return the moment in the reader's zone, and the reader's today."""
    zone = _zone(now)
    return moment.astimezone(zone), now.astimezone(zone).date()


def _here(moment: datetime) -> datetime:
    return moment.astimezone(timezone.get_current_timezone())


def _date(moment: datetime | date) -> date:
    return _here(moment).date() if isinstance(moment, datetime) else moment


@lru_cache(maxsize=4096)
def _day(that: date, today: date, language: str | None, named: bool) -> str:
    """Return the word for a day; `language` is part of the key only. `named` allows today and its neighbours."""
    away = (that - today).days
    if named and -1 <= away <= 1:
        return (_("yesterday"), _("today"), _("tomorrow"))[away + 1]
    if abs(away) <= NEAR:
        return str(dates.WEEKDAYS_ABBR[that.weekday()])
    this_year = that.year == today.year
    return dateformat.format(that, pgettext("date format", "j M") if this_year else pgettext("date format", "j M Y"))


@lru_cache(maxsize=4096)
def _long_day(that: date, language: str | None) -> str:
    """Return a day in full with a place for the time; a conversation has many times on few days."""
    pattern = pgettext("date format", "l, j F Y, G:i").replace("G:i", _TIME)
    return dateformat.format(that, pattern)


@lru_cache(maxsize=4096)
def _days(days: int, language: str | None) -> str:
    """Return a number of days; `language` is part of the key only."""
    return pgettext("age", "%(days)d d") % {"days": days}
