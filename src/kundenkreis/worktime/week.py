"""The weekly windows of a calendar, from what people write ("08:00" to "17:00") to minutes."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

MINUTES_A_DAY = 1440
MINUTES_A_WEEK = 7 * MINUTES_A_DAY

_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)|24:00")


class Window(NamedTuple):
    """A stretch of local wall-clock time, in minutes after midnight of its weekday (Monday 0).

    It belongs to the day on which it opens; `closes` exceeds 1440 when it
    runs into the next day.
    """

    weekday: int
    opens: int
    closes: int


def parse_week(windows: Mapping[int, Sequence[tuple[str, str]]]) -> tuple[Window, ...]:
    """Return the windows of a week in order, none overlapping, at least one.

    A window that ends at or before its beginning runs overnight: ("22:00",
    "06:00"). The end of a day is "24:00" or, overnight, "00:00". A missing
    weekday is closed. Anything else raises a ValueError that names the window.
    """
    week = tuple(sorted(_parse_window(day, pair) for day, pairs in windows.items() for pair in pairs))
    if not week:
        raise ValueError("A calendar needs at least one window; this one would never open")
    _refuse_overlaps(week)
    return week


def _parse_window(weekday: int, pair: Sequence[str]) -> Window:
    if weekday not in range(7):
        raise ValueError(f"Weekdays run from 0 (Monday) to 6 (Sunday), not {weekday!r}")
    if isinstance(pair, str) or len(pair) != 2:
        raise ValueError(f'A window is a pair such as ("08:00", "17:00"), not {pair!r}')
    opens, closes = (_parse_clock(text) for text in pair)
    if opens == closes:
        raise ValueError(f'The window {_words(weekday, pair)} is empty; a whole day is ("00:00", "24:00")')
    if opens == MINUTES_A_DAY:
        raise ValueError(f"The window {_words(weekday, pair)} opens at 24:00; that is 00:00 of the next day")
    return Window(weekday, opens, closes if closes > opens else closes + MINUTES_A_DAY)


def _parse_clock(text: str) -> int:
    match = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f'Not a time of day between "00:00" and "24:00": {text!r}')
    hours, minutes = match.groups()
    return MINUTES_A_DAY if hours is None else int(hours) * 60 + int(minutes)


def _refuse_overlaps(week: tuple[Window, ...]) -> None:
    """Compare every window with the next one, the last of the week with the first of the week after."""
    spans = [(MINUTES_A_DAY * w.weekday + w.opens, MINUTES_A_DAY * w.weekday + w.closes) for w in week]
    following = [*spans[1:], (spans[0][0] + MINUTES_A_WEEK, 0)]
    for index, ((_, closes), (opens, _)) in enumerate(zip(spans, following, strict=True)):
        if closes > opens:
            first, second = week[index], week[(index + 1) % len(week)]
            raise ValueError(f"The windows {_describe(first)} and {_describe(second)} overlap")


def _describe(window: Window) -> str:
    closes = window.closes if window.closes <= MINUTES_A_DAY else window.closes - MINUTES_A_DAY
    return _words(window.weekday, tuple(f"{m // 60:02}:{m % 60:02}" for m in (window.opens, closes)))


def _words(weekday: int, pair: Sequence[str]) -> str:
    return f"{_DAY_NAMES[weekday]} {pair[0]}-{pair[1]}"
