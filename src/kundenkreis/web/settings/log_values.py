"""Values of the log of changes as people read them: week plans, forms, steps and promised times in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language, pgettext

from kundenkreis.cases.models import Urgency
from kundenkreis.people.models import Role
from kundenkreis.teams.models import Membership
from kundenkreis.teams.reference import skills, teams
from kundenkreis.worktime import STATES

HOUR = 3600
_PARTS: dict[str, str | Lazy] = {choice.value: choice.label for choice in Membership.Part}
_ROLES: dict[str, str | Lazy] = {choice.value: choice.label for choice in Role}


def value(key: str, that: Any) -> str:
    """Return the value of a detail in words. What has no words of its own stays as it is stored."""
    if that is None or that in ("", [], {}):
        return "–"
    if isinstance(that, bool):
        return pgettext("answer", "Yes") if that else pgettext("answer", "No")
    try:
        return _WORDS[key](that) if key in _WORDS else _plain(that)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return _plain(that)  # A shape of earlier versions.


def _plain(that: Any) -> str:
    if isinstance(that, list) and all(isinstance(one, str) for one in that):
        return ", ".join(that)
    return str(that)


def _week(windows: Mapping[str, list[list[str]]]) -> str:
    days = sorted((int(day), spans) for day, spans in windows.items() if spans)
    return "; ".join(f"{WEEKDAYS_ABBR[day]} {', '.join('–'.join(span) for span in spans)}" for day, spans in days)


def _titles(key: str) -> Callable[[list[Mapping[str, Any]]], str]:
    def said(items: list[Mapping[str, Any]]) -> str:
        english = get_language() == "en"
        return ", ".join(str((english and item.get(f"{key}_en")) or item[key]) for item in items)

    return said


def _targets(by_urgency: Mapping[str, list[int]]) -> str:
    """The hours of first answer, next answer and solution by urgency, the most urgent first."""
    rows = sorted(((int(urgency), seconds) for urgency, seconds in by_urgency.items()), reverse=True)
    return "; ".join(
        f"{Urgency(urgency).label}: {' / '.join(f'{one / HOUR:g}' for one in seconds)} h" for urgency, seconds in rows
    )


def _named(names: Mapping[str, str | Lazy]) -> Callable[[str | list[str]], str]:
    def said(that: str | list[str]) -> str:
        return ", ".join(str(names.get(one, one)) for one in ([that] if isinstance(that, str) else that))

    return said


_WORDS: dict[str, Callable[[Any], str]] = {
    "windows": _week,
    "form": _titles("label"),
    "process": _titles("title"),
    "targets": _targets,
    "part": _named(_PARTS),
    "roles": _named(_ROLES),
    "state": _named(STATES),
    "team_id": lambda team_id: teams()[team_id].name,
    "skills": lambda ids: ", ".join(skills()[skill_id].name for skill_id in ids),
    "readers": lambda ids: str(len(ids)),
}
