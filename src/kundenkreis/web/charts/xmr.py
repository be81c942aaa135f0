"""A series with its natural limits (XmR chart): what is usual up and down, and what stands out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from markupsafe import Markup

from kundenkreis.web.charts.scale import Scale, decimals, round_ticks
from kundenkreis.web.charts.svg import element, level, picture, text
from kundenkreis.web.numbers import number

_SMALLEST = 1e-9  # a spread below it is none: it could not be drawn, nor counted in floats
_FOOT, _TOP = 30, 10  # pixels below the plot for labels, and above it


@dataclass(frozen=True, slots=True)
class Limits:
    """The usual range of a series, in its unit; provisional limits are drawn fainter."""

    mean: float
    lower: float
    upper: float
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class _Plane:
    """Places points: `count` places from left to right, values from bottom to top."""

    count: int
    scale: Scale
    bottom: float

    def x(self, place: float) -> str:
        return f"{100 * place / self.count:.2f}%"

    def middle(self, place: int) -> str:
        return self.x(place + 0.5)

    def y(self, value: float) -> float:
        return round(_TOP + (self.bottom - _TOP) * (1 - self.scale.share(value)), 1)


def xmr_chart(
    points: Sequence[float | None],
    labels: Sequence[str],
    title: str,
    description: str,
    limits: Limits | None = None,
    signals: Collection[int] = (),
    height: int = 250,
) -> Markup:
    """Draw points in their order with mean and natural limits; points named in `signals` are circled.

    Labels stand below their points, thinned out where they would touch. A
    point that is None was not measured and leaves a gap. Raises ValueError
    when points and labels are not equally many, or no point is there.
    """
    if len(points) != len(labels):
        raise ValueError("Every point needs a label.")
    plane = _Plane(len(points), _range(points, limits), height - _FOOT)
    pieces = _grid(plane) + _labels(plane, labels, height)
    if limits:
        pieces += _limits(plane, limits)
    pieces += _course(plane, points)
    pieces += _points(plane, points, frozenset(signals))
    return picture(pieces, height, title, description)


def _range(points: Sequence[float | None], limits: Limits | None) -> Scale:
    values = [point for point in points if point is not None]
    if not values:
        raise ValueError("A chart needs at least one point.")
    if limits:
        values += [limits.lower, limits.upper]
    low, high = min(values), max(values)
    spread = high - low or abs(high)
    air = 0.12 * (spread if spread > _SMALLEST else 1)
    return Scale(low - air, high + air)


def _grid(plane: _Plane) -> list[Markup]:
    values = round_ticks(plane.scale.low, plane.scale.high)
    digits = decimals(values)
    return [
        piece
        for value in values
        for piece in (
            level(0, "100%", plane.y(value), class_="grid-line"),
            text(number(value, digits), 0, plane.y(value) + 4, "end", dx=-6),
        )
    ]


def _labels(plane: _Plane, labels: Sequence[str], height: int) -> list[Markup]:
    every = -(-len(labels) // 13)
    return [
        text(label, plane.middle(place), height - 6, "middle")
        for place, label in enumerate(labels)
        if (len(labels) - 1 - place) % every == 0
    ]


def _limits(plane: _Plane, limits: Limits) -> list[Markup]:
    top, bottom = plane.y(limits.upper), plane.y(limits.lower)
    faint = 0.5 if limits.provisional else None
    return [
        element("rect", class_="zone", x=0, width="100%", y=top, height=round(bottom - top, 1), opacity=faint),
        level(0, "100%", top, class_="limit", opacity=faint),
        level(0, "100%", bottom, class_="limit", opacity=faint),
        level(0, "100%", plane.y(limits.mean), class_="mean"),
        text(_("upper limit %(value)s") % {"value": number(limits.upper, 1)}, 0, top - 6, dx=6),
        text(_("lower limit %(value)s") % {"value": number(limits.lower, 1)}, 0, bottom + 15, dx=6),
    ]


def _course(plane: _Plane, points: Sequence[float | None]) -> list[Markup]:
    return [
        element(
            "line",
            class_="s-ink",
            stroke_width=1.5,
            x1=plane.middle(place),
            x2=plane.middle(place + 1),
            y1=plane.y(here),
            y2=plane.y(there),
        )
        for place, (here, there) in enumerate(pairwise(points))
        if here is not None and there is not None
    ]


def _points(plane: _Plane, points: Sequence[float | None], signals: frozenset[int]) -> list[Markup]:
    pieces = []
    last = max(place for place, point in enumerate(points) if point is not None)
    for place, point in enumerate(points):
        if point is None:
            continue
        x, y = plane.middle(place), plane.y(point)
        if place in signals:
            pieces.append(element("circle", cx=x, cy=y, r=10, fill="none", stroke="var(--risk-mark)", stroke_width=2))
        if place == last:
            pieces.append(
                element("circle", cx=x, cy=y, r=6.5, fill="var(--quince)", stroke="var(--ink)", stroke_width=2)
            )
        else:
            pieces.append(element("circle", class_="pt s-ink", cx=x, cy=y, r=4.5))
    return pieces
