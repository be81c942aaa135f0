"""Setting up a company of one's own, in one step: all of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.settings.company import CompanyFacts, Hours, store_company, store_hours
from kundenkreis.flow.settings.plan import Plan, seconds, targets
from kundenkreis.flow.settings.shapes import PlanError
from kundenkreis.flow.settings.teams import TeamPlan, store_membership, store_team
from kundenkreis.flow.settings.types import TypePlan, store_type
from kundenkreis.people.models import Account, Organisation, Person, Role
from kundenkreis.teams.actions import bump
from kundenkreis.teams.models import Company, Membership, Responsibility, Skill, Team


@dataclass(slots=True)
class _Made:
    """What has been set up so far, by name or address."""

    now: datetime
    departments: dict[str, Organisation] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetUp:
    """How many of each were set up."""

    teams: int
    people: int
    customers: int
    request_types: int


@step
def set_up(plan: Plan, *, now: datetime) -> SetUp:
    """Set up the company of a plan. Raises Refused when there is one already, PlanError for what cannot be done."""
    if Company.objects.exists():
        raise Refused(_("A company is set up here already. Please change it in the settings."))
    made = _Made(now)
    zone, state = plan.company.get("zone", "Europe/Berlin"), plan.company.get("state", "")
    facts = {k: str(v) for k, v in plan.company.items() if k not in ("zone", "state")}
    try:
        store_company(CompanyFacts(zone=zone, state=state, **facts), by=None, now=now)
        hours = Hours(zone, state, plan.windows, plan.closings, plan.options)
        store_hours(hours, team_id=None, by=None, now=now)
        for each, make in ((plan.teams, _team), (plan.skills, _skill), (plan.people, _person)):
            for item in each:
                make(made, item)
        customers = [_customer(made, item) for item in plan.customers]
        for position, item in enumerate(plan.request_types, start=1):
            _type(made, item, position * 10)
    except Refused as error:
        raise PlanError(error.message) from error
    bump()
    return SetUp(len(made.teams), len(made.people), len(customers), len(plan.request_types))


def _found(known: Mapping[str, Any], name: Any, where: str) -> Any:
    if name not in known:
        names = {"where": where, "name": name, "known": ", ".join(known)}
        raise PlanError(_("%(where)s: %(name)s is not in this file. There are: %(known)s.") % names)
    return known[name]


def _department(made: _Made, name: str) -> Organisation:
    if name not in made.departments:
        made.departments[name] = Organisation.objects.create(name=name, kind=Organisation.Kind.DEPARTMENT)
    return made.departments[name]


def _team(made: _Made, item: Mapping[str, Any]) -> None:
    department = _department(made, str(item.get("department") or item["name"]))
    more: dict[str, Any] = {key: str(item.get(key, "")) for key in ("purpose", "phone", "email")}
    plan = TeamPlan(str(item["name"]), department.pk, **more)
    made.teams[plan.name] = store_team(plan, team_id=None, by=None, now=made.now)


def _skill(made: _Made, item: Mapping[str, Any]) -> None:
    name = str(item["name"])
    made.skills[name] = Skill.objects.create(name=name, name_en=str(item.get("name_en", "")))


def person_of(item: Mapping[str, Any], where: str) -> Person:
    """Return the person of a table, checked and not stored."""
    given, _space, family = str(item["name"]).strip().rpartition(" ")
    person = Person(
        given_name=given,
        family_name=family,
        email=str(item.get("email", "")) or None,
        language=item.get("language", "de"),
        salutation=item.get("salutation", ""),
        roles=list(item.get("roles", [])),
    )
    person.set_unusable_password()
    if not set(person.roles) <= set(Role.values):
        names = {"where": where, "known": ", ".join(Role.values)}
        raise PlanError(_("%(where)s: roles are out of %(known)s.") % names)
    try:
        person.full_clean(exclude=["password", "name_key"])
    except ValidationError as error:
        raise PlanError(f"{where}: {' '.join(error.messages)}") from error
    return person


def _person(made: _Made, item: Mapping[str, Any]) -> None:
    where = f"[[people]] {item['name']}"
    person = person_of(item, where)
    person.save()
    made.people[person.email or person.name] = person
    first_team = next(iter(item.get("teams", [])), None)
    if "department" in item or first_team is None:
        department = _department(made, str(item.get("department") or _("Company")))
    else:
        department = _found(made.teams, first_team, where).organisation
    Account.objects.create(person=person, organisation=department, function=str(item.get("function", "")))
    for key, part in (("teams", Membership.Part.MEMBER), ("coaches", Membership.Part.COACH)):
        for name in item.get(key, []):
            team = _found(made.teams, name, where)
            store_membership(team.pk, person.pk, part, str(item.get("function", "")), by=None, now=made.now)


def _customer(made: _Made, item: Mapping[str, Any]) -> Organisation:
    where = f"[[customers]] {item['name']}"
    kind = str(item.get("kind", Organisation.Kind.CUSTOMER))
    if kind not in Organisation.Kind.values or kind == Organisation.Kind.DEPARTMENT:
        raise PlanError(_("%(where)s: kind is customer, supplier or contractor.") % {"where": where})
    more = {key: str(item.get(key, "")) for key in ("city", "domain")}
    customer = Organisation.objects.create(name=str(item["name"]), kind=kind, **more)
    if item.get("team"):
        Responsibility.objects.create(organisation=customer, team=_found(made.teams, item["team"], where))
    for contact in item.get("people", []):
        person = person_of(contact, where)
        person.save()
        Account.objects.create(person=person, organisation=customer, function=str(contact.get("function", "")))
    return customer


def _type(made: _Made, item: Mapping[str, Any], position: int) -> None:
    where = f"[[request_types]] {item['name']}"
    team = _found(made.teams, item["team"], where) if item.get("team") else None
    process = [
        {**step, "target": seconds(step["target"], where)} if "target" in step else dict(step)
        for step in item.get("process", [])
    ]
    words = ("name", "name_en", "purpose", "purpose_en", "short_name", "icon")
    said: dict[str, Any] = {"purpose": str(item["name"])} | {key: str(item[key]) for key in words if key in item}
    plan = TypePlan(
        **said,
        team_id=team.pk if team else None,
        to_customer_team=bool(item.get("to_customer_team", False)),
        form=item.get("form", []),
        process=process,
        skills=[_found(made.skills, name, where).pk for name in item.get("skills", [])],
        is_confidential=bool(item.get("confidential", False)),
        readers=[_found(made.people, name, where).pk for name in item.get("readers", [])],
        targets=targets(item.get("targets", {}), where),
        position=position,
    )
    store_type(plan, type_id=None, by=None, now=made.now)
