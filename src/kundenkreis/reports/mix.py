"""The fair line of a list: how many of the shown requests come from internal and from external customers.

Reports is the one room that compares the classes. This only counts marks
that are on the screen anyway; it orders and chooses nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FIRST = 20


@dataclass(frozen=True, slots=True)
class Mix:
    """Internal and external requests of a list, and among its first FIRST ones."""

    internal: int
    external: int
    first_internal: int
    first_external: int


def mix(marks: Sequence[str]) -> Mix:
    """Count the marks ("internal" or "external") of a list in its order."""
    first = marks[:FIRST]
    return Mix(
        internal=marks.count("internal"),
        external=marks.count("external"),
        first_internal=first.count("internal"),
        first_external=first.count("external"),
    )
