"""Everybody in the demo company and around it, as the stories need them."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from kundenkreis.cases.models import RequestType
from kundenkreis.cases.reference import TypeFacts, types
from kundenkreis.console.demo_company.reading import table
from kundenkreis.people.models import Account, Organisation, Person
from kundenkreis.promises.calendars import calendar_of, current
from kundenkreis.teams.models import Membership, Responsibility, Team
from kundenkreis.worktime import Calendar

SOUTH, NORTH, EXPORT = "Kundenteam Süd", "Kundenteam Nord", "Kundenteam Export"
ACCOUNTING, PURCHASING = "Buchhaltung", "Einkauf und Logistik"


@dataclass
class Town:
    """Who is there. `accounts` hold persons and organisations; those who ask are looked up in `asking`."""

    start: datetime
    now: datetime
    teams: dict[str, int] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)
    members: dict[int, list[Person]] = field(default_factory=dict)
    responsible: dict[int, int] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)

    def type(self, key: str) -> TypeFacts:
        """Return a request type by its key, see `data/types.toml`."""
        return types()[self.types[key]]

    def team_for(self, wanted: TypeFacts, organisation_id: int) -> int | None:
        """Return who answers, by the rule of `cases.routing`, without asking the database each time."""
        own = self.responsible.get(organisation_id) if wanted.to_customer_team else None
        return own or wanted.team_id

    def calendar(self, team_id: int | None) -> Calendar:
        """Return the working calendar of a team."""
        return calendar_of(current(team_id))

    @property
    def customer_teams(self) -> tuple[int, ...]:
        """The teams that answer all concerns of their customers."""
        return tuple(self.teams[name] for name in (SOUTH, NORTH, EXPORT))

    @cached_property
    def employees(self) -> list[Account]:
        """Everybody who works in the company."""
        return [account for account in self.accounts if is_employee(account)]

    @cached_property
    def _desks(self) -> dict[tuple[int, int], Account]:
        departments = dict(Team.objects.values_list("organisation_id", "id"))
        found = [a for a in self.employees if a.organisation_id in departments]
        return {(departments[a.organisation_id], a.person_id): a for a in found}

    def desk_account(self, team_id: int | None, person_id: int) -> Account | None:
        """Return with which account a member asks in the name of her team, if she belongs to its department."""
        return self._desks.get((team_id or 0, person_id))

    def person(self, name: str) -> Person:
        """Return somebody by name. Raises LookupError."""
        return self.account(name).person

    def account(self, name: str) -> Account:
        """Return the main account of somebody. Raises LookupError."""
        found = next((a for a in self.accounts if a.person.name == name and a.is_main), None)
        if found is None:
            raise LookupError(f"Nobody is called {name!r}.")
        return found


def look_around(start: datetime, now: datetime) -> Town:
    """Return everybody who is stored."""
    town = Town(start, now)
    town.teams = dict(Team.objects.values_list("name", "id"))
    by_name = dict(RequestType.objects.values_list("name", "id"))
    town.types = {item["key"]: by_name[item["name"]] for item in table("data/types")["request_types"]}
    for membership in Membership.objects.filter(part=Membership.Part.MEMBER).select_related("person").order_by("pk"):
        town.members.setdefault(membership.team_id, []).append(membership.person)
    town.responsible = dict(Responsibility.objects.values_list("organisation_id", "team_id"))
    town.accounts = list(Account.objects.select_related("person", "organisation").order_by("pk"))
    return town


def is_employee(account: Account) -> bool:
    """Whether somebody asks from inside the company."""
    return account.organisation.kind == Organisation.Kind.DEPARTMENT
