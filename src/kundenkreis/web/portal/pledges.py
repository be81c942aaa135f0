"""Promises as the requester sees them: what, by when, how much time is left, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.promises.calendars import calendar_of
from kundenkreis.promises.clock import Remaining
from kundenkreis.promises.of_case import Promised
from kundenkreis.promises.pledge import BROKEN, CALLBACK, DAYS_TO_REOPEN, DUE_DATE, KEPT, MILESTONE, WITHDRAWN
from kundenkreis.web import times
from kundenkreis.web.portal.words import promised, until, what

SETTLED_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Told:
    """One promise in words: `text` is the strong line, `due` the quiet one below it.

    `may_agree` says that the team asked for a new date and it is not too
    late to agree; `may_dispute` that she can still say it was not kept.
    """

    no: int
    state: str
    share: float
    text: str
    due: str
    is_owed: bool
    may_agree: bool = False
    may_dispute: bool = False


def tell(given: Promised, now: datetime) -> Told:
    """Return a promise in words as of `now`, in the reader's language and zone."""
    left = given.clock(now)
    return Told(
        no=given.no,
        state=left.state,
        share=left.share,
        text=_text(given, left, now),
        due=_due(given, left, now),
        is_owed=given.is_owed,
        may_agree=_may_agree(given, left),
        may_dispute=_may_dispute(given, now),
    )


def tell_briefly(all_given: Iterable[Promised], now: datetime) -> list[Told]:
    """Return what a list shows of a case: all that is owed or was not kept, and what was kept last."""
    told = [tell(given, now) for given in all_given]
    last = [one for one in told if not one.is_owed and one.state == KEPT][:SETTLED_SHOWN]
    return [one for one in told if one.is_owed or one.state == BROKEN or one in last]


def next_owed(all_given: Iterable[Promised], now: datetime) -> Told | None:
    """Return the promise that is due next, or None if nothing is owed."""
    return next((tell(given, now) for given in all_given if given.is_owed), None)


def _text(given: Promised, left: Remaining, now: datetime) -> str:
    if left.state == KEPT or left.state == WITHDRAWN:
        return what(given.kind, given.text)
    if left.state == BROKEN:
        return _broken_text(given, now)
    if given.kind == CALLBACK and given.window_from is not None:
        values = {"what": what(given.kind, given.text), "from": times.when(given.window_from, now)}
        return pgettext("promised", "%(what)s %(from)s to %(until)s") % {**values, "until": times.clock(given.due_at)}
    return promised(given.kind, given.due_at, now, given.text)


def _broken_text(given: Promised, now: datetime) -> str:
    """Return what was promised and, where it has come, what came of it: it stays visible."""
    values = {"what": what(given.kind, given.text), "due": until(given.due_at, now)}
    if given.settled_at is None:
        return _("%(what)s, promised by %(due)s") % values
    values["done"] = times.when(given.settled_at, now)
    return _("%(what)s, promised by %(due)s, done %(done)s") % values


def _due(given: Promised, left: Remaining, now: datetime) -> str:
    if left.state == BROKEN:
        return _broken_due(given, now)
    if left.state == WITHDRAWN:
        return _("no longer needed")
    if left.state == KEPT and given.settled_at is not None:
        return _("kept: %(when)s") % {"when": times.when(given.settled_at, now)}
    if left.state == "paused":
        return _("The clock stands still until you have answered our question.")
    time = times.remaining(left.seconds, "words")
    if given.anew_at is None or given.anew_at == given.due_at:
        return time
    return " ".join(
        [_("We would like to move this to %(when)s.") % {"when": times.when(given.anew_at, now)}, _reason(given)]
    ).strip()


def _broken_due(given: Promised, now: datetime) -> str:
    """Name the fact, the reason, and the new date, in this order."""
    said = [_("We did not keep this."), _reason(given)]
    if given.settled_at is None and given.anew_at is not None:
        said.append(_("New date: %(when)s.") % {"when": times.when(given.anew_at, now)})
    elif given.settled_at is None:
        said.append(_("It is still being worked on."))
    return " ".join(word for word in said if word)


def _reason(given: Promised) -> str:
    """Return the reason the team gave. A reopening or dispute is the requester's own word and needs none."""
    if not given.reason or given.reason == "reopened":
        return ""
    return given.reason if given.reason.endswith((".", "!", "?")) else f"{given.reason}."


def _may_agree(given: Promised, left: Remaining) -> bool:
    waits = given.anew_at is not None and given.anew_at != given.due_at
    return waits and given.is_owed and left.state not in (BROKEN, "paused")


def _may_dispute(given: Promised, now: datetime) -> bool:
    """Whether a kept milestone or date can still be disputed: for five working days (rule 6)."""
    if given.kind not in (MILESTONE, DUE_DATE) or given.verdict != KEPT or given.settled_at is None:
        return False
    return now <= calendar_of(given.calendar_id).working_days_after(given.settled_at, DAYS_TO_REOPEN)
