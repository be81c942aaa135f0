"""Days and times as people type them into the forms of a case, in the reader's time zone."""

import re
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from kundenkreis.cases.answers import plain_day
from kundenkreis.flow.limits import MOST_YEARS

_TIME = re.compile(r"(\d{1,2})[:.]?(\d{2})?")


def plain_time(text: str) -> time:
    """Return a time of day written as 14:30, 14.30 or 14. Raises ValueError with a sentence for the writer."""
    found = _TIME.fullmatch(text.strip().removesuffix("Uhr").strip())
    try:
        if found is None:
            raise ValueError
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        raise ValueError(_("Please enter a time, for example 14:30.")) from None


def at(day: date, clock: time) -> datetime:
    """Return a day and time of the reader's zone as a moment."""
    return datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())


def read_due(day: str, clock: str, now: datetime) -> tuple[datetime | None, date | None]:
    """Return what was typed as a moment, or as a day when no time was given; (None, None) if nothing was.

    A time without a day means the reader's today. Raises ValueError with a
    sentence for the writer, also for a day before today or many years away:
    working time is not known that far.
    """
    if not day.strip() and not clock.strip():
        return None, None
    today = timezone.localdate(now)
    that = plain_day(day.strip()) if day.strip() else today
    if that < today:
        raise ValueError(_("The date lies in the past. Please choose a later one."))
    if that.year > today.year + MOST_YEARS:
        raise ValueError(_("Please choose a date within the next %(years)d years.") % {"years": MOST_YEARS})
    return (at(that, plain_time(clock)), None) if clock.strip() else (None, that)
