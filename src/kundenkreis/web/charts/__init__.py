"""Charts as SVG, made on the server: numbers and texts in, markup out. No script, no inline style."""

from kundenkreis.web.charts.dayline import Stop, day_line
from kundenkreis.web.charts.dial import parity_dial
from kundenkreis.web.charts.interval import interval_row, parity_line, sides, ticks
from kundenkreis.web.charts.scale import PARITY, WAITING, Scale
from kundenkreis.web.charts.xmr import Limits, xmr_chart

__all__ = [
    "PARITY",
    "WAITING",
    "Limits",
    "Scale",
    "Stop",
    "day_line",
    "interval_row",
    "parity_dial",
    "parity_line",
    "sides",
    "ticks",
    "xmr_chart",
]
