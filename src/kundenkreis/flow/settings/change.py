"""Recording a change of settings: who changed what from which value to which, and when."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from kundenkreis.flow.errors import NotAllowed
from kundenkreis.flow.rights import may
from kundenkreis.ledger.actions import fact, record
from kundenkreis.teams.actions import bump
from kundenkreis.teams.viewer import Viewer

THING = "setting"


def must_change(by: Viewer) -> None:
    """Raise NotAllowed for everybody but administrators."""
    if not may(by, "settings.change"):
        raise NotAllowed(_("Settings are changed by administrators. You can read them here."))


def values_of(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    """Return some columns of a row as facts can keep them."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def record_change(
    what: str,
    thing_id: int,
    name: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    by: int | None,
    now: datetime,
) -> bool:
    """Keep what changed, and let every process read the settings anew. Returns whether anything changed."""
    changed = {key: [before.get(key), value] for key, value in after.items() if before.get(key) != value}
    if not changed:
        return False
    data = {"what": what, "name": name, "changed": changed, "is_new": not before}
    record([fact(THING, thing_id, "setting.changed", at=now, by=by, data=data)])
    bump()
    return True
