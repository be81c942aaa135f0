"""People, teams and kinds of requests that an imported log speaks of, set up when they are first met."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kundenkreis.base.step import step
from kundenkreis.base.text import one_line, sort_key
from kundenkreis.flow.settings.company import Hours, store_hours
from kundenkreis.flow.settings.teams import TeamPlan, store_membership, store_team
from kundenkreis.flow.settings.types import TypePlan, store_type
from kundenkreis.people.models import Account, Organisation, Person
from kundenkreis.promises.targets import Targets
from kundenkreis.teams.models import Membership, Team

# The name of a person, that of her organisation, and the customer class.
Customer = tuple[str, str, str]
_KINDS = {"internal": Organisation.Kind.DEPARTMENT, "external": Organisation.Kind.CUSTOMER}


@dataclass(slots=True)
class Newcomers:
    """Finds by name what is there already and adds what is not; remembers both.

    `targets` are those of new kinds of requests, `hours` the calendar of new teams.
    """

    now: datetime
    targets: Mapping[int, Targets]
    hours: Hours | None = None
    _teams: dict[str, int] = field(default_factory=dict)
    _types: dict[tuple[str, int], int] = field(default_factory=dict)
    _members: dict[tuple[str, int], int] = field(default_factory=dict)
    _accounts: dict[Customer, Account] = field(default_factory=dict)

    def team(self, name: str) -> int:
        """Return the id of a team."""
        if name not in self._teams:
            self._teams[name] = _team(name, self.hours, self.now)
        return self._teams[name]

    def type(self, name: str, team_id: int) -> int:
        """Return the id of a kind of request that a team answers."""
        key = (name, team_id)
        if key not in self._types:
            self._types[key] = _type(name, team_id, self.targets, self.now)
        return self._types[key]

    def member(self, name: str, team_id: int) -> int:
        """Return the id of a person who works in a team."""
        key = (name, team_id)
        if key not in self._members:
            self._members[key] = _member(name, team_id, self.now)
        return self._members[key]

    def account(self, person: str, organisation: str, customer_class: str) -> Account:
        """Return the account of a customer that was met."""
        return self._accounts[_key(person, organisation, customer_class)]

    def meet(self, customers: Iterable[tuple[str, str, str]]) -> None:
        """Make sure that customers have accounts: (person, organisation, customer class) each; hundreds at once."""
        wanted = {_key(*customer) for customer in customers}
        self._accounts.update(_accounts(wanted - set(self._accounts)))


def _key(person: str, organisation: str, customer_class: str) -> Customer:
    return one_line(person, 80), one_line(organisation, 160), customer_class


@step
def _team(name: str, hours: Hours | None, now: datetime) -> int:
    found = Team.objects.filter(name=name).first()
    if found is not None:
        return found.pk
    department, _new = _organisation(name, "internal")
    team = store_team(TeamPlan(name, department.pk), team_id=None, by=None, now=now)
    if hours is not None:
        store_hours(hours, team_id=team.pk, by=None, now=now)
    return team.pk


def _organisation(name: str, customer_class: str) -> tuple[Organisation, bool]:
    kind = _KINDS[customer_class]
    return Organisation.objects.get_or_create(name_key=sort_key(name), kind=kind, defaults={"name": name})


@step
def _type(name: str, team_id: int, targets: Mapping[int, Targets], now: datetime) -> int:
    """Find or add a kind of request. Nobody can ask for it until somebody offers it in the settings."""
    team = Team.objects.get(pk=team_id)
    found = team.request_types.filter(name=name).first()
    if found is not None:
        return found.pk
    plan = TypePlan(
        one_line(name, 80), f"{name}.", team_id, short_name=name[:24], targets=targets, position=500, is_active=False
    )
    return store_type(plan, type_id=None, by=None, now=now).pk


def _person(name: str, organisation: Organisation) -> Account:
    """Return the account of a person of this name in an organisation; she cannot sign in until somebody lets her."""
    known = Account.objects.select_related("person", "organisation").filter(organisation=organisation)
    found = known.filter(person__family_name=name, person__given_name="").first()
    if found is not None:
        return found
    person = Person(family_name=name)
    person.set_unusable_password()
    person.save()
    return Account.objects.create(person=person, organisation=organisation)


@step
def _member(name: str, team_id: int, now: datetime) -> int:
    team = Team.objects.select_related("organisation").get(pk=team_id)
    person = _person(one_line(name, 80), team.organisation).person
    if not Membership.objects.filter(team=team, person=person).exists():
        store_membership(team_id, person.pk, Membership.Part.MEMBER, "", by=None, now=now)
    return person.pk


@step
def _accounts(wanted: Collection[Customer]) -> dict[Customer, Account]:
    """Return accounts by customer; those that are missing are added in three statements."""
    organisations = {(name, kind): _organisation(name, kind)[0] for name, kind in {key[1:] for key in wanted}}
    known = Account.objects.select_related("person", "organisation").filter(
        organisation__in=organisations.values(), person__family_name__in={key[0] for key in wanted}
    )
    by_place = {(account.person.family_name, account.organisation_id): account for account in known}
    missing = [key for key in sorted(wanted) if (key[0], organisations[key[1:]].pk) not in by_place]
    people = [Person(family_name=key[0]).prepare() for key in missing]
    for person in people:
        person.set_unusable_password()
    Person.objects.bulk_create(people)
    new = [
        Account(person=person, organisation=organisations[key[1:]]) for key, person in zip(missing, people, strict=True)
    ]
    Account.objects.bulk_create(new)
    by_place |= {(account.person.family_name, account.organisation_id): account for account in new}
    return {key: by_place[key[0], organisations[key[1:]].pk] for key in wanted}
