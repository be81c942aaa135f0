"""What stands beside the form: whether the customer asked for this already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kundenkreis.cases.asking import AskingFor
from kundenkreis.cases.callers import open_cases_of
from kundenkreis.cases.models import Case
from kundenkreis.cases.reference import types
from kundenkreis.people.models import Person
from kundenkreis.promises.clock import Remaining, remaining
from kundenkreis.promises.models import Promise
from kundenkreis.teams.viewer import Viewer

MOST_CASES = 12


@dataclass(frozen=True, slots=True)
class Due:
    """The next promise of a case, as the macro of `parts/promise.html` shows it."""

    state: str
    share: float
    left: int
    due_at: datetime
    anew_at: datetime | None
    paused_since: datetime | None
    settled_at: datetime | None


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
    owed = _next_promises(cases)
    return [_line(case, person, owed.get(case.pk), viewer.language, now) for case in cases]


def _next_promises(cases: Sequence[Case]) -> dict[int, Promise]:
    """Return the promise of each case that is due first."""
    owed = Promise.objects.filter(settled_at=None, case__in=[case.pk for case in cases])
    return {promise.case_id: promise for promise in owed.order_by("-due_at", "-pk")}


def _line(case: Case, person: Person, owed: Promise | None, language: str, now: datetime) -> Line:
    known = types().get(case.type_id)
    return Line(
        id=case.pk,
        subject=case.subject,
        type_name=known.title(language) if known else "",
        asker="" if case.person_id == person.pk else case.person.name,
        holder=case.taken_by.name if case.taken_by else "",
        due=_due(owed, remaining(owed, now)) if owed else None,
    )


def _due(owed: Promise, left: Remaining) -> Due:
    return Due(left.state, left.share, left.seconds, owed.due_at, owed.anew_at, owed.paused_since, owed.settled_at)
