"""What may stand in the file of a company, and of which shape: everything is looked at before anything is set up."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.base.text import clean


class PlanError(ValueError):
    """The plan cannot be carried out; the message names the place and what to write there."""


Shape = Callable[[Any, str], Any]


def text(most: int) -> Shape:
    """Return the shape of a text of at most so many characters."""

    def read(value: Any, where: str) -> str:
        if not isinstance(value, str):
            raise PlanError(_("%(where)s has to be a text in quotes.") % {"where": where})
        found = clean(value).strip()
        if len(found) > most:
            values = {"where": where, "most": most, "now": len(found)}
            raise PlanError(_("%(where)s: at most %(most)s characters, please; these are %(now)s.") % values)
        return found

    return read


def sized(**most: int) -> dict[str, Shape]:
    """Return texts by their words, each of at most so many characters."""
    return {name: text(limit) for name, limit in most.items()}


def several(shape: Shape) -> Shape:
    """Return the shape of a list of such things."""

    def read(value: Any, where: str) -> list[Any]:
        if not isinstance(value, list):
            raise PlanError(_("%(where)s has to be a list.") % {"where": where})
        return [shape(one, f"{where} {number}") for number, one in enumerate(value, start=1)]

    return read


def texts(value: Any, where: str) -> Any:
    """Return a list of short texts."""
    return several(text(254))(value, where)


def flag(value: Any, where: str) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise PlanError(_("%(where)s has to be true or false.") % {"where": where})
    return value


def table(value: Any, where: str) -> Mapping[str, Any]:
    """Return a table, whatever stands in it."""
    if not isinstance(value, Mapping):
        raise PlanError(_("%(where)s has to be a table.") % {"where": where})
    return value


def anything(value: Any, where: str) -> Any:
    """Return what somebody else looks at."""
    return value


def of(known: Mapping[str, Shape]) -> Shape:
    """Return the shape of a table of these words; what has to be there is asked by who uses it."""

    def read(value: Any, where: str) -> dict[str, Any]:
        only(table(value, where), set(known), where)
        return {key: known[key](one, f"{where} {key}") for key, one in value.items()}

    return read


def named(known: Mapping[str, Shape]) -> Shape:
    """Return the shape of a list of such tables, each with a name."""

    def one(value: Any, where: str) -> dict[str, Any]:
        found: dict[str, Any] = of(known)(value, where)
        if not found.get("name"):
            raise PlanError(_("%(where)s needs a name.") % {"where": where})
        return found

    return several(one)


def only(found: Mapping[str, Any], known: set[str], where: str) -> None:
    """Raise PlanError for words that are not known."""
    unknown = sorted(set(found) - known)
    if unknown:
        names = {"where": where, "unknown": ", ".join(unknown), "known": ", ".join(sorted(known))}
        raise PlanError(_("%(where)s: %(unknown)s is not known. Known are: %(known)s.") % names)
