"""What to take next: at most three requests that nobody has, each with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, Protocol, TypeVar

from kundenkreis.queue.order import Placed, in_fair_order
from kundenkreis.queue.skills import Fit


class Why(Enum):
    """The reason for a suggestion. Everybody may read the rule behind it in `suggest`."""

    FITS = "fits"
    FIRST = "first"
    LEARN = "learn"
    LONGEST = "longest"


class Unowned(Placed, Protocol):
    """A place nobody has, with the type of its request."""

    @property
    def type_id(self) -> int:
        """The request type."""


P = TypeVar("P", bound=Unowned)


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[P]):
    """A request to take, why it is suggested, and how the person's skills meet it."""

    place: P
    why: Why
    fit: Fit


def suggest(unowned: Iterable[P], fits: Mapping[int, Fit]) -> list[Suggestion[P]]:
    """Choose what to take next from requests nobody has; `fits` is by request type.

    1. In the fair order, the first one the person has all skills for; if
       there is none, the first one of all.
    2. The first one of the rest by which she learns what she wants to learn.
    3. Of what is left, the one that has waited longest since it came in.

    Customers, their class and what a person achieved play no part.
    """
    left = in_fair_order(unowned)
    chosen: list[Suggestion[P]] = []

    def choose(place: P | None, why: Why) -> None:
        if place is not None:
            left.remove(place)
            chosen.append(Suggestion(place, why, fits[place.type_id]))

    best = next((p for p in left if fits[p.type_id].fits), None)
    choose(best or next(iter(left), None), Why.FITS if best else Why.FIRST)
    choose(next((p for p in left if fits[p.type_id].teaches), None), Why.LEARN)
    choose(min(left, key=lambda p: (p.received_at, p.case_id), default=None), Why.LONGEST)
    return chosen
