"""Past cases and promises for evaluations, written in bulk. Only what an evaluation reads has a meaning."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kundenkreis.cases.models import Case, RequestType
from kundenkreis.people.models import Account, Organisation, Person
from kundenkreis.promises.models import CalendarVersion, Promise
from kundenkreis.teams.models import Membership, Team
from tests.cast import Cast


@dataclass(frozen=True)
class Owed:
    """One promise and the case around it. `asker` names the requester, "" is somebody new."""

    internal: bool
    due_at: datetime
    verdict: str = "kept"
    asker: str = ""
    type: str = "auskunft"
    urgency: int = 2
    kind: str = "solution"
    given_at: datetime | None = None
    settled_at: datetime | None = None
    paused_since: datetime | None = None
    target: int | None = 4 * 3600
    moves: int = 0
    outcome: str = ""
    ended_at: datetime | None = None
    is_confidential: bool = False


def write(made: Cast, owed: Iterable[Owed]) -> list[Promise]:
    """Store promises with their cases and requesters, and return the promises."""
    rows = list(owed)
    accounts = _accounts(made, rows)
    cases = Case.objects.bulk_create(_case(made, row, accounts[key]) for key, row in _keyed(rows))
    calendar = CalendarVersion.objects.earliest("pk")
    return Promise.objects.bulk_create(_promise(row, case, calendar) for row, case in zip(rows, cases, strict=True))


def _keyed(rows: list[Owed]) -> list[tuple[tuple[bool, str], Owed]]:
    return [((row.internal, row.asker or f"asker {number}"), row) for number, row in enumerate(rows)]


def _accounts(made: Cast, rows: list[Owed]) -> dict[tuple[bool, str], Account]:
    keys = list(dict.fromkeys(key for key, _ in _keyed(rows)))
    people = Person.objects.bulk_create(Person(family_name=name).prepare() for _, name in keys)
    inside, outside = made.organisations["montage"], made.organisations["weidach"]
    accounts = Account.objects.bulk_create(
        Account(person=person, organisation=inside if internal else outside)
        for person, (internal, _) in zip(people, keys, strict=True)
    )
    return dict(zip(keys, accounts, strict=True))


def _case(made: Cast, row: Owed, account: Account) -> Case:
    request_type: RequestType = made.types[row.type]
    organisation: Organisation = account.organisation
    return Case(
        type=request_type,
        team_id=request_type.team_id,
        account=account,
        person_id=account.person_id,
        organisation=organisation,
        customer_class="internal" if row.internal else "external",
        subject="Kupplung",
        urgency=row.urgency,
        received_at=row.given_at or row.due_at - timedelta(days=1),
        state="solved" if row.outcome else "open",
        outcome=row.outcome,
        ended_at=(row.ended_at or row.due_at) if row.outcome else None,
        is_confidential=row.is_confidential,
    )


def _promise(row: Owed, case: Case, calendar: CalendarVersion) -> Promise:
    settled = None if row.verdict == "open" else row.settled_at or row.due_at
    return Promise(
        case=case,
        no=1,
        kind=row.kind,
        given_at=row.given_at or row.due_at - timedelta(days=1),
        team_id=case.team_id,
        calendar=calendar,
        urgency=row.urgency,
        target=row.target,
        due_at=row.due_at,
        verdict=row.verdict,
        settled_at=settled,
        paused_since=row.paused_since,
        moves=row.moves,
    )


def stratum(
    internal: tuple[int, int], external: tuple[int, int], due_at: datetime, type: str, urgency: int
) -> list[Owed]:
    """Return the promises of a line like "120/150 ; 45/50", each from a requester of her own."""
    rows = []
    for inside, (kept, due) in ((True, internal), (False, external)):
        for number in range(due):
            verdict = "kept" if number < kept else "broken"
            rows.append(Owed(inside, due_at, verdict, type=type, urgency=urgency))
    return rows


def enlarge(team: Team, members: int) -> None:
    """Let a team grow to at least that many members, so that it may be seen on its own."""
    missing = members - Membership.objects.filter(team=team, part="member").count()
    people = Person.objects.bulk_create(Person(family_name=f"{team} {n}").prepare() for n in range(missing))
    Membership.objects.bulk_create(Membership(team=team, person=person) for person in people)
