"""Parity as a dial: equality stands upright, internal worse leans left, external worse leans right."""

import math

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from markupsafe import Markup

from kundenkreis.web.charts.scale import PARITY, Scale
from kundenkreis.web.charts.svg import element, text
from kundenkreis.web.numbers import number, span

_X, _Y, _RADIUS = 170, 168, 132  # centre and radius, in units of the view box
_LEAN = 0.94  # share of a quarter circle that the ends of the scale lean to each side
_EQUAL = 100.0


def parity_dial(
    index: float | None,
    low: float | None,
    high: float | None,
    margin: float,
    title: str,
    description: str = "",
) -> Markup:
    """Draw the parity index with its 95 % interval on the scale 80 to 120.

    `margin` is the agreed tolerance in points: the grey zone is 100 plus or
    minus it. What lies beyond the scale ends at its end. Without an index the
    dial shows the scale alone, and says that there is too little data.
    """
    pieces = [*_ground(margin), *_scale_words(margin)]
    if index is None or low is None or high is None:
        pieces.append(text(pgettext("parity", "too little data"), _X, _Y - 30, "middle", class_="t-strong"))
    else:
        pieces += _hand(index, low, high)
    return element(
        "svg",
        Markup("").join(pieces),
        viewBox="0 0 340 200",
        role="img",
        aria_label=f"{title}. {description}" if description else title,
    )


def _ground(margin: float) -> list[Markup]:
    def band(low: float, high: float, colour: str) -> Markup:
        return element("path", d=_arc(low, high), fill="none", stroke=f"var(--{colour})", stroke_width=22)

    top, above = _point(_EQUAL, _RADIUS - 17), _point(_EQUAL, _RADIUS + 19)
    return [
        band(PARITY.low, _EQUAL, "band-intern"),
        band(_EQUAL, PARITY.high, "band-extern"),
        band(_EQUAL - margin, _EQUAL + margin, "line-2"),
        element("line", x1=top[0], y1=top[1], x2=above[0], y2=above[1], stroke="var(--ink)", stroke_width=2),
        text(pgettext("parity", "equal"), above[0], above[1] - 6, "middle", class_="t-strong"),
    ]


def _scale_words(margin: float) -> list[Markup]:
    words = []
    for value in sorted({PARITY.low, _EQUAL - margin, _EQUAL + margin, PARITY.high}):
        x, y = _point(value, _RADIUS + 17)
        words.append(text(number(value), x, y + 3, "end" if value < _EQUAL else "start"))
    return words


def _hand(index: float, low: float, high: float) -> list[Markup]:
    x, y = _point(index, _RADIUS)
    return [
        element("path", d=_arc(low, high), fill="none", stroke="var(--ink)", stroke_width=7, stroke_linecap="round"),
        element("circle", cx=x, cy=y, r=9, fill="var(--quince)", stroke="var(--ink)", stroke_width=3),
        text(number(index), _X, _Y - 44, "middle", class_="dial-figure"),
        text(span(low, high), _X, _Y - 20, "middle", class_="dial-span"),
        text(_("95 percent interval"), _X, _Y - 2, "middle"),
    ]


def _angle(value: float, scale: Scale = PARITY) -> float:
    """Return the direction of a value in radians; a quarter turn is upright."""
    return math.pi / 2 - (2 * scale.share(value) - 1) * math.pi / 2 * _LEAN


def _point(value: float, radius: float) -> tuple[float, float]:
    angle = _angle(value)
    return round(_X + radius * math.cos(angle), 1), round(_Y - radius * math.sin(angle), 1)


def _arc(low: float, high: float) -> str:
    (x0, y0), (x1, y1) = _point(low, _RADIUS), _point(high, _RADIUS)
    return f"M{x0} {y0}A{_RADIUS} {_RADIUS} 0 0 1 {x1} {y1}"
