"""What an address of the queue asks for, and addresses that ask for something else."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from kundenkreis.base.text import whole_number
from kundenkreis.queue.filters import Filters
from kundenkreis.queue.order import Position
from kundenkreis.queue.views import SavedView
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web.jinja import address

_POSITION = re.compile(r"([01])\.(\d{1,18})\.(\d{1,18})\.(\d{1,18})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """One team's queue through some filters, perhaps those of a saved view, from some place on.

    `odd` names what stood in the address and could not be understood.
    """

    team_id: int
    filters: Filters
    saved: int | None = None
    after: Position | None = None
    odd: tuple[str, ...] = ()

    def address(self, **changes: Any) -> str:
        """Return the address of the same queue with other filters, from its beginning."""
        return _queue({"team": self.team_id, **as_query(replace(self.filters, **changes))})

    def addresses(self, name: str, values: Iterable[object]) -> list[str]:
        """Return the addresses of the same queue with one filter (an id or a view) set to each value; "" drops it."""
        rest = {key: value for key, value in as_query(self.filters).items() if key != name}
        start = _queue({"team": self.team_id, **rest})
        return [f"{start}&{name}={value}" if value else start for value in values]

    def onwards(self, position: Position) -> str:
        """Return the address of the next page."""
        return f"{self.here}&after={written(position)}"

    @property
    def here(self) -> str:
        """The address of what is asked for, from its beginning."""
        return self.of_saved(self.saved) if self.saved else self.address()

    def of_saved(self, view_id: int) -> str:
        """Return the address of a saved view."""
        return f"{_queue({'team': self.team_id})}&saved={view_id}"


def _queue(values: Mapping[str, Any]) -> str:
    return f"{address('queue')}?{urlencode(values)}"


def as_query(filters: Filters) -> dict[str, Any]:
    """Return filters as they stand in an address; switches are 1."""
    return {name: 1 if value is True else value for name, value in filters.as_data().items()}


def team_of(data: Mapping[str, Any], viewer: Viewer) -> int | None:
    """Return the team whose queue is asked for: the viewer's first one unless another of hers is named."""
    wanted = whole_number(str(data.get("team") or ""))
    return wanted if wanted in viewer.seen_teams else next(iter(viewer.seen_teams), None)


def read(data: Mapping[str, Any], team_id: int, saved_views: Iterable[SavedView] = ()) -> Asked:
    """Read an address. What is no filter, and a view or team that is not there any more, is named as odd."""
    saved = _saved(str(data.get("saved") or ""), saved_views)
    filters, odd = Filters.read(data)
    after, fine = position(str(data.get("after") or ""))
    known = {"saved": saved.id if saved else None, "team": team_id, "after": data.get("after") if fine else None}
    odd = (*odd, *(name for name, value in known.items() if data.get(name) and str(data[name]) != str(value)))
    return Asked(team_id, saved.filters if saved else filters, saved.id if saved else None, after, odd)


def _saved(named: str, saved_views: Iterable[SavedView]) -> SavedView | None:
    return next((view for view in saved_views if str(view.id) == named), None)


def written(position: Position) -> str:
    """Return a position as it stands in an address; instants are microseconds since 1970."""
    parked, due_at, received_at, case_id = position
    return f"{parked:d}.{(due_at - _EPOCH) // _MICROSECOND}.{(received_at - _EPOCH) // _MICROSECOND}.{case_id}"


def position(text: str) -> tuple[Position | None, bool]:
    """Read a position, and say whether the text was fine; an empty one is the beginning."""
    found = _POSITION.fullmatch(text)
    if found is None:
        return None, not text
    parked, due_at, received_at, case_id = map(int, found.groups())
    try:
        return (bool(parked), _moment(due_at), _moment(received_at), case_id), True
    except OverflowError:
        return None, False


def _moment(microseconds: int) -> datetime:
    return _EPOCH + microseconds * _MICROSECOND
