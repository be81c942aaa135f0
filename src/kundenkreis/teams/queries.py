"""Reading which team answers for which customer."""

from kundenkreis.teams.models import Responsibility


def responsible_team(organisation_id: int) -> int | None:
    """Return the id of the one team that answers all concerns of a customer, or None."""
    found = Responsibility.objects.filter(organisation_id=organisation_id)
    return found.values_list("team_id", flat=True).first()
