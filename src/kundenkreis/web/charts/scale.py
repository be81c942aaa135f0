"""Where a value lies on an axis, and which values an axis names."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high`. `log` is for ratios, where 0.5 and 2 lie equally far from 1."""

    low: float
    high: float
    log: bool = False

    def share(self, value: float) -> float:
        """Return where the value lies, 0 at the low end and 1 at the high end; what lies beyond stays at the end."""
        low, high = self._seen(self.low), self._seen(self.high)
        if self.log and value <= 0:
            return 0.0
        return min(1.0, max(0.0, (self._seen(value) - low) / (high - low)))

    def percent(self, value: float) -> str:
        """Return the place as an SVG coordinate in percent of the width."""
        return f"{100 * self.share(value):.2f}%"

    def width(self, low: float, high: float) -> str:
        """Return the distance of two values in percent of the width."""
        return f"{100 * (self.share(high) - self.share(low)):.2f}%"

    def _seen(self, value: float) -> float:
        return math.log(value) if self.log else value


PARITY = Scale(80, 120)
WAITING = Scale(0.5, 2, log=True)


def round_ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Return about so many round values that lie between low and high: steps of 1, 2 or 5 times a power of ten."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        return []
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def decimals(ticks: list[float]) -> int:
    """Return how many decimals it takes to write these values."""
    return max((len(f"{tick:.10g}".partition(".")[2]) for tick in ticks), default=0)
