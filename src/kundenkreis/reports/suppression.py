"""Small groups stay unseen, and cannot be computed from what is shown (DOMAIN 10.4)."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

MINIMUM_GROUP = 5
"""Never lower. A group of nobody is no group: its zero tells nothing about anybody."""


def too_small(size: int, minimum: int = MINIMUM_GROUP) -> bool:
    """Whether a group has members, but too few to be spoken of."""
    return 0 < size < minimum


def hidden(sizes: Mapping[Key, int], minimum: int = MINIMUM_GROUP, unseen: int = 0) -> frozenset[Key]:
    """Return which parts of a whole may not be shown beside its sum.

    Every part that is too small; and as long as all that stays unseen is
    still too small, the smallest of the others as well, because the sum minus
    everything shown would give it away. `unseen` is the size of what the
    reader does not see anyway. Ties go by the order of the keys.
    """
    withheld = {key for key, size in sizes.items() if too_small(size, minimum)}
    others = sorted((key for key, size in sizes.items() if size >= minimum), key=lambda key: sizes[key])
    for key in others:
        if not too_small(unseen + sum(sizes[one] for one in withheld), minimum):
            break
        withheld.add(key)
    return frozenset(withheld)
