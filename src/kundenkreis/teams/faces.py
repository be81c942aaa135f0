"""Who works in a team, for pages that show its people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kundenkreis.teams.models import Membership


@dataclass(frozen=True, slots=True)
class Face:
    """A member of a team, as her mark needs her."""

    id: int
    name: str


def members_of(team_ids: Iterable[int]) -> Mapping[int, list[Face]]:
    """Return the active members of teams by team, in order of name. Coaches are not among them."""
    rows = Membership.objects.filter(
        team_id__in=list(team_ids), part=Membership.Part.MEMBER, person__is_active=True
    ).order_by("person__name_key", "person_id")
    found: defaultdict[int, list[Face]] = defaultdict(list)
    for team_id, pk, given, family in rows.values_list(
        "team_id", "person_id", "person__given_name", "person__family_name"
    ):
        found[team_id].append(Face(pk, f"{given} {family}".strip()))
    return found
