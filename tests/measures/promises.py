"""Made-up promises and requests for the tests of the measures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Share = tuple[int, int]


@dataclass(frozen=True)
class Promises:
    """Four equally long columns, one entry a promise."""

    stratum: npt.NDArray[np.int64]
    internal: npt.NDArray[np.bool_]
    kept: npt.NDArray[np.bool_]
    cluster: npt.NDArray[np.int64]

    def columns(self) -> tuple[npt.NDArray[np.generic], ...]:
        return self.stratum, self.internal, self.kept, self.cluster


def from_shares(*strata: tuple[Share, Share]) -> Promises:
    """Build promises from (kept, due) pairs, internal then external; every promise has its own requester."""
    stratum, internal, kept = [], [], []
    for code, classes in enumerate(strata):
        for is_internal, (good, due) in zip((True, False), classes, strict=True):
            stratum += [code] * due
            internal += [is_internal] * due
            kept += [True] * good + [False] * (due - good)
    return Promises(np.array(stratum), np.array(internal), np.array(kept), np.arange(len(kept)))


def from_pairs(internal: Sequence[Sequence[int]], external: Sequence[Sequence[int]]) -> Promises:
    """Build promises of one stratum, one sequence of kept flags for each requester."""
    people = [(True, flags) for flags in internal] + [(False, flags) for flags in external]
    flags = [(is_internal, kept, who) for who, (is_internal, one) in enumerate(people) for kept in one]
    sides, kept, clusters = zip(*flags, strict=True)
    return Promises(np.zeros(len(kept), dtype=int), np.array(sides), np.array(kept, dtype=bool), np.array(clusters))


MIXED_BUT_EQUAL = from_shares(((144, 160), (36, 40)), ((24, 40), (96, 160)))
WORSE_INSIDE = from_shares(((120, 150), (45, 50)), ((42, 60), (96, 120)), ((18, 30), (49, 70)))
ALIKE = from_shares(((470, 500), (465, 500)), ((276, 300), (368, 400)), ((180, 200), (269, 300)))
PAIRS = from_pairs([(1, 1), (1, 0), (0, 0), (1, 1)], [(1, 1), (1, 1), (1, 0), (1, 1)])
ALL_KEPT = from_shares(((20, 20), (20, 20)))
