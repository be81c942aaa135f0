"""Figures as people of the reader's language write them."""

import math

from django.utils.translation import gettext as _

from kundenkreis.web.template import spoken

FILTERS = ("number", "percent", "span", "file_size")
MINUS = "\N{MINUS SIGN}"
GAP = "\N{NO-BREAK SPACE}"
GERMAN = str.maketrans(",.", ".,")


def number(value: float, digits: int = 0, sign: bool = False) -> str:
    """Return a figure with `digits` decimals and grouped thousands: 1,234.5 or 1.234,5.

    `sign` shows a plus as well. What is no number (NaN, infinity) becomes a dash.
    """
    if not math.isfinite(value):
        return "–"
    rounded = round(value, digits) + 0.0  # plus zero turns -0.0 into 0.0
    text = f"{rounded:+,.{digits}f}" if sign else f"{rounded:,.{digits}f}"
    text = text.replace("-", MINUS)
    return text.translate(GERMAN) if _is_german() else text


def percent(share: float, digits: int = 0) -> str:
    """Return a share between 0 and 1 as a percentage, with a gap that does not break."""
    return f"{number(100 * share, digits)}{GAP}%"


def span(low: float, high: float, digits: int = 0) -> str:
    """Return an interval in words: 0.88 to 0.99."""
    return _("%(low)s to %(high)s") % {"low": number(low, digits), "high": number(high, digits)}


def file_size(size: int) -> str:
    """Return bytes as kB or MB, in steps of a thousand as file managers count."""
    if size < 1_000_000:
        return f"{number(max(1, size / 1000))}{GAP}kB"
    return f"{number(size / 1_000_000, 1)}{GAP}MB"


def _is_german() -> bool:
    return (spoken() or "").startswith("de")
