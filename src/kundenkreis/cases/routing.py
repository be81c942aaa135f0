"""Which team answers a request."""

from kundenkreis.cases.reference import TypeFacts
from kundenkreis.teams.models import Responsibility


def team_for(wanted: TypeFacts, organisation_id: int) -> int | None:
    """Return the team that serves a request type for a customer.

    A customer has one team that answers all concerns; types of a service
    department (payroll, law) go to that department for everybody alike.
    """
    if wanted.to_customer_team:
        own = Responsibility.objects.filter(organisation_id=organisation_id).values_list("team_id", flat=True).first()
        return own or wanted.team_id
    return wanted.team_id
