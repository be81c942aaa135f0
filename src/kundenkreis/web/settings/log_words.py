"""Words of the log of changes: what was changed, and which detail of it."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy, pgettext_lazy

from kundenkreis.web.settings.log_values import value

WHAT: dict[str, Lazy] = {
    "company": gettext_lazy("Company"),
    "calendar": gettext_lazy("Working hours"),
    "team": gettext_lazy("Team"),
    "membership": pgettext_lazy("log", "Member of a team"),
    "roles": gettext_lazy("Roles"),
    "skill": pgettext_lazy("log", "Skill"),
    "type": pgettext_lazy("log", "Kind of request"),
    "note.added": pgettext_lazy("log", "Note about a customer added"),
    "note.confirmed": pgettext_lazy("log", "Note about a customer confirmed"),
    "note.removed": pgettext_lazy("log", "Note about a customer removed"),
    "note.put_back": pgettext_lazy("log", "Note about a customer put back"),
    "organisation.added": pgettext_lazy("log", "Customer added"),
    "organisation.changed": pgettext_lazy("log", "Customer changed"),
    "organisation.team_changed": pgettext_lazy("log", "Another team answers for a customer"),
    "person.added": pgettext_lazy("log", "Person added"),
    "person.changed": pgettext_lazy("log", "Person changed"),
}
DETAIL: dict[str, Lazy] = {
    "name": gettext_lazy("Name"),
    "name_en": gettext_lazy("Name in English"),
    "short_name": gettext_lazy("Short name for the queue"),
    "purpose": gettext_lazy("Purpose"),
    "purpose_en": pgettext_lazy("log", "Purpose in English"),
    "state": gettext_lazy("Federal state"),
    "zone": gettext_lazy("Time zone"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "windows": gettext_lazy("Working hours"),
    "closings": gettext_lazy("Closing days"),
    "options": gettext_lazy("Holidays of parts of a state"),
    "organisation_id": gettext_lazy("Department"),
    "is_active": pgettext_lazy("log", "In use"),
    "part": gettext_lazy("Part"),
    "function": gettext_lazy("Function in the team"),
    "roles": gettext_lazy("Roles"),
    "icon": pgettext_lazy("log", "Icon"),
    "team_id": gettext_lazy("Answered by"),
    "to_customer_team": gettext_lazy("Customers who have a team of their own are answered by that team"),
    "skills": gettext_lazy("Needed skills"),
    "readers": gettext_lazy("Named persons"),
    "form": gettext_lazy("Questions of the form"),
    "process": gettext_lazy("Steps of the whole process"),
    "is_confidential": gettext_lazy("Confidential: for named persons only"),
    "position": pgettext_lazy("log", "Place in the list"),
    "targets": pgettext_lazy("log", "Promised times"),
}


def what(kind: str, said: str) -> str:
    """Return what was changed; `said` is the fact's own word for it, `kind` that of the fact."""
    word = said or kind
    return str(WHAT.get(word, word))


def detail(key: str) -> str:
    """Return the name of a detail."""
    return str(DETAIL.get(key, key))


def told(changed: Mapping[str, Any]) -> list[tuple[str, tuple[str, str]]]:
    """Return each detail that changed with its value before and after; what was and stays empty is left out."""
    pairs = {key: pair if isinstance(pair, list) and len(pair) == 2 else [None, pair] for key, pair in changed.items()}
    said = ((detail(key), (value(key, before), value(key, after))) for key, (before, after) in pairs.items())
    return [(name, both) for name, both in said if both[0] != both[1]]
