"""Which customers a list's address asks for."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from kundenkreis.base.text import one_line
from kundenkreis.cases.customers import Wanted
from kundenkreis.flow.errors import Refused
from kundenkreis.people.models import Organisation
from kundenkreis.teams.reference import teams

NOBODY, WHAT = "none", ("organisation", "person")
PATH = "/customers"
_LONGEST = 18  # digits of a number that a database can hold


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
    """Read q, kind, what, team, within and after. Raises Refused with a sentence for what cannot be read."""
    kind, what = query.get("kind", ""), query.get("what", "")
    if kind not in ("", *Organisation.Kind.values) or what not in ("", *WHAT):
        raise Refused(_("There is no such filter. Please choose one from the list."))
    within = query.get("within", "")
    wanted = Wanted(one_line(query.get("q", ""), 100), kind, _team(query.get("team", "")), what)
    return Asked(replace(wanted, within=_number(within) if within else None), _after(query.get("after", "")))


def _team(text: str) -> int | None:
    if not text:
        return None
    if text == NOBODY:
        return 0
    if _number(text) not in teams():
        raise Refused(_("There is no such team. Please choose one from the list."))
    return _number(text)


def _after(text: str) -> tuple[str, str, int] | None:
    if not text:
        return None
    key, _tilde, rest = text.rpartition("~")
    key, _tilde, letter = key.rpartition("~")
    if letter not in ("o", "p") or "\x00" in key:
        raise _unreadable()
    return key, letter, _number(rest)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise _unreadable()
    return int(text)


def _unreadable() -> Refused:
    return Refused(_("This address has a part that cannot be read. Please start at the first page of the list."))
