"""How long a text may be and how far away a date: the same limits at every door."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from kundenkreis.base.text import clean, one_line
from kundenkreis.flow.errors import Refused

MOST_TEXT = 100_000
MOST_REASON = 300
MOST_YEARS = 5


def written(text: str, field: str = "text") -> str:
    """Return what somebody typed without blanks around it; it may be empty. Raises Refused like `typed`."""
    return typed(text, field).strip()


def typed(text: str, field: str = "text") -> str:
    """Return what somebody typed, cleaned.

    Raises Refused for more than 100,000 characters: nobody reads that in a
    conversation, and every page that shows it would have to carry it.
    """
    text = clean(text)
    if len(text) > MOST_TEXT:
        numbers = {"most": MOST_TEXT, "now": len(text)}
        raise Refused(
            _("Please use at most %(most)d characters; these are %(now)d. A longer text can be sent as a file.")
            % numbers,
            field,
        )
    return text


def line(text: str, most: int, field: str) -> str:
    """Return a title or a reason on one line; it may be empty.

    Raises Refused for more than `most` characters: what somebody wrote is
    never cut off behind her back.
    """
    text = one_line(text, max(len(text), 1))
    if len(text) > most:
        numbers = {"most": most, "now": len(text)}
        raise Refused(_("Please use at most %(most)s characters; these are %(now)s.") % numbers, field)
    return text


def within_years(day: date | datetime, now: datetime, field: str) -> None:
    """Raise Refused for a date after the end of the fifth year from now.

    Working time is counted day by day, and public holidays are not known
    for ever; a date that far away is a slip of the finger.
    """
    if day.year > now.year + MOST_YEARS:
        raise Refused(_("Please choose a date within the next %(years)d years.") % {"years": MOST_YEARS}, field)
