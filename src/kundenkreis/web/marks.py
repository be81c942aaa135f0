"""Small marks that stand on every row: drawn once in each language and kept.

The marks are macros in `parts/marks.html`. Calling a macro costs about ten
times as much as looking up what it said last time, and fifty rows of the
queue need three hundred of them.
"""

from typing import Protocol

from jinja2 import Environment
from markupsafe import Markup

from kundenkreis.web.kept import kept

TINTS = 5
MACROS = ("icon", "mark", "ring", "who", "face", "kind", "dots", "state_word", "nobody")


class Someone(Protocol):
    """A person as far as a mark needs one."""

    @property
    def id(self) -> int:
        """Which person."""

    @property
    def name(self) -> str:
        """How she is called."""


def install(made: Environment) -> None:
    """Make the marks available: `ic` and `mark` as functions, the others as filters."""
    draw = {name: kept(made, "parts/marks.html", name) for name in MACROS}
    made.globals.update(ic=draw["icon"], mark=draw["mark"], nobody=draw["nobody"])

    def ring(state: str, share: float = 1) -> Markup:
        return draw["ring"](state, round(share * 50) / 50)

    def who(person: Someone | None, size: str = "") -> Markup:
        return draw["who"](person.name, tint(person.id), size) if person else draw["nobody"](size)

    def face(person: Someone, size: str = "") -> Markup:
        return draw["face"](person.name, tint(person.id), size)

    made.filters.update(ring=ring, who=who, face=face, tint=tint)
    made.filters.update({name: draw[name] for name in ("kind", "dots", "state_word")})


def tint(person_id: int) -> int:
    """Return the quiet tint of a person's initials, 1 to 5; it says nothing about her."""
    return person_id % TINTS + 1
