"""Working on a case: taking it, handing it over, letting it rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.cases.models import Message
from kundenkreis.flow import acts
from kundenkreis.flow.colleagues import must_be_readable_in, must_work_in
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.files import attach
from kundenkreis.flow.hand import put_down, take_up
from kundenkreis.flow.limits import within_years, written
from kundenkreis.people.models import Person
from kundenkreis.teams.reference import teams
from kundenkreis.teams.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Taking:
    """Whether the case is now in the person's hands, and in whose hands it is."""

    taken: bool
    holder: str


@step
def take(case_id: int, *, by: Viewer, now: datetime) -> Taking:
    """Take a case that nobody has. If a colleague was faster, say who."""
    taken = take_up(case_id, now, by, "case.take")
    case = taken.hand.case
    if case.taken_by_id == by.id:
        return Taking(True, by.name)
    if case.taken_by_id is not None:
        holder = Person.objects.filter(pk=case.taken_by_id).first()
        return Taking(False, holder.name if holder else "")
    acts.take(taken.hand, by.id)
    put_down(taken)
    return Taking(True, by.name)


@step
def release(case_id: int, *, by: Viewer, now: datetime) -> None:
    """Give a case back to the team. Its promises stay as they are."""
    taken = take_up(case_id, now, by, "case.take")
    if taken.hand.case.team_id is None:
        raise Refused(_("You were asked personally, so there is no team to give this back to. You can hand it over."))
    acts.release(taken.hand, by.id)
    put_down(taken)


@step
def hand_over(
    case_id: int, note: str, *, by: Viewer, now: datetime, team_id: int | None = None, person_id: int | None = None
) -> None:
    """Hand a case to another team, or to a person of a team, with a short note. Promises move along unchanged."""
    note = written(note, "note")
    taken = take_up(case_id, now, by, "case.hand_over")
    if team_id is None and person_id is None:
        raise Refused(_("Please choose the team or the person who goes on with this."), "to")
    target = team_id if team_id is not None else taken.hand.case.team_id
    if team_id is not None and (team_id not in teams() or not teams()[team_id].is_active):
        raise Refused(_("This team does not exist any more. Please choose another one."), "to")
    if person_id is not None:
        must_work_in(taken.hand.case, target, person_id, "to")
    elif target is not None:
        must_be_readable_in(taken.hand.case, target, "to")
    acts.hand_over(taken.hand, by.id, team_id=team_id, person_id=person_id)
    if note:
        acts.note(taken.hand, by.id, note)
    put_down(taken)


@step
def rest(case_id: int, until: datetime, *, by: Viewer, now: datetime) -> None:
    """Let a case rest until a date. It comes back earlier on the morning of the day on which a promise is due."""
    taken = take_up(case_id, now, by, "case.rest")
    if until <= taken.hand.now:
        raise Refused(_("The date lies in the past. Please choose a later one."), "until")
    within_years(until, taken.hand.now, "until")
    acts.rest(taken.hand, by.id, until)
    put_down(taken)


@step
def wake(case_id: int, *, by: Viewer, now: datetime) -> None:
    """End the rest, or the waiting for an answer to our question."""
    taken = take_up(case_id, now, by, "case.rest")
    acts.wake(taken.hand, by.id)
    put_down(taken)


@step
def change_urgency(case_id: int, impact: int, pressure: int, agreed: bool, *, by: Viewer, now: datetime) -> None:
    """Answer the urgency questions anew (rule 9)."""
    taken = take_up(case_id, now, by, "case.urgency")
    try:
        acts.change_urgency(taken.hand, by.id, impact, pressure, agreed=agreed)
    except ValueError as error:
        raise Refused(_("Please answer both questions with one of the given answers."), "impact") from error
    put_down(taken)


@step
def note(case_id: int, text: str, files: Sequence["UploadedFile[Any]"] = (), *, by: Viewer, now: datetime) -> Message:
    """Write something for the team only. A note has its own step, so it can never leave as a reply."""
    text = written(text)
    if not text and not files:
        raise Refused(_("Please write a note."), "text")
    taken = take_up(case_id, now, by, "case.note")
    message = acts.note(taken.hand, by.id, text)
    put_down(taken)
    attach(files, taken.hand.case, message, taken.hand.now, by.id)
    return message
