"""The same answers found the slow way: look at the wall clock once a minute."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


@dataclass(frozen=True)
class Oracle:
    """Open when the wall clock stands in a window of today, or in one of yesterday that ran past midnight."""

    zone: ZoneInfo
    windows: Mapping[int, Sequence[tuple[str, str]]]
    days_off: Collection[date] = ()

    def is_open(self, moment: datetime) -> bool:
        local = moment.astimezone(self.zone)
        today, yesterday = local.date(), local.date() - timedelta(days=1)
        now = local.hour * 60 + local.minute
        in_day = (minutes(a) <= now < minutes(b) or minutes(b) <= minutes(a) <= now for a, b in self.pairs(today))
        past_midnight = (minutes(b) <= minutes(a) and now < minutes(b) for a, b in self.pairs(yesterday))
        return any(in_day) or any(past_midnight)

    def pairs(self, day: date) -> Sequence[tuple[str, str]]:
        return () if day in self.days_off else self.windows.get(day.weekday(), ())

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Work from one whole minute to a later one."""
        work, moment, end = timedelta(0), start.astimezone(UTC), end.astimezone(UTC)
        while moment < end:
            work += MINUTE * self.is_open(moment)
            moment += MINUTE
        return work

    def add(self, start: datetime, work: timedelta, give_up: datetime) -> datetime | None:
        """Earliest whole minute by which the work is done, or None if that lies beyond a moment."""
        moment = start.astimezone(UTC)
        while work and moment < give_up:
            work -= MINUTE * self.is_open(moment)
            moment += MINUTE
        return None if work else moment
