"""What somebody says about her own time. Nobody says it for her, and nothing is counted."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.base.text import one_line
from kundenkreis.flow.errors import NotAllowed, NotFound, Refused
from kundenkreis.flow.rights import may
from kundenkreis.teams import actions as teams
from kundenkreis.teams.models import Absence
from kundenkreis.teams.presence import own_absences
from kundenkreis.teams.viewer import Viewer

LONGEST = timedelta(days=3 * 366)
NOTE_LIMIT = 120
MOST = 50


@step
def set_absence(
    start: datetime, end: datetime, note: str = "", here: bool = False, *, by: Viewer, now: datetime
) -> Absence:
    """Say that one is away, or (`here`) only tell the team something for a while.

    Raises Refused for a time that has passed or makes no sense, for a word
    to the team that says nothing, and when more times are entered than a
    list can show.
    """
    _must(by)
    if end <= start:
        raise Refused(_("The end lies before the beginning. Please choose a later end."), "end")
    if end <= now:
        raise Refused(_("This time has passed already. Please choose a later end."), "end")
    if end - start > LONGEST:
        raise Refused(_("This is longer than three years. Please ask an administrator to end your membership."), "end")
    note = _words(note, needed=here)
    if len(own_absences(by.id, now, MOST)) >= MOST:
        raise Refused(_("You have entered very many times already. Please remove some first."))
    return teams.set_absence(by.id, start, end, note, here=here)


@step
def remove_absence(absence_id: int, *, by: Viewer, now: datetime) -> Absence:
    """Take back what one said about one's own time. Returns it, so that it can be said again."""
    _must(by)
    gone = teams.remove_absence(absence_id, by.id)
    if gone is None:
        raise NotFound(_("This entry is not there any more."))
    return gone


def _must(by: Viewer) -> None:
    if not may(by, "absence.set"):
        raise NotAllowed(_("Times of absence are for people who work in a team."))


def _words(note: str, *, needed: bool) -> str:
    text = one_line(note, NOTE_LIMIT + 1)
    if needed and not text:
        raise Refused(_("Please write what your team should know."), "note")
    if len(text) > NOTE_LIMIT:
        raise Refused(_("Please say it in at most %(limit)d characters.") % {"limit": NOTE_LIMIT}, "note")
    return text
