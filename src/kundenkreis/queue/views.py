"""Saved views of the queue: a name for some filters, of one person or of a whole team."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from kundenkreis.queue.filters import Filters
from kundenkreis.queue.models import View
from kundenkreis.teams.viewer import Viewer

MOST = 20


@dataclass(frozen=True, slots=True)
class SavedView:
    """A saved view as pages show it; `is_own` tells a person's own one from her team's."""

    id: int
    name: str
    filters: Filters
    is_own: bool


_SAVED = """
select id, name, filters, owner_id from queue_view
where team_id = %s and (owner_id is null or owner_id = %s) order by position, id limit %s
"""


def saved_views(viewer: Viewer, team_id: int) -> list[SavedView]:
    """Return the team's views and the viewer's own ones for this team."""
    if team_id not in viewer.seen_teams:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SAVED, [team_id, viewer.id, 2 * MOST])
        return [
            SavedView(pk, name, Filters.read(json.loads(filters))[0], owner is not None)
            for pk, name, filters, owner in cursor.fetchall()
        ]


def save(name: str, team_id: int, owner_id: int | None, filters: Mapping[str, Any]) -> View:
    """Store a new view."""
    return View.objects.create(name=name, team_id=team_id, owner_id=owner_id, filters=dict(filters))


def find(viewer: Viewer, view_id: int) -> View | None:
    """Return a view the viewer may use, held against other changes."""
    mine = Q(owner=None, team_id__in=viewer.seen_teams) | Q(owner_id=viewer.id)
    return View.objects.select_for_update(of=("self",)).filter(mine, pk=view_id).first()


def how_many(team_id: int, owner_id: int | None) -> int:
    """Return how many views a team, or a person for this team, has."""
    return View.objects.filter(team_id=team_id, owner_id=owner_id).count()
