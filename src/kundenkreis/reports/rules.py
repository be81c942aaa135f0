"""Who may look at an evaluation, and which groups nobody sees on their own."""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Count

from kundenkreis.reports.suppression import hidden
from kundenkreis.teams.models import Membership
from kundenkreis.teams.reference import teams
from kundenkreis.teams.viewer import MANAGEMENT, Viewer


class Level(StrEnum):
    """What a result speaks of. There is no level below the team."""

    COMPANY = "company"
    TEAM = "team"


class Audience(StrEnum):
    """Who may look: members at their own team, coaches at the teams they coach, and both at the company."""

    MEMBER = "member"
    COACH = "coach"
    MANAGEMENT = "management"


def hears(viewer: Viewer, audience: frozenset[Audience], team: int | None) -> bool:
    """Whether a viewer belongs to the audience of an evaluation about a team, or about the company (None)."""
    if Audience.MANAGEMENT in audience and MANAGEMENT in viewer.roles:
        return True
    sides = {Audience.MEMBER: viewer.teams, Audience.COACH: viewer.coached}
    return any(team in own if team is not None else bool(own) for who, own in sides.items() if who in audience)


def team_sizes() -> dict[int, int]:
    """Return how many people work in each team, in one statement."""
    members = Membership.objects.filter(part=Membership.Part.MEMBER, person__is_active=True)
    sizes = dict(members.values_list("team_id").annotate(size=Count("id")).order_by("team_id"))
    return {team_id: sizes.get(team_id, 0) for team_id in teams()}


def withheld_in_company(sizes: Mapping[int, int], minimum: int) -> frozenset[int]:
    """Return the teams that may not appear as rows beside the sum of the whole company."""
    return hidden(sizes, minimum)


def withheld_from(viewer: Viewer | None, sizes: Mapping[int, int], minimum: int) -> frozenset[int]:
    """Return the teams a viewer (None: the operator) may not see on their own.

    Figures of a team are figures about its people: below the minimum they
    come too close to one of them. Whoever sees all other teams could compute
    the missing one from the company's sum, so another one stays unseen for
    her as well. Who sees only her own team, sees it.
    """
    if viewer is None or MANAGEMENT in viewer.roles:
        return hidden(sizes, minimum)
    own = {team: size for team, size in sizes.items() if team in viewer.seen_teams}
    return hidden(own, minimum, unseen=sum(sizes.values()) - sum(own.values()))
