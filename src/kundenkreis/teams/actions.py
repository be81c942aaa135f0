"""Writing about the company and its teams."""

from django.db.models import F

from kundenkreis.base import reference
from kundenkreis.teams.models import Company
from kundenkreis.teams.reference import refresh


def bump() -> None:
    """Reference data changed: every process reads it anew with its next request."""
    Company.objects.filter(pk=1).update(version=F("version") + 1)
    reference.forget()
    refresh()
