"""Words of the catalogue."""

import re
from datetime import date

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.reports.rules import Audience, Level
from kundenkreis.reports.words import day
from kundenkreis.teams.reference import teams

LEVELS: dict[Level, Lazy] = {
    Level.COMPANY: gettext_lazy("the whole company"),
    Level.TEAM: gettext_lazy("one team"),
}
AUDIENCES: dict[Audience, Lazy] = {
    Audience.MEMBER: gettext_lazy("members: their own team and the company"),
    Audience.COACH: gettext_lazy("coaches: the teams they coach and the company"),
    Audience.MANAGEMENT: gettext_lazy("management: all teams and the company"),
}
_SCOPE = re.compile(r"(?:company|team (\d+)) (\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


def scope_words(scope: str) -> str:
    """Return a scope of the access log in words: team and days; another text stays as it is."""
    found = _SCOPE.fullmatch(scope)
    if found is None:
        return scope
    team = teams().get(int(found[1])) if found[1] else None
    name = _("All teams") if not found[1] else team.name if team else _("a former team")
    first, last = (day(date.fromisoformat(text)) for text in found.groups()[1:])
    return f"{name}, {first} – {last}"
