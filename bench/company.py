"""The company that is measured: six teams of five members, and 5,000 people who ask."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password

from kundenkreis.flow.settings.plan import read_plan
from kundenkreis.flow.settings.setup import set_up
from kundenkreis.people.models import Account, Organisation, Person
from kundenkreis.teams.actions import bump

REQUESTERS, DEPARTMENTS, CUSTOMERS = 5_000, 40, 160
PASSWORD = "measured-and-written-down"
MANAGER = "leitung@bench.example"
TEAMS = ("Vertrieb", "Technik", "Einkauf", "Buchhaltung", "Personal", "Gebäude")
_TYPES = (("Frage klären", ()), ("Störung melden", ("Aufnehmen", "Ursache finden", "Beheben")))
_GIVEN = ("Aylin", "Bernd", "Carla", "Deniz", "Eva", "Farid", "Greta", "Henri", "Ida", "Jonas")
_FAMILY = ("Adler", "Brandt", "Celik", "Dorn", "Ebert", "Fuchs", "Graf", "Huber", "Iwanow", "Jansen", "Kaya", "Lenz")


def build(since: datetime) -> None:
    """Set the company up as it stood at `since`, by the step of `kundenkreis init`, and add those who ask."""
    set_up(read_plan(_plan()), now=since)
    kinds = [Organisation.Kind.DEPARTMENT] * DEPARTMENTS + [Organisation.Kind.CUSTOMER] * CUSTOMERS
    places = [Organisation(name=f"Haus {no:03}", kind=kind).prepare() for no, kind in enumerate(kinds, start=1)]
    Organisation.objects.bulk_create(places)
    people = [_requester(no) for no in range(REQUESTERS)]
    Person.objects.bulk_create(people)
    Account.objects.bulk_create(
        Account(person=person, organisation=places[no % len(places)]) for no, person in enumerate(people)
    )
    Person.objects.filter(email__in=[MANAGER, member(0), requester(0)]).update(password=make_password(PASSWORD))
    bump()


def member(team: int, no: int = 0) -> str:
    """Return the mail address of a member of a team, both counted from 0."""
    return f"m{team}{no}@bench.example"


def requester(no: int) -> str:
    """Return the mail address of somebody who asks, counted from 0."""
    return f"r{no}@bench.example"


def _requester(no: int) -> Person:
    given, family = _GIVEN[no % len(_GIVEN)], _FAMILY[no // len(_GIVEN) % len(_FAMILY)]
    return Person(given_name=given, family_name=f"{family} {no:04}", email=requester(no), password="!").prepare()


def _plan() -> dict[str, Any]:
    """Return the plan. The calendar has neither holidays nor summer time, so that every week is like the other."""
    days = ("mon", "tue", "wed", "thu", "fri")
    members = [
        {"name": f"{_GIVEN[no]} {_FAMILY[at]}", "email": member(at, no), "teams": [team], "department": team}
        for at, team in enumerate(TEAMS)
        for no in range(5)
    ]
    manager = {"name": "Rosa Leitner", "email": MANAGER, "roles": ["management"], "department": TEAMS[0]}
    return {
        "company": {"name": "Messwerk", "zone": "UTC"},
        "hours": {day: ["08:00-17:00"] for day in days},
        "teams": [{"name": team} for team in TEAMS],
        "people": [*members, manager],
        "request_types": [_type(team, *kind) for team in TEAMS for kind in _TYPES],
    }


def _type(team: str, name: str, steps: tuple[str, ...]) -> dict[str, Any]:
    process = [{"title": title, **({"target": "1 d"} if no == 1 else {})} for no, title in enumerate(steps)]
    return {"name": f"{name} ({team})", "purpose": f"{name}.", "team": team, "process": process}
