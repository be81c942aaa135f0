"""The fair order, as a rule one can read. `queries` asks the database for the same order."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar


class Placed(Protocol):
    """What the order looks at, and nothing else: no customer, no class, no person."""

    @property
    def parked(self) -> bool:
        """Whether the case waits for the requester or rests."""

    @property
    def due_at(self) -> datetime:
        """The earliest due of what is owed."""

    @property
    def received_at(self) -> datetime:
        """When the request came in."""

    @property
    def case_id(self) -> int:
        """The number of the case."""


P = TypeVar("P", bound=Placed)
Position = tuple[bool, datetime, datetime, int]


def position(place: Placed) -> Position:
    """Return where a place stands: by due, then by who asked first, then by number (DOMAIN 2.3).

    What is parked stands behind everything else, in the same order. No two
    places share a position, so a list read twice is the same list.
    """
    return (place.parked, place.due_at, place.received_at, place.case_id)


def in_fair_order(places: Iterable[P]) -> list[P]:
    """Return the places in the order in which they should be worked on.

    Earliest due first keeps the greatest lateness as small as any order
    can (Jackson 1955, one server, all present). Nobody starves: a place due
    at d is overtaken only by requests received before d minus the smallest
    target.
    """
    return sorted(places, key=position)
