"""Teams, who is in them, what people may do, and skills."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.base.text import clean
from kundenkreis.cases.models import Case
from kundenkreis.flow.errors import NotFound, Refused
from kundenkreis.flow.limits import line
from kundenkreis.flow.settings.change import must_change, record_change, values_of
from kundenkreis.people.models import Organisation, Person, Role
from kundenkreis.teams.models import Membership, Skill, Team
from kundenkreis.teams.viewer import ADMIN, Viewer

_TEAM = ("name", "purpose", "organisation_id", "phone", "email", "is_active")


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """A team as it is to be. `organisation_id` is the department it belongs to."""

    name: str
    organisation_id: int
    purpose: str = ""
    phone: str = ""
    email: str = ""
    is_active: bool = True


@step
def save_team(new: TeamPlan, *, by: Viewer, now: datetime, team_id: int | None = None) -> Team:
    """Add a team or change one."""
    must_change(by)
    return store_team(new, team_id=team_id, by=by.id, now=now)


def store_team(new: TeamPlan, *, team_id: int | None, by: int | None, now: datetime) -> Team:
    """Store a team inside a step."""
    name = line(new.name, 80, "name")
    if not name:
        raise Refused(_("Please enter a name for the team."), "name")
    if Team.objects.filter(name=name).exclude(pk=team_id or 0).exists():
        raise Refused(_("There is a team of this name already. Please choose another name."), "name")
    department = Organisation.objects.filter(pk=new.organisation_id, kind=Organisation.Kind.DEPARTMENT).first()
    if department is None:
        raise Refused(_("Please choose the department the team belongs to."), "organisation")
    if team_id and not new.is_active and Case.objects.filter(team_id=team_id, state=Case.State.OPEN).exists():
        raise Refused(_("This team has open requests. Please hand them over first."), "is_active")
    found = Team.objects.filter(pk=team_id).first() if team_id else None
    before = values_of(found, _TEAM) if found else {}
    row = found or Team()
    row.name, row.organisation, row.is_active = name, department, new.is_active
    row.purpose, row.phone, row.email = clean(new.purpose).strip(), line(new.phone, 40, "phone"), new.email.strip()
    row.save()
    record_change("team", row.pk, row.name, before, values_of(row, _TEAM), by=by, now=now)
    return row


@step
def set_membership(team_id: int, person_id: int, part: str, *, by: Viewer, now: datetime, function: str = "") -> None:
    """Let a person work in a team or coach it; an empty part takes her out of it."""
    must_change(by)
    store_membership(team_id, person_id, part, function, by=by.id, now=now)


def store_membership(team_id: int, person_id: int, part: str, function: str, *, by: int | None, now: datetime) -> None:
    """Store a membership inside a step. What a leaving person had taken goes back to the team."""
    team, person = Team.objects.filter(pk=team_id).first(), Person.objects.filter(pk=person_id).first()
    if team is None or person is None:
        raise NotFound(_("This team or this person does not exist any more."))
    if part and part not in Membership.Part.values:
        raise Refused(_("Please choose member or coach."), "part")
    found = Membership.objects.filter(team=team, person=person).first()
    before = values_of(found, ("part", "function")) if found else {"part": "", "function": ""}
    after = {"part": part, "function": line(function, 80, "function") if part else ""}
    if part != Membership.Part.MEMBER and _has_taken(team_id, person_id):
        raise Refused(_("This person has open requests in the team. Please hand them over first."), "part")
    if not part:
        Membership.objects.filter(team=team, person=person).delete()
    else:
        Membership.objects.update_or_create(team=team, person=person, defaults=after)
    record_change("membership", team.pk, f"{person}, {team}", before, after, by=by, now=now)


def _has_taken(team_id: int, person_id: int) -> bool:
    return Case.objects.filter(team_id=team_id, taken_by_id=person_id, state=Case.State.OPEN).exists()


@step
def set_roles(person_id: int, roles: list[str], *, by: Viewer, now: datetime) -> None:
    """Give a person roles in the company. There is always an administrator."""
    must_change(by)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound(_("This person does not exist any more."))
    if not set(roles) <= set(Role.values):
        raise Refused(_("Please choose from the given roles."), "roles")
    admins = Person.objects.filter(roles__contains=[ADMIN], is_active=True)
    if ADMIN not in roles and not admins.exclude(pk=person_id).exists():
        raise Refused(_("Somebody has to stay administrator. Please name another one first."), "roles")
    before, after = {"roles": sorted(person.roles)}, {"roles": sorted(set(roles))}
    person.roles = after["roles"]
    person.save(update_fields=["roles"])
    record_change("roles", person.pk, person.name, before, after, by=by.id, now=now)


@step
def save_skill(name: str, name_en: str, *, by: Viewer, now: datetime, skill_id: int | None = None) -> Skill:
    """Add a skill that requests may need, or rename one."""
    must_change(by)
    name = line(name, 80, "name")
    if not name:
        raise Refused(_("Please enter a name for the skill."), "name")
    if Skill.objects.filter(name=name).exclude(pk=skill_id or 0).exists():
        raise Refused(_("There is a skill of this name already."), "name")
    found = Skill.objects.filter(pk=skill_id).first() if skill_id else None
    before = values_of(found, ("name", "name_en")) if found else {}
    row = found or Skill()
    row.name, row.name_en = name, line(name_en, 80, "name_en")
    row.save()
    record_change("skill", row.pk, row.name, before, values_of(row, ("name", "name_en")), by=by.id, now=now)
    return row
