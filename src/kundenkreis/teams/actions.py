"""Writing about the company and its teams."""

from datetime import datetime

from django.db.models import F

from kundenkreis.base import reference
from kundenkreis.teams.models import Absence, Company, Responsibility
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


def set_absence(person_id: int, start: datetime, end: datetime, note: str, *, here: bool) -> Absence:
    """Store what a person says about her own time."""
    return Absence.objects.create(person_id=person_id, start=start, end=end, note=note, here=here)


def remove_absence(absence_id: int, person_id: int) -> Absence | None:
    """Remove what a person said about her own time and return it; None if it was gone."""
    found = Absence.objects.select_for_update().filter(pk=absence_id, person_id=person_id).first()
    if found is not None:
        Absence.objects.filter(pk=absence_id).delete()
    return found
