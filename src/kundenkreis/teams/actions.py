"""Writing about the company and its teams."""

from django.db.models import F

from kundenkreis.base import reference
from kundenkreis.teams.models import Company, Responsibility
from kundenkreis.teams.reference import refresh


def bump() -> None:
    """Reference data changed: every process reads it anew with its next request."""
    Company.objects.filter(pk=1).update(version=F("version") + 1)
    reference.forget()
    refresh()


def make_responsible(organisation_id: int, team_id: int | None) -> bool:
    """Let one team (or none) answer for a customer; whether that changed anything."""
    if team_id is None:
        return bool(Responsibility.objects.filter(organisation_id=organisation_id).delete()[0])
    row, created = Responsibility.objects.get_or_create(organisation_id=organisation_id, defaults={"team_id": team_id})
    if created:
        return True
    return bool(Responsibility.objects.filter(pk=row.pk).exclude(team_id=team_id).update(team_id=team_id))
