"""The three hands of parity, from rows of the database to measures: PI, W and O."""

import numpy as np
import numpy.typing as npt

from kundenkreis.measures import outcome, parity
from kundenkreis.measures.comparison import Comparison
from kundenkreis.measures.waiting import WaitingRatio, waiting_ratio
from kundenkreis.promises.calendars import calendar_of
from kundenkreis.reports.columns import Columns, Integers
from kundenkreis.reports.population import strata_codes, where

MICROSECONDS = "datetime64[us]"


def parity_of(promises: Columns) -> Comparison | None:
    """Return the parity index of grouped promises, or None without any."""
    rows = where(promises, promises["due"] > 0)
    if not len(rows["due"]):
        return None
    stratum, internal, cluster = _groups(rows)
    return parity.from_counts(stratum, internal, cluster, rows["due"], rows["kept"])


def outcome_of(cases: Columns) -> Comparison | None:
    """Return the outcome index of grouped ended cases, or None without any."""
    if not len(cases["ended"]):
        return None
    stratum, internal, cluster = _groups(cases)
    return outcome.from_counts(stratum, internal, cluster, cases["ended"], cases["granted"])


def waiting_of(answers: Columns) -> WaitingRatio | None:
    """Return the waiting ratio of first answers, or None without any. Empties `answers`, which may be large."""
    if not len(answers["given"]):
        return None
    seconds = working_seconds(answers.pop("given"), answers.pop("ended"), answers.pop("calendar"))
    stratum, internal, cluster = _groups(answers)
    return waiting_ratio(stratum, internal, seconds, answers.pop("answered") == 1, cluster, answers.pop("target"))


def working_seconds(given: Integers, ended: Integers, calendars: Integers) -> Integers:
    """Return the working time between moments (microseconds UTC), each by its frozen calendar (a version's id)."""
    seconds = np.zeros(len(given), dtype=np.int32)
    for version in np.unique(calendars).tolist():
        chosen = calendars == version
        start, end = given[chosen].view(MICROSECONDS), ended[chosen].view(MICROSECONDS)
        seconds[chosen] = calendar_of(version).between_many(start, end)
    return seconds


def requesters_by_stratum(rows: Columns, counted: str) -> dict[tuple[int, bool], int]:
    """Return how many requesters each stratum (code) has, by class (True: internal), where `counted` is not 0."""
    rows = where(rows, rows[counted] > 0)
    codes, sizes = np.unique(strata_codes(rows) * 2 + rows["internal"], return_counts=True)
    return {(code >> 1, bool(code & 1)): size for code, size in zip(codes.tolist(), sizes.tolist(), strict=True)}


def _groups(rows: Columns) -> tuple[Integers, npt.NDArray[np.bool_], Integers]:
    return strata_codes(rows), rows["internal"] == 1, rows["cluster"]
