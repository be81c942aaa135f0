"""What the pages of an organisation and of a person both show: cases, promises, contact, notes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kundenkreis.cases.customers import cases_of, last_contact
from kundenkreis.cases.models import Case
from kundenkreis.cases.reference import types
from kundenkreis.people.models import Note
from kundenkreis.queue.owed import owed_to
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web.due import Due, due

CASES, PROMISES = 20, 20
ASK_AGAIN_AFTER = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise, and in which case it was given."""

    due: Due
    case_id: int
    subject: str


@dataclass(frozen=True, slots=True)
class Line:
    """One case of a customer."""

    case: Case
    type_name: str
    holder: str


@dataclass(frozen=True, slots=True)
class Known:
    """A note; `is_old` asks whether it is still true."""

    note: Note
    is_old: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything about one customer that the viewer may see. `more` is the number before which older cases begin."""

    cases: list[Line]
    more: int | None
    owed: list[Owed]
    last_contact: datetime | None
    notes: list[Known]

    @property
    def next(self) -> Due | None:
        """The next promise that can still be kept in time."""
        return next((one.due for one in self.owed if one.due.state in ("open", "risk")), None)


def panel(
    viewer: Viewer,
    notes: list[Note],
    now: datetime,
    *,
    organisation_id: int | None = None,
    person_id: int | None = None,
    before: int | None = None,
) -> Panel:
    """Gather it in three statements."""
    whose = {"organisation_id": organisation_id, "person_id": person_id}
    cases = cases_of(viewer, limit=CASES + 1, before=before, **whose)
    return Panel(
        cases=[_line(case, viewer.language) for case in cases[:CASES]],
        more=cases[CASES - 1].pk if len(cases) > CASES else None,
        owed=[
            Owed(due(promise, now), promise.case_id, promise.case.subject)
            for promise in owed_to(viewer, limit=PROMISES, **whose)
        ],
        last_contact=last_contact(viewer, **whose),
        notes=[Known(note, now - note.confirmed_at > ASK_AGAIN_AFTER) for note in notes],
    )


def _line(case: Case, language: str) -> Line:
    known = types().get(case.type_id)
    return Line(case, known.title(language) if known else "", case.taken_by.name if case.taken_by else "")
