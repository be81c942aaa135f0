"""Saving views of the queue, for oneself or for the team."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.base.text import one_line
from kundenkreis.flow.errors import NotAllowed, NotFound, Refused
from kundenkreis.flow.rights import may
from kundenkreis.queue import views
from kundenkreis.queue.filters import Filters
from kundenkreis.queue.models import View
from kundenkreis.teams.viewer import Viewer

NAME_LIMIT = 60


@step
def save_view(
    name: str, team_id: int, filters: Mapping[str, Any], *, by: Viewer, now: datetime, for_team: bool = False
) -> View:
    """Keep filters under a name, for oneself or for the whole team.

    A coach saves for herself only. Raises NotAllowed, or Refused for a
    missing name and when there are too many views to find one's way.
    """
    _must(by, team_id, for_team=for_team)
    owner_id = None if for_team else by.id
    if views.how_many(team_id, owner_id) >= views.MOST:
        raise Refused(_("There are %(most)d saved views already. Please delete one first.") % {"most": views.MOST})
    made, _odd = Filters.read(filters)
    return views.save(_name(name), team_id, owner_id, made.as_data())


@step
def rename_view(view_id: int, name: str, *, by: Viewer, now: datetime) -> View:
    """Give a saved view another name."""
    view = _held(view_id, by)
    view.name = _name(name)
    view.save(update_fields=["name"])
    return view


@step
def delete_view(view_id: int, *, by: Viewer, now: datetime) -> View:
    """Delete a saved view and return what it was, so that it can be saved again."""
    view = _held(view_id, by)
    View.objects.filter(pk=view_id).delete()
    return view


def _held(view_id: int, by: Viewer) -> View:
    """Return a view to change: one's own always, that of a team if one works there."""
    view = views.find(by, view_id)
    if view is None:
        raise NotFound(_("This saved view is not there any more."))
    if view.owner_id is None:
        _must(by, view.team_id, for_team=True)
    return view


def _must(by: Viewer, team_id: int, *, for_team: bool) -> None:
    if not may(by, "views.save", team_id):
        raise NotAllowed(_("Views are saved by people who work in this team."))
    if for_team and team_id not in by.teams:
        raise NotAllowed(_("A view for the whole team is saved by its members. You can save one for yourself."))


def _name(name: str) -> str:
    text = one_line(name, NAME_LIMIT + 1)
    if not text:
        raise Refused(_("Please give the view a name."), "name")
    if len(text) > NAME_LIMIT:
        raise Refused(_("Please choose a name of at most %(limit)d characters.") % {"limit": NAME_LIMIT}, "name")
    return text
