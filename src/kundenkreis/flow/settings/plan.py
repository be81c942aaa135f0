"""A company as it is to be set up, read from a table such as a TOML file gives."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.cases.models import Urgency
from kundenkreis.promises.targets import DEFAULTS, Targets

DAYS = {"mon": "0", "tue": "1", "wed": "2", "thu": "3", "fri": "4", "sat": "5", "sun": "6"}
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*(min|h|d)")
_SECONDS = {"min": 60, "h": 3600, "d": 8 * 3600}
_KNOWN = {
    "company": {"name", "state", "zone", "purpose", "phone", "email"},
    "hours": {*DAYS, "closings", "options"},
    "teams": {"name", "department", "purpose", "phone", "email"},
    "people": {"name", "email", "department", "teams", "coaches", "roles", "function", "language", "salutation"},
    "customers": {"name", "kind", "team", "city", "domain", "people"},
    "skills": {"name", "name_en"},
    "request_types": {
        *("name", "name_en", "purpose", "purpose_en", "short_name", "icon", "team", "to_customer_team", "form"),
        *("process", "skills", "confidential", "readers", "targets"),
    },
}


class PlanError(ValueError):
    """The plan cannot be carried out; the message names the place and what to write there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything `kundenkreis init` sets up. Lists hold tables as they were read, checked for unknown words."""

    company: Mapping[str, Any]
    windows: Mapping[str, Sequence[Sequence[str]]]
    closings: Sequence[date] = ()
    options: Sequence[str] = ()
    teams: Sequence[Mapping[str, Any]] = ()
    people: Sequence[Mapping[str, Any]] = ()
    customers: Sequence[Mapping[str, Any]] = ()
    skills: Sequence[Mapping[str, Any]] = ()
    request_types: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def read_plan(table: Mapping[str, Any]) -> Plan:
    """Return the plan of a table, or raise PlanError."""
    _only(table, set(_KNOWN), _("the file"))
    company = _table(table, "company")
    hours = _table(table, "hours")
    if not str(company.get("name", "")).strip():
        raise PlanError(_("[company] needs a name."))
    lists = {key: _list(table, key) for key in ("teams", "people", "customers", "skills", "request_types")}
    return Plan(
        company=company,
        windows={DAYS[day]: _windows(day, value) for day, value in hours.items() if day in DAYS},
        closings=[_day(value) for value in hours.get("closings", [])],
        options=[str(value) for value in hours.get("options", [])],
        **lists,
    )


def _only(table: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        names = {"where": where, "unknown": ", ".join(unknown), "known": ", ".join(sorted(known))}
        raise PlanError(_("%(where)s: %(unknown)s is not known. Known are: %(known)s.") % names)


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, Mapping):
        raise PlanError(_("[%(key)s] has to be a table.") % {"key": key})
    _only(found, _KNOWN[key], f"[{key}]")
    return found


def _list(table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
        raise PlanError(_("[[%(key)s]] has to be a list of tables.") % {"key": key})
    for number, item in enumerate(found, start=1):
        _only(item, _KNOWN[key], f"[[{key}]] {number}")
        if not str(item.get("name", "")).strip():
            raise PlanError(_("[[%(key)s]] %(number)s needs a name.") % {"key": key, "number": number})
    return found


def _windows(day: str, value: Any) -> list[tuple[str, str]]:
    """Read windows such as ["08:00-12:00", "13:00-17:00"]."""
    pairs = [str(item).replace("–", "-").split("-") for item in (value if isinstance(value, list) else [value])]
    if not all(len(pair) == 2 for pair in pairs):
        raise PlanError(_("[hours] %(day)s: please write windows such as 08:00-12:00.") % {"day": day})
    return [(a.strip(), b.strip()) for a, b in pairs]


def _day(value: Any) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise PlanError(_("[hours] closings: %(day)s is no date such as 2026-12-24.") % {"day": value}) from error


def seconds(text: Any, where: str) -> int:
    """Read a length of working time such as "30 min", "4 h" or "2 d" (days of eight hours)."""
    found = _LENGTH.fullmatch(str(text).strip())
    if found is None:
        names = {"where": where, "text": text}
        raise PlanError(_("%(where)s: %(text)s is no working time such as 30 min, 4 h or 2 d.") % names)
    return round(float(found[1].replace(",", ".")) * _SECONDS[found[2]])


def targets(table: Mapping[str, Any], where: str) -> dict[int, Targets]:
    """Read targets by urgency, for example {urgent = {first_answer = "1 h", solution = "1 d"}}."""
    names = {u.name.lower(): int(u) for u in Urgency}
    _only(table, set(names), where)
    result = dict(DEFAULTS)
    for name, given in table.items():
        place = f"{where}, {name}"
        _only(given, {"first_answer", "next_answer", "solution"}, place)
        base = DEFAULTS[names[name]].as_dict()
        result[names[name]] = Targets(**{**base, **{kind: seconds(text, place) for kind, text in given.items()}})
    return _in_order(result, {names[name] for name in table})


def _in_order(found: dict[int, Targets], given: set[int]) -> dict[int, Targets]:
    """Let urgencies that the file does not name follow those it names: more urgent is never slower."""
    for urgency in set(found) - given:
        row = found[urgency].as_dict()
        for other in given:
            bound, at = found[other].as_dict(), max if urgency < other else min
            row = {kind: at(time, bound[kind]) for kind, time in row.items()}
        found[urgency] = Targets(**row)
    return found
