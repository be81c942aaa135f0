"""Who is named for a confidential kind of request: nobody else may work on one."""

from collections import defaultdict
from collections.abc import Mapping

from kundenkreis.teams.models import Membership


def named(type_id: int) -> Mapping[int, set[int]]:
    """Return by team the active members who are named for a type of request; teams without one are not in it."""
    working = Membership.objects.filter(part=Membership.Part.MEMBER, person__is_active=True)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for team_id, person_id in working.filter(person__readable_types=type_id).values_list("team_id", "person_id"):
        found[team_id].add(person_id)
    return dict(found)
