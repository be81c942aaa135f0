"""How long the parity index takes over many promises, on one core.

Run `python bench/parity.py`, or with another number of promises as argument.
Exits with 1 if the index over integer codes takes a second or longer at ten
million promises.
"""

import argparse
import os
import sys
import time
import tracemalloc
from collections.abc import Callable

import numpy as np

from kundenkreis.measures.parity import from_counts, parity_index
from kundenkreis.measures.waiting import waiting_ratio

STRATA = 60
LIMIT_SECONDS = 1.0
LIMIT_FOR = 10_000_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("promises", type=int, nargs="?", default=LIMIT_FOR)
    promises = parser.parse_args().promises
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"{promises:,} promises, {STRATA} strata, one core, numpy {np.__version__}")
    slowest = max(index_of_codes(promises, requesters) for requesters in (5_000, 200_000, 2_000_000))
    index_of_far_codes(promises // 10)
    index_of_strings(promises // 10)
    index_of_counts(promises // 10)
    ratio_of_waits(promises // 10)
    return int(promises >= LIMIT_FOR and slowest >= LIMIT_SECONDS * promises / LIMIT_FOR)


def index_of_codes(promises: int, requesters: int) -> float:
    """The usual case: strata and requesters are small integers."""
    rng = np.random.default_rng(1)
    columns = (
        rng.integers(0, STRATA, promises),
        rng.random(promises) < 0.4,
        rng.random(promises) < 0.9,
        rng.integers(0, requesters, promises),
    )
    return measured(f"index, {requesters:,} requesters", promises, lambda: parity_index(*columns))


def index_of_far_codes(promises: int) -> float:
    """Requesters numbered far apart, so that they have to be sorted."""
    rng = np.random.default_rng(5)
    people = rng.integers(0, 2**62, 200_000)
    columns = (
        rng.integers(0, STRATA, promises),
        rng.random(promises) < 0.4,
        rng.random(promises) < 0.9,
        people[rng.integers(0, len(people), promises)],
    )
    return measured("index, numbers far apart", promises, lambda: parity_index(*columns))


def index_of_strings(promises: int) -> float:
    """Strata and requesters named by text."""
    rng = np.random.default_rng(2)
    strata = np.array([f"request type {code // 4}, urgency {code % 4}" for code in range(STRATA)])
    people = np.array([f"K-{code:06}" for code in range(5_000)])
    columns = (
        strata[rng.integers(0, STRATA, promises)],
        rng.random(promises) < 0.4,
        rng.random(promises) < 0.9,
        people[rng.integers(0, len(people), promises)],
    )
    return measured("index, named by strings", promises, lambda: parity_index(*columns))


def index_of_counts(rows: int) -> float:
    """Promises counted by the database before."""
    rng = np.random.default_rng(3)
    due = rng.integers(1, 20, rows)
    columns = (
        rng.integers(0, STRATA, rows),
        rng.random(rows) < 0.4,
        rng.integers(0, 200_000, rows),
        due,
        rng.binomial(due, 0.9),
    )
    return measured("index, counted rows", rows, lambda: from_counts(*columns))


def ratio_of_waits(requests: int) -> float:
    """The waiting ratio, which has to sort."""
    rng = np.random.default_rng(4)
    columns = (
        rng.integers(0, STRATA, requests),
        rng.random(requests) < 0.4,
        rng.exponential(3_600, requests),
        rng.random(requests) < 0.95,
        rng.integers(0, 5_000, requests),
        np.full(requests, 4 * 3_600.0),
    )
    return measured("waiting ratio", requests, lambda: waiting_ratio(*columns))


def measured(name: str, rows: int, work: Callable[[], object]) -> float:
    """Print and return the best of three runs in seconds, with the memory taken on top of the input."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{name:<28} {rows:>12,} rows  {min(seconds):6.3f} s best, {max(seconds):6.3f} s worst  {peak / 1e6:6.0f} MB")
    return min(seconds)


if __name__ == "__main__":
    sys.exit(main())
