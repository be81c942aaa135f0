"""What an address asks for: numbers and choices, behind its question mark or in a form without fields to fill in.

A browser sends what our own pages say. Anything else was typed or cut off,
and is answered with a sentence instead of a page that shows something else.
"""

from collections.abc import Collection, Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from kundenkreis.base.text import whole_number
from kundenkreis.flow.errors import StepError


class BadAddress(StepError):
    """A part of what was asked for cannot be read; `page` answers with 400."""


def number(query: Mapping[str, str], name: str) -> int | None:
    """Return the number of this name, or None where there is none. Raises BadAddress for what is no number."""
    text = query.get(name, "")
    return _number(text) if text else None


def numbers(query: QueryDict, name: str) -> list[int]:
    """Return all numbers of this name, each once, in their order. Raises BadAddress for what is no number."""
    return list(dict.fromkeys(_number(text) for text in query.getlist(name)))


def choice(query: Mapping[str, str], name: str, known: Collection[str], otherwise: str = "") -> str:
    """Return the word of this name, or `otherwise` where there is none. Raises BadAddress for an unknown word."""
    word = query.get(name, "") or otherwise
    if word != otherwise and word not in known:
        raise unreadable()
    return word


def unreadable() -> BadAddress:
    """Return what to raise for a part that cannot be read."""
    return BadAddress(_("Part of this address or form cannot be read. Please go back to the page and choose again."))


def _number(text: str) -> int:
    found = whole_number(text)
    if found is None:
        raise unreadable()
    return found
