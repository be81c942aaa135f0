"""Days and times as people type them into the forms of a case, in the reader's time zone."""

import re
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from kundenkreis.cases.answers import plain_day

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


def read_due(day: str, clock: str) -> tuple[datetime | None, date | None]:
    """Return what was typed as a moment, or as a day when no time was given; (None, None) if nothing was.

    A time without a day means the reader's today. Raises ValueError with a
    sentence for the writer.
    """
    if not day.strip() and not clock.strip():
        return None, None
    that = plain_day(day.strip()) if day.strip() else timezone.localdate()
    return (at(that, plain_time(clock)), None) if clock.strip() else (None, that)
