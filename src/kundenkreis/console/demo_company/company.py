"""Setting up the company: through the same step as `kundenkreis init`, then the many people around it."""

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password

from kundenkreis.console.demo_company.people import OUR_PHONE, Names
from kundenkreis.console.demo_company.reading import table
from kundenkreis.flow.settings.plan import read_plan
from kundenkreis.flow.settings.setup import set_up
from kundenkreis.people.models import Account, Organisation, Person
from kundenkreis.teams.actions import bump
from kundenkreis.teams.models import Company, Responsibility, Team

DOMAIN = "tannhof.example"
USUAL_SIZE = 8


def build(start: datetime, now: datetime, people: int, rng: Random) -> None:
    """Store the company with about so many people, its customers and suppliers, as it stood at `start`."""
    set_up(read_plan(_plan(start, now)), now=start)
    Company.objects.filter(pk=1).update(is_demo=True)
    _give_phones()
    taken = set(Person.objects.exclude(email=None).values_list("email", flat=True))
    names = Names(rng, {email for email in taken if email is not None})
    departments = _departments()
    _employees(departments, people - len(taken), names, rng)
    _customers(names, rng)
    bump()


def _plan(start: datetime, now: datetime) -> dict[str, Any]:
    company, types = table("data/company"), table("data/types")
    years = range(start.year, now.year + 2)
    closings = [date(year, 12, day) for year in years for day in (24, 31)]
    offered = [{k: v for k, v in item.items() if k != "key"} for item in types["request_types"]]
    return {**company, "hours": {**company["hours"], "closings": closings}, "request_types": offered}


def let_sign_in(emails: list[str], password: str) -> None:
    """Give some persons the same simple password; it is hashed once, since hashing is meant to be slow."""
    Person.objects.filter(email__in=emails).update(password=make_password(password))


def _give_phones() -> None:
    named = list(Person.objects.order_by("pk"))
    for number, person in enumerate(named, start=101):
        person.phone = f"{OUR_PHONE}{number}"
    Person.objects.bulk_update(named, ["phone"])


def _departments() -> list[Organisation]:
    """Store departments that nobody of the plan works in, and say who answers the concerns of each."""
    known = {o.name: o for o in Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT)}
    groups = table("data/customers")["departments"]
    names = [name for group in groups for name in group["names"]]
    kind = Organisation.Kind.DEPARTMENT
    missing = [Organisation(name=name, kind=kind).prepare() for name in names if name not in known]
    known |= {o.name: o for o in Organisation.objects.bulk_create(missing)}
    teams = {team.name: team for team in Team.objects.all()}
    Responsibility.objects.bulk_create(
        Responsibility(organisation=known[name], team=teams[group["team"]])
        for group in groups
        for name in group["names"]
    )
    return [known[name] for name in names]


def _employees(departments: list[Organisation], count: int, names: Names, rng: Random) -> None:
    """Let so many more people work in the departments, by their sizes."""
    sizes = table("data/customers")["sizes"]
    weights = [sizes.get(department.name, USUAL_SIZE) for department in departments]
    places = [d for d, weight in zip(departments, weights, strict=True) for _ in range(weight)]
    chosen = [places[i * len(places) // max(count, 1)] for i in range(max(count, 0))]
    functions = table("data/names")["functions"]
    _join([(names.employee(DOMAIN), department, rng.choice(functions)) for department in chosen])


def _customers(names: Names, rng: Random) -> None:
    """Store paying customers, suppliers and contractors with the people who speak for them."""
    items = [(group, item) for group in table("data/customers")["organisations"] for item in group["list"]]
    stored = Organisation.objects.bulk_create(_organisation(group["kind"], item) for group, item in items)
    teams = {team.name: team for team in Team.objects.all()}
    Responsibility.objects.bulk_create(
        Responsibility(organisation=organisation, team=teams[group["team"]])
        for organisation, (group, _item) in zip(stored, items, strict=True)
        if group["team"]
    )
    _join(
        [
            (person, organisation, function)
            for organisation, (_group, item) in zip(stored, items, strict=True)
            for person, function in _contacts(item, names, rng)
        ]
    )


def _organisation(kind: str, item: dict[str, Any]) -> Organisation:
    since = date(item["since"], 1, 1)
    return Organisation(name=item["name"], kind=kind, city=item["city"], domain=item["domain"], since=since).prepare()


def _contacts(item: dict[str, Any], names: Names, rng: Random) -> Iterator[tuple[Person, str]]:
    named = item.get("people", [])
    for name, salutation, function in named:
        yield names.known(name, salutation, item["domain"], item.get("language", "de")), function
    more = item.get("more", 0 if named else rng.randint(1, 3))
    for function in rng.sample(table("data/names")["customer_functions"], more):
        yield names.contact(item["domain"]), function


def _join(joining: list[tuple[Person, Organisation, str]]) -> None:
    """Store persons, and let each speak for an organisation."""
    people = Person.objects.bulk_create(person for person, _organisation, _function in joining)
    Account.objects.bulk_create(
        Account(person=person, organisation=organisation, function=function)
        for person, (_person, organisation, function) in zip(people, joining, strict=True)
    )
