"""The working day as a line with what is promised on it. The list below it says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from kundenkreis.web.charts.scale import Scale
from kundenkreis.web.charts.svg import element, level, ornament, text, upright

_LINE = 58  # pixels from the top to the line
_ROWS = (30, 12)  # pixels from the top to the two rows of labels
_LETTER = 0.0062  # width of a letter as a share of the usual width
_COLOURS = {"risk": "var(--risk-mark)", "broken": "var(--broken-mark)", "kept": "var(--kept-mark)"}


@dataclass(frozen=True, slots=True)
class Stop:
    """Something due at an hour of the day (10.5 is 10:30). `state` is the state of the promise."""

    hour: float
    label: str
    state: str = "open"


def day_line(
    start: float,
    end: float,
    breaks: Sequence[tuple[float, float]],
    stops: Sequence[Stop],
    now: float | None,
    clock: str = "",
) -> Markup:
    """Draw the hours from start to end with breaks, promises, and the present hour (None outside the day).

    `clock` is the present time in words. A label that would run into its
    neighbour moves to a second row, and is left out where that is full too.
    """
    day = Scale(start, end)
    pieces = _hours(day, breaks, now)
    for stop, height, anchor in _laid_out(day, sorted(stops, key=lambda one: one.hour)):
        pieces += _stop(day, stop, height, anchor)
    if now is not None and start <= now <= end:
        pieces += _present(day, now, clock)
    return ornament(pieces, 104)


def _hours(day: Scale, breaks: Sequence[tuple[float, float]], now: float | None) -> list[Markup]:
    past = min(day.high, max(day.low, now if now is not None else day.low))
    pieces = [
        level(0, "100%", _LINE, stroke="var(--line-2)", stroke_width=6, stroke_linecap="round"),
        level(0, day.percent(past), _LINE, stroke="var(--ink-3)", stroke_width=6, stroke_linecap="round"),
    ]
    for left, right in breaks:
        pieces.append(
            element(
                "rect", x=day.percent(left), width=day.width(left, right), y=_LINE - 3.5, height=7, fill="var(--paper)"
            )
        )
    whole = range(-int(-day.low // 1), int(day.high) + 1)
    pieces += [
        text(str(hour), day.percent(hour), _LINE + 24, "start" if day.share(hour) < 0.01 else "middle")
        for hour in whole
    ]
    return pieces


def _laid_out(day: Scale, stops: Sequence[Stop]) -> list[tuple[Stop, int | None, str]]:
    """Return every stop with the row of its label (None: no room) and the side its text runs to."""
    taken = [0.0] * len(_ROWS)
    placed: list[tuple[Stop, int | None, str]] = []
    for stop in stops:
        at, width = day.share(stop.hour), len(stop.label) * _LETTER
        to_left = at + width > 1
        left = at - width if to_left else at
        row = next((row for row, edge in enumerate(taken) if left >= edge), None)
        if row is not None:
            taken[row] = left + width + 2 * _LETTER
        placed.append((stop, None if row is None else _ROWS[row], "end" if to_left else "start"))
    return placed


def _stop(day: Scale, stop: Stop, height: int | None, anchor: str) -> list[Markup]:
    x, colour = day.percent(stop.hour), _COLOURS.get(stop.state, "var(--petrol)")
    pieces = [element("circle", cx=x, cy=_LINE, r=8, fill="var(--surface)", stroke=colour, stroke_width=3.5)]
    if height is not None:
        pieces.append(upright(x, height + 5, _LINE - 10, stroke=colour, stroke_width=1.5))
        pieces.append(text(stop.label, x, height, anchor, dx=9 if anchor == "end" else -9, class_="t-strong day-label"))
    return pieces


def _present(day: Scale, now: float, clock: str) -> list[Markup]:
    x = day.percent(now)
    return [
        upright(x, _LINE - 16, _LINE + 10, stroke="var(--ink)", stroke_width=2.5, stroke_linecap="round"),
        element("circle", cx=x, cy=_LINE - 16, r=5, fill="var(--quince)", stroke="var(--ink)", stroke_width=2),
        text(_("now %(time)s") % {"time": clock}, x, _LINE + 42, "middle", class_="t-strong"),
    ]
