"""Who fits a request, by what people say about themselves. Nothing here measures anybody.

The orders are fixed and public (DOMAIN 2.3). They know no speed, no
satisfaction and no other result of a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ENOUGH = 2  # "with help": from here on a skill counts as there


@dataclass(frozen=True, slots=True)
class Declared:
    """What a person says about one skill: a level from 0 to 4, and whether she wants to practise it."""

    level: int
    wants_practice: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How a person's declared skills meet what a request type needs; ids of skills, ascending."""

    has: tuple[int, ...]
    learns: tuple[int, ...]
    lacks: tuple[int, ...]

    @property
    def fits(self) -> bool:
        """Whether every skill that is needed is there. A type that needs none fits everybody."""
        return not self.learns and not self.lacks

    @property
    def teaches(self) -> bool:
        """Whether she could learn something she wants to learn, whatever else is missing."""
        return bool(self.learns)


def fit_of(needed: Iterable[int], declared: Mapping[int, Declared]) -> Fit:
    """Compare the skills a type needs with those a person declares."""
    has, learns, lacks = [], [], []
    for skill in sorted(set(needed)):
        said = declared.get(skill, Declared(0))
        if said.level >= ENOUGH:
            has.append(skill)
        elif said.level == 1 or said.wants_practice:
            learns.append(skill)
        else:
            lacks.append(skill)
    return Fit(tuple(has), tuple(learns), tuple(lacks))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could take a request on. `in_hand` orders only; no page shows it."""

    person_id: int
    name: str
    name_key: str
    fit: Fit
    available: bool
    in_hand: int
    wants_practice: bool


def suggested(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates in the public order.

    All required skills declared, then here today, then fewer cases in
    hand, then wants to practise a required skill, then by name.
    """
    return sorted(
        candidates,
        key=lambda c: (not c.fit.fits, not c.available, c.in_hand, not c.wants_practice, c.name_key, c.person_id),
    )
