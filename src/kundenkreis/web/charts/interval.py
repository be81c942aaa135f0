"""Intervals on one line: the small parity line of cards, and the rows of an interval plot."""

from collections.abc import Sequence

from django.utils.translation import pgettext
from markupsafe import Markup

from kundenkreis.web.charts.scale import PARITY, Scale
from kundenkreis.web.charts.svg import element, level, ornament, picture, text, upright
from kundenkreis.web.numbers import number

_EQUAL = 100.0


def parity_line(index: float, low: float, high: float, margin: float, title: str) -> Markup:
    """Draw the parity index with its interval on a straight line from 80 to 120, for cards."""
    x = PARITY.percent
    band = [
        element("rect", x=0, width="50%", y=8, height=14, fill="var(--band-intern)"),
        element("rect", x="50%", width="50%", y=8, height=14, fill="var(--band-extern)"),
        element(
            "rect",
            x=x(100 - margin),
            width=PARITY.width(100 - margin, 100 + margin),
            y=8,
            height=14,
            fill="var(--line-2)",
        ),
        upright("50%", 3, 27, stroke="var(--ink)", stroke_width=2),
        level(x(low), x(high), 15, stroke="var(--ink)", stroke_width=5, stroke_linecap="round"),
        element("circle", cx=x(index), cy=15, r=6.5, fill="var(--quince)", stroke="var(--ink)", stroke_width=2.5),
        text(number(PARITY.low), 0, 42),
        text(pgettext("parity", "equal"), "50%", 42, "middle"),
        text(number(PARITY.high), "100%", 42, "end"),
    ]
    return picture(band, 46, title)


def interval_row(
    low: float,
    estimate: float,
    high: float,
    scale: Scale = PARITY,
    equal: float | None = _EQUAL,
    zone: tuple[float, float] | None = None,
    hint: bool = False,
    series: str = "ink",
    height: int = 36,
) -> Markup:
    """Draw one row of an interval plot: the interval as a line, the estimate as a point.

    `hint` makes the point hollow: too few cases for more than a hint. `equal`
    is where nothing differs, `zone` what is agreed as equal, `series` ink,
    intern or extern. The figures stand beside the row in words.
    """
    colour = {"ink": "s-ink", "intern": "s-int", "extern": "s-ext"}[series]
    pieces = []
    if zone:
        pieces.append(
            element("rect", class_="zone", x=scale.percent(zone[0]), width=scale.width(*zone), y=0, height="100%")
        )
    if equal is not None:
        pieces.append(upright(scale.percent(equal), 0, "100%", class_="zero"))
    pieces.append(level(scale.percent(low), scale.percent(high), "50%", class_=f"ci {colour}"))
    point = "pt-open" if hint else "pt"
    pieces.append(element("circle", class_=f"{point} {colour}", cx=scale.percent(estimate), cy="50%", r=5.5))
    return ornament(pieces, height, class_="pr-plot")


def ticks(values: Sequence[float], scale: Scale = PARITY, digits: int = 0) -> Markup:
    """Draw the figures below an interval plot. Those at the ends stay inside."""
    pieces = []
    for value in values:
        share = scale.share(value)
        anchor = "start" if share < 0.02 else "end" if share > 0.98 else "middle"
        pieces.append(text(number(value, digits), scale.percent(value), 15, anchor))
    return ornament(pieces, 22, class_="pr-plot")


def sides(left: str, right: str, zone: tuple[float, float], scale: Scale = PARITY) -> Markup:
    """Draw the words above an interval plot that say what either side of the zone means."""
    return ornament(
        [
            text(left, scale.percent(zone[0]), 14, "end", dx=-6),
            text(right, scale.percent(zone[1]), 14, dx=6),
        ],
        20,
        class_="pr-plot",
    )
