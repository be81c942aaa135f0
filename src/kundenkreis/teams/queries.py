"""Reading which team answers for which customer."""

from kundenkreis.people.models import Organisation
from kundenkreis.teams.models import Responsibility, Team


def responsible_team(organisation_id: int) -> int | None:
    """Return the id of the one team that answers all concerns of a customer, or None."""
    found = Responsibility.objects.filter(organisation_id=organisation_id)
    return found.values_list("team_id", flat=True).first()


def team_of(organisation: Organisation) -> Team | None:
    """Return the team of an organisation that was read together with it (`people.queries.organisation`)."""
    responsibility: Responsibility | None = getattr(organisation, "responsibility", None)
    return responsibility.team if responsibility else None
