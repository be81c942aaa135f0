"""Words of the page of the own day."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kundenkreis.promises.models import Promise
from kundenkreis.promises.pledge import CALLBACK, FIRST_ANSWER, NEXT_ANSWER
from kundenkreis.queue.next import Suggestion, Why
from kundenkreis.queue.queries import Owed, Row
from kundenkreis.teams.reference import skills
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web.jinja import address
from kundenkreis.web.times import clock, day, long_date, long_moment, when
from kundenkreis.web.today.day import Day, Mine

_MORNING_ENDS, _EVENING_BEGINS = 11, 18
_MOMENT = timedelta(minutes=1)


def greeting(viewer: Viewer, now: datetime) -> str:
    """Return the greeting that fits the reader's hour."""
    hour, name = localtime(now).hour, {"name": viewer.given_name}
    if hour < _MORNING_ENDS:
        return _("Good morning, %(name)s.") % name
    return (_("Hello, %(name)s.") if hour < _EVENING_BEGINS else _("Good evening, %(name)s.")) % name


def lead(of: Day) -> str:
    """Return what matters today, in one or two sentences."""
    return " ".join(part for part in (_own(of.today, of.days.now), _team(of)) if part)


def _own(today: list[Mine], now: datetime) -> str:
    if not today:
        return _("None of your promises is due today.")
    count = {"count": len(today)}
    said = (
        ngettext("%(count)d of your promises is due today", "%(count)d of your promises are due today", len(today))
        % count
    )
    following = next((one for one in today if due_of(one.promise.owed) >= now), None)
    if following is None:
        return _("%(said)s.") % {"said": said}
    return _("%(said)s, the next one at %(time)s.") % {"said": said, "time": clock(due_of(following.promise.owed))}


def _team(of: Day) -> str:
    if not of.late:
        return ""
    count = len(of.late)
    if of.more_late:
        return _("More than %(count)d of the team’s requests are late.") % {"count": count}
    said = ngettext("%(count)d request of the team is late.", "%(count)d requests of the team are late.", count)
    return said % {"count": count}


def due_of(owed: Owed) -> datetime:
    """Return when something has to be done: the new date, if it was promised anew."""
    return owed.anew_at or owed.due_at


def what(owed: Owed, subject: str) -> str:
    """Return what was promised: its own words, else its kind and what the request is about."""
    kind = str(Promise.Kind(owed.kind).label)
    named = subject.casefold().startswith(kind.casefold())
    return owed.text or (subject if named else f"{kind}: {subject}")


def action(owed: Owed, case_id: int) -> tuple[str, str, str]:
    """Return what keeps the promise: icon, label and address."""
    case = address("case", case_id)
    if owed.kind == CALLBACK:
        return "phone", pgettext("action", "Call"), f"{case}?write=call#composer"
    if owed.kind in (FIRST_ANSWER, NEXT_ANSWER):
        return "send", pgettext("action", "Reply"), f"{case}?write=reply#composer"
    return "arrow-right", pgettext("action", "Open"), case


def reasons(suggestion: Suggestion[Row], language: str) -> list[tuple[str, str]]:
    """Return why a request is suggested, as pairs of a kind of tag and a text."""
    fit = suggestion.fit
    said: list[tuple[str, str]] = []
    if suggestion.why is Why.FITS and fit.has:
        said.append(("warm", _("Your strengths: %(skills)s") % {"skills": _names(fit.has, language)}))
    if suggestion.why is Why.LEARN:
        said.append(("warm", _("Chance to learn: %(skills)s") % {"skills": _names(fit.learns, language)}))
    if suggestion.why is Why.LONGEST:
        said.append(("", _("waiting longest without an owner")))
    if suggestion.why is Why.FIRST:
        said.append(("", _("due first")))
    return said


def _names(ids: Iterable[int], language: str) -> str:
    known = [skills()[pk] for pk in ids if pk in skills()]
    return ", ".join(s.name_en if language == "en" and s.name_en else s.name for s in known)


def until(end: datetime, now: datetime) -> str:
    """Return the end of a time: the last day, if it reaches to midnight, else day and hour."""
    return day(end - _MOMENT, now) if _is_midnight(end) else when(end, now)


def span(start: datetime, end: datetime) -> str:
    """Return a time in full: days, if it is made of whole days, else days and hours."""
    if not (_is_midnight(start) and _is_midnight(end)):
        return _("%(start)s to %(end)s") % {"start": long_moment(start), "end": long_moment(end)}
    first, last = long_date(start), long_date(end - _MOMENT)
    return first if first == last else _("%(start)s to %(end)s") % {"start": first, "end": last}


def _is_midnight(moment: datetime) -> bool:
    return localtime(moment).time() == time()
