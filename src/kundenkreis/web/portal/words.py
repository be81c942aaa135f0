"""Promises, working hours and opening times in the words of the person who waits for them."""

from datetime import datetime
from functools import lru_cache
from itertools import groupby

from django.utils import dates, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from kundenkreis.promises.models import CalendarVersion
from kundenkreis.web import times
from kundenkreis.web.numbers import number
from kundenkreis.web.template import spoken

HOUR = 3600
# What is promised, as it stands in front of "by Thursday 12:00".
_WHAT = {
    "first_answer": pgettext_lazy("promised", "Answer"),
    "next_answer": pgettext_lazy("promised", "Answer to your message"),
    "solution": pgettext_lazy("promised", "Solution"),
    "callback": pgettext_lazy("promised", "Callback"),
    "milestone": pgettext_lazy("promised", "Milestone"),
    "due_date": pgettext_lazy("promised", "Date"),
}
_COUNTS = (
    pgettext_lazy("working hours", "two"),
    pgettext_lazy("working hours", "three"),
    pgettext_lazy("working hours", "four"),
    pgettext_lazy("working hours", "five"),
    pgettext_lazy("working hours", "six"),
    pgettext_lazy("working hours", "seven"),
    pgettext_lazy("working hours", "eight"),
    pgettext_lazy("working hours", "nine"),
    pgettext_lazy("working hours", "ten"),
    pgettext_lazy("working hours", "eleven"),
    pgettext_lazy("working hours", "twelve"),
)


def what(kind: str, text: str = "") -> str:
    """Return what is promised, in words for the person to whom it is."""
    return text or str(_WHAT[kind])


def until(moment: datetime, now: datetime) -> str:
    """Return a moment as it stands after "by": 13:48 today, 10:00 tomorrow, Wed 10:00, 4 Nov 10:00."""
    away = (timezone.localdate(moment) - timezone.localdate(now)).days
    words = {"day": times.day(moment, now), "time": times.clock(moment)}
    if away == 0:
        return pgettext("until", "%(time)s today") % words
    if away == 1:
        return pgettext("until", "%(time)s tomorrow") % words
    return pgettext("until", "%(day)s %(time)s") % words


def promised(kind: str, due_at: datetime, now: datetime, text: str = "") -> str:
    """Return a promise in one phrase: Answer by 13:48 today."""
    values = {"what": what(kind, text), "until": until(due_at, now)}
    return pgettext("promised", "%(what)s by %(until)s") % values


def working_hours(seconds: int) -> str:
    """Return an amount of working time in words: four working hours, 30 working minutes."""
    if seconds < HOUR:
        minutes = max(1, round(seconds / 60))
        return ngettext("%(minutes)s working minute", "%(minutes)s working minutes", minutes) % {"minutes": minutes}
    if seconds == HOUR:
        return _("one working hour")
    hours = seconds / HOUR
    in_words = hours.is_integer() and hours <= len(_COUNTS) + 1
    said = str(_COUNTS[int(hours) - 2]) if in_words else number(hours, 0 if hours.is_integer() else 1)
    return _("%(hours)s working hours") % {"hours": said}


def opening_times(version_id: int) -> str:
    """Return when the people of a calendar work: Monday to Thursday 8:00 to 16:30, Friday 8:00 to 15:00."""
    return _opening_times(version_id, spoken() or "")


@lru_cache(maxsize=256)
def _opening_times(version_id: int, _language: str) -> str:
    """A version never changes, so its words are kept; the language is part of the key only."""
    windows = CalendarVersion.objects.values_list("windows", flat=True).get(pk=version_id)
    days = [(day, _windows(windows.get(str(day), ()))) for day in range(7)]
    runs = [(said, [day for day, _said in run]) for said, run in groupby(days, key=lambda item: item[1])]
    return ", ".join(f"{_days(run)} {said}" for said, run in runs if said)


def _windows(pairs: list[list[str]]) -> str:
    and_ = pgettext("opening times", " and ")
    span = pgettext("opening times", "%(start)s to %(end)s")
    return and_.join(span % {"start": start.lstrip("0") or "0", "end": end.lstrip("0") or "0"} for start, end in pairs)


def _days(run: list[int]) -> str:
    first, last = str(dates.WEEKDAYS[run[0]]), str(dates.WEEKDAYS[run[-1]])
    if len(run) == 1:
        return first
    return pgettext("opening times", "%(first)s to %(last)s") % {"first": first, "last": last}
