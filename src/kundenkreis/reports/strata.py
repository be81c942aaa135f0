"""Parity kind by kind: the rows of the plot and of the table behind it."""

import numpy as np

from kundenkreis.cases.reference import types
from kundenkreis.measures.comparison import Comparison, StratumLine
from kundenkreis.reports.columns import Columns
from kundenkreis.reports.hands import parity_of, requesters_by_stratum
from kundenkreis.reports.population import stratum_of, where
from kundenkreis.reports.present import NOTHING, span
from kundenkreis.reports.shapes import StratumData, TypeData
from kundenkreis.reports.suppression import hidden
from kundenkreis.teams.reference import teams

SURE_FROM, SHOWN_FROM = 30, 10
"""Cases on each side from which a figure stands for itself, and from which it is shown at all."""


def types_data(promises: Columns) -> list[TypeData]:
    """Return each request type, its urgencies compared like with like, most promises first."""
    found = []
    for type_id in np.unique(promises["type"]).tolist():
        measured = parity_of(where(promises, promises["type"] == type_id))
        if measured is not None:
            found.append((type_id, measured))
    small = hidden({key: _fewest(measured) for key, measured in found})
    found.sort(key=lambda row: -(row[1].internal.total + row[1].external.total))
    return [_type_row(type_id, measured, shown=type_id not in small) for type_id, measured in found]


def _fewest(measured: Comparison) -> int:
    """Return the requesters of the smaller class that is there at all."""
    sizes = [one.requesters for one in (measured.internal, measured.external) if one.requesters]
    return min(sizes, default=0)


def _type_row(type_id: int, measured: Comparison, *, shown: bool) -> TypeData:
    internal, external = (measured.internal, measured.external) if shown else (NOTHING, NOTHING)
    least = min(internal.total, external.total)
    sureness = "empty" if least < SHOWN_FROM else "hint" if least < SURE_FROM else "full"
    drawn = sureness != "empty"
    return TypeData(
        type=type_id,
        type_name=_type_name(type_id),
        sureness=sureness,
        internal_due=internal.total if shown else None,
        internal_kept=internal.good if shown else None,
        external_due=external.total if shown else None,
        external_kept=external.good if shown else None,
        index=measured.index if drawn else None,
        ci95=span(measured.ci95) if drawn else None,
    )


def strata_data(promises: Columns) -> list[StratumData]:
    """Return each stratum with its counts and weight, heaviest first; small groups are named without counts."""
    measured = parity_of(promises)
    if measured is None:
        return []
    small = _small_strata(promises)
    lines = sorted(measured.strata, key=lambda line: (-line.weight, int(line.stratum)))
    return [_stratum_row(line, shown=int(line.stratum) not in small) for line in lines]


def _small_strata(promises: Columns) -> frozenset[int]:
    """Return the strata in which a class is too small, and those that would give them away."""
    sizes = requesters_by_stratum(promises, "due")
    withheld: frozenset[int] = frozenset()
    for internal in (True, False):
        withheld |= hidden({code: size for (code, side), size in sizes.items() if side is internal})
    return withheld


def _stratum_row(line: StratumLine, *, shown: bool) -> StratumData:
    type_id, urgency, team = stratum_of(int(line.stratum))
    return StratumData(
        type=type_id,
        type_name=_type_name(type_id),
        urgency=urgency,
        team=team or None,
        team_name=_team_name(team),
        shown=shown,
        internal_due=line.internal_total if shown else None,
        internal_kept=line.internal_good if shown else None,
        external_due=line.external_total if shown else None,
        external_kept=line.external_good if shown else None,
        weight=line.weight if shown else None,
    )


def without_teams(promises: Columns, teams_withheld: frozenset[int]) -> Columns:
    """Return the rows that belong to none of the given teams."""
    if not teams_withheld:
        return promises
    return where(promises, ~np.isin(promises["team"], sorted(teams_withheld)))


def _type_name(type_id: int) -> str:
    found = types().get(type_id)
    return found.name if found else ""


def _team_name(team_id: int) -> str:
    found = teams().get(team_id)
    return found.name if found else ""
