"""What stands beside the form: whether the customer asked for this already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kundenkreis.cases.asking import AskingFor
from kundenkreis.cases.callers import open_cases_of
from kundenkreis.cases.models import Case
from kundenkreis.cases.reference import types
from kundenkreis.people.models import Person
from kundenkreis.promises.models import Promise
from kundenkreis.queue.owed import next_owed
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web.due import Due, due

MOST_CASES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One open case; `asker` and `holder` are names, empty for the customer's own and for nobody."""

    id: int
    subject: str
    type_name: str
    asker: str
    holder: str
    due: Due | None


def beside(viewer: Viewer, person: Person, accounts: Sequence[AskingFor], now: datetime) -> list[Line]:
    """Return the open cases of a customer and of those she speaks for, her own first, in two statements."""
    organisations = [account.organisation_id for account in accounts]
    cases = open_cases_of(viewer, person.pk, organisations, limit=MOST_CASES)
    owed = next_owed(cases)
    return [_line(case, person, owed.get(case.pk), viewer.language, now) for case in cases]


def _line(case: Case, person: Person, owed: Promise | None, language: str, now: datetime) -> Line:
    known = types().get(case.type_id)
    return Line(
        id=case.pk,
        subject=case.subject,
        type_name=known.title(language) if known else "",
        asker="" if case.person_id == person.pk else case.person.name,
        holder=case.taken_by.name if case.taken_by else "",
        due=due(owed, now) if owed else None,
    )
