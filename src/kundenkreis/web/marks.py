"""Small marks that stand on every row: drawn once per language and kept.

The marks are macros in `parts/marks.html`. Calling a macro costs about ten
times as much as looking up what it said last time, and fifty rows of the
queue need three hundred of them.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from jinja2 import Environment
from markupsafe import Markup

from kundenkreis.web.template import spoken

TINTS = 5
WORDLESS = ("icon", "mark", "ring", "who", "face")
SPOKEN = ("kind", "dots", "state_word", "nobody")


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
    draw = {name: _drawing(made, name) for name in WORDLESS + SPOKEN}
    made.globals.update(ic=draw["icon"], mark=draw["mark"], nobody=_spoken(draw["nobody"]))

    def ring(state: str, share: float = 1) -> Markup:
        return draw["ring"](state, round(share * 50) / 50)

    def who(person: Someone | None, size: str = "") -> Markup:
        return draw["who"](person.name, tint(person.id), size) if person else _spoken(draw["nobody"])(size)

    def face(person: Someone, size: str = "") -> Markup:
        return draw["face"](person.name, tint(person.id), size)

    made.filters.update(ring=ring, who=who, face=face, tint=tint)
    made.filters.update({name: _spoken(draw[name]) for name in ("kind", "dots", "state_word")})


def tint(person_id: int) -> int:
    """Return the quiet tint of a person's initials, 1 to 5; it says nothing about her."""
    return person_id % TINTS + 1


def _drawing(made: Environment, name: str) -> Callable[..., Markup]:
    """Return the macro with a memory. The language is the last value, where a macro has words."""

    def draw(*values: Any) -> Markup:
        drawn: Markup = getattr(made.get_template("parts/marks.html").module, name)(*values)
        return drawn

    return draw if settings.DEBUG else lru_cache(maxsize=4096)(draw)


def _spoken(draw: Callable[..., Markup]) -> Callable[..., Markup]:
    """Return the drawing for the reader's language."""
    return lambda *values: draw(spoken(), *values)
