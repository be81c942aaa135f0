"""How quickly teams answer. Here it is decided what the parity page will find."""

from datetime import datetime
from math import exp
from random import Random
from statistics import NormalDist

from kundenkreis.console.demo_company.town import ACCOUNTING, SOUTH, Town

# The spread of waiting times around their middle (standard deviation of the logarithm).
SPREAD = 0.8
USUALLY = 0.9
SLOWEST = 3.2
_QUANTILE = NormalDist().inv_cdf


class Pace:
    """Draws waiting times so that a promise is kept as often as the team of the story keeps its promises.

    All teams treat everybody alike, with one exception: accounting keeps
    what it promised inside the house clearly less often. Customer team
    South has become better over the two years, for everybody.
    """

    def __init__(self, town: Town, rng: Random) -> None:
        self._rng = rng
        self._start, self._span = town.start, (town.now - town.start).total_seconds()
        self._south, self._accounting = town.teams[SOUTH], town.teams[ACCOUNTING]

    def kept(self, team_id: int | None, internal: bool, at: datetime) -> float:
        """Return how often promises given at a time are kept: a share between 0 and 1."""
        if team_id == self._south:
            progress = (at - self._start).total_seconds() / self._span
            return 0.73 + 0.22 * min(max(progress, 0.0), 1.0)
        if team_id == self._accounting and internal:
            return 0.64
        return USUALLY

    def wait(self, target: int, share: float) -> float:
        """Return working seconds after which something promised within `target` seconds is done.

        The times are log-normal; their middle is set so that `share` of
        them lie below the target.
        """
        late = self._rng.gauss(0.0, 1.0) - _QUANTILE(share)
        return target * min(exp(SPREAD * late), SLOWEST)
