"""Time windows of evaluations: whole days of the company's calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Window:
    """All days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Raise ValueError for an end before the start, or years no calendar holds."""
        if not EARLIEST <= self.first <= self.last <= LATEST:
            raise ValueError(f"{self.first} to {self.last} is not a window")

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return the first moment of the window and the first one after it."""
        after = self.last + timedelta(days=1)
        return datetime.combine(self.first, time(), zone), datetime.combine(after, time(), zone)

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"


def months_back(day: date, months: int) -> date:
    """Return the same day some months before, or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    next_first = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), next_first - timedelta(days=1))


def last_months(months: int, today: date) -> Window:
    """Return the rolling window of that many months that ends today."""
    return Window(months_back(today, months) + timedelta(days=1), today)
