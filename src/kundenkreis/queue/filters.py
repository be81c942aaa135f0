"""Which part of the queue somebody looks at, and the same as a condition for the database.

Conditions read only what the place of a case holds. A customer may be
chosen by name; her class cannot be.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from kundenkreis.base.text import whole_number

ALL, UNOWNED, MINE, RISK, DATED, RESTING = "all", "unowned", "mine", "risk", "dated", "resting"
VIEWS = (ALL, UNOWNED, MINE, RISK, DATED, RESTING)
LONGEST_SEARCH = 200
_SWITCHES = {"": False, "0": False, "off": False, "false": False, "1": True, "on": True, "true": True, "yes": True}


@dataclass(frozen=True, slots=True)
class Filters:
    """A view and what narrows it. Empty values do not narrow anything; ids that do not exist find nothing."""

    view: str = ALL
    customer: int | None = None
    type: int | None = None
    skill: int | None = None
    fits: bool = False
    learn: bool = False
    words: str = ""

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> tuple[Self, tuple[str, ...]]:
        """Read filters from an address or from a saved view, and name what could not be understood."""
        ids = {name: _id(data.get(name)) for name in ("customer", "type", "skill")}
        view = str(data.get("view") or ALL)
        switches = {name: _SWITCHES.get(str(data.get(name) or "").lower()) for name in ("fits", "learn")}
        odd = [name for name, (known, _) in ids.items() if not known]
        odd += [name for name, on in switches.items() if on is None]
        if view not in VIEWS:
            odd.append("view")
        made = cls(
            view=view if view in VIEWS else ALL,
            **{name: value for name, (_, value) in ids.items()},
            fits=bool(switches["fits"]),
            learn=bool(switches["learn"]),
            words=str(data.get("words") or "").strip()[:LONGEST_SEARCH],
        )
        return made, tuple(odd)

    def as_data(self) -> dict[str, Any]:
        """Return only what narrows, as it is stored with a saved view."""
        narrowing = [(name, getattr(self, name)) for name in _NAMES]
        return {name: value for name, value in narrowing if value and (name, value) != ("view", ALL)}

    @property
    def by_skill(self) -> bool:
        """Whether the person's own skills are needed to tell what belongs to the view."""
        return self.fits or self.learn


_NAMES = tuple(field.name for field in fields(Filters))


def _id(value: Any) -> tuple[bool, int | None]:
    """Return whether a value can be understood, and the id it names."""
    if value in (None, "", "0", 0):
        return True, None
    found = whole_number(str(value))
    return found is not None, found
