"""Which customers a list's address asks for."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from kundenkreis.base.text import one_line, whole_number
from kundenkreis.cases.customers import Wanted
from kundenkreis.people.models import Organisation
from kundenkreis.teams.reference import teams
from kundenkreis.web.asked import BadAddress, choice, number, unreadable

NOBODY, WHAT = "none", ("organisation", "person")
PATH = "/customers"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and behind which line the page begins."""

    wanted: Wanted
    after: tuple[str, str, int] | None = None

    @property
    def team_word(self) -> str:
        """The team as the address names it."""
        return "" if self.wanted.team is None else str(self.wanted.team or NOBODY)

    def address(self, **changes: str) -> str:
        """Return the address of this list with some parameters changed; an empty value drops one."""
        parameters = {"q": self.wanted.text, "kind": self.wanted.kind, "what": self.wanted.what}
        parameters |= {"team": self.team_word, "within": str(self.wanted.within or "")}
        kept = {name: value for name, value in (parameters | changes).items() if value}
        return f"{PATH}?{urlencode(kept)}" if kept else PATH


def asked(query: QueryDict) -> Asked:
    """Read q, kind, what, team, within and after. Raises BadAddress for what cannot be read."""
    kind, what = choice(query, "kind", Organisation.Kind.values), choice(query, "what", WHAT)
    wanted = Wanted(one_line(query.get("q", ""), 100), kind, _team(query), what)
    return Asked(replace(wanted, within=number(query, "within")), _after(query.get("after", "")))


def _team(query: QueryDict) -> int | None:
    """Return the team; 0 for customers without one, None for all."""
    if query.get("team") == NOBODY:
        return 0
    team_id = number(query, "team")
    if team_id is not None and team_id not in teams():
        raise BadAddress(_("There is no such team. Please choose one from the list."))
    return team_id


def _after(text: str) -> tuple[str, str, int] | None:
    if not text:
        return None
    key, _tilde, rest = text.rpartition("~")
    key, _tilde, letter = key.rpartition("~")
    place = whole_number(rest)
    if letter not in ("o", "p") or "\x00" in key or place is None:
        raise unreadable()
    return key, letter, place
