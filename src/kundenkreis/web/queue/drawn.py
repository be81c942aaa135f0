"""Rows of the queue as markup: drawn once, and kept while nothing about them changes.

Drawing fifty rows costs more than everything else on the page together, and
colleagues look at the same rows again and again (the list refreshes itself).
So a row is remembered with everything it shows, for the minute in which its
clock reads the same.
"""

from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.template import engines
from django.utils.timezone import localtime
from markupsafe import Markup

from kundenkreis.cases.listing import Listed
from kundenkreis.cases.reference import types
from kundenkreis.queue.queries import Row
from kundenkreis.web.template import spoken

_REMEMBERED = 512
Reader = tuple[str | None, str]


def reader_of(now: datetime) -> Reader:
    """Return what about the reader makes her rows look different: her language and her zone, in which `now` stands."""
    return spoken(), str(now.tzinfo)


def row(reader: Reader, place: Row, case: Listed, now: datetime, *, may_take: bool) -> Markup:
    """Return the row of one case for a reader; `now` must come from `minute_of`."""
    draw = _draw if settings.DEBUG else _remembered
    return draw(reader, types()[place.type_id].brief(reader[0] or ""), place, case, may_take, now)


def minute_of(now: datetime) -> datetime:
    """Return the next full minute in the reader's zone.

    Clocks round minutes that are left down and minutes that are over up,
    so they read the same as at `now`.
    """
    minute = now.replace(second=0, microsecond=0)
    return localtime(minute if minute == now else minute + timedelta(minutes=1))


def _draw(reader: Reader, type_name: str, place: Row, case: Listed, may_take: bool, now: datetime) -> Markup:
    """Draw a row. The reader's language and zone are part of the memory: one moment is equal in all zones."""
    template = engines["jinja2"].env.get_template("queue/_row.html")  # type: ignore[attr-defined]
    drawn: Markup = template.module.row(type_name, place, case, place.owed(now), may_take, now)
    return drawn


_remembered = lru_cache(maxsize=_REMEMBERED)(_draw)
