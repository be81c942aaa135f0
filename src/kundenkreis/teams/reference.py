"""The company, its teams and skills, kept in the process."""

from dataclasses import dataclass

from kundenkreis.base.reference import Reference, see
from kundenkreis.teams.models import Company, Skill, Team


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What pages need to know about a team."""

    id: int
    name: str
    organisation_id: int
    phone: str
    email: str
    is_active: bool


def _company() -> Company:
    found = Company.objects.filter(pk=1).first()
    return found or Company(pk=1, name="", version=0)


def _teams() -> dict[int, TeamFacts]:
    rows = Team.objects.order_by("name").values_list("id", "name", "organisation_id", "phone", "email", "is_active")
    return {row[0]: TeamFacts(*row) for row in rows}


def _skills() -> dict[int, Skill]:
    return {skill.pk: skill for skill in Skill.objects.order_by("name")}


company = Reference(_company)
teams = Reference(_teams)
skills = Reference(_skills)


def refresh() -> None:
    """Find out whether reference data changed. Doors without a viewer (worker, command line, mail) call this."""
    see(Company.objects.filter(pk=1).values_list("version", flat=True).first() or 0)
