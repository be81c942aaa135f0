"""To whom work may be given: people of the team, and of a confidential request only those named for its kind."""

from django.utils.translation import gettext as _

from kundenkreis.cases.models import Case
from kundenkreis.cases.named import named
from kundenkreis.flow.errors import Refused
from kundenkreis.teams.models import Membership


def must_work_in(case: Case, team_id: int | None, person_id: int, field: str) -> None:
    """Raise Refused unless a person works in the team and may read the case. A coach is given nothing."""
    working = Membership.objects.filter(team_id=team_id or 0, part=Membership.Part.MEMBER, person__is_active=True)
    if not working.filter(person_id=person_id).exists():
        raise Refused(_("This person does not work in that team. Please choose somebody of the team."), field)
    if case.is_confidential and person_id not in named(case.type_id).get(team_id or 0, set()):
        raise Refused(_("This request is confidential. Please choose somebody who is named for its kind."), field)


def must_be_readable_in(case: Case, team_id: int, field: str) -> None:
    """Raise Refused for a confidential case and a team in which nobody may read it: it would be lost to everybody."""
    if case.is_confidential and team_id not in named(case.type_id):
        raise Refused(_("This request is confidential, and nobody of that team is named for its kind."), field)
