"""A company as it is to be set up, read from a table such as a TOML file gives."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.cases.models import Urgency
from kundenkreis.flow.settings.shapes import (
    PlanError,
    Shape,
    anything,
    flag,
    named,
    of,
    only,
    several,
    sized,
    table,
    texts,
)
from kundenkreis.promises.targets import DEFAULTS, Targets

DAYS = {"mon": "0", "tue": "1", "wed": "2", "thu": "3", "fri": "4", "sat": "5", "sun": "6"}
_LENGTH = re.compile(r"(\d{1,9}(?:[.,]\d{1,9})?)\s*(min|h|d)")
_SECONDS = {"min": 60, "h": 3600, "d": 8 * 3600}
_COMPANY = sized(name=120, state=40, zone=40, purpose=400, phone=40, email=254)
_HOURS = {**dict.fromkeys(DAYS, anything), "closings": several(anything), "options": texts}
_TEAM = sized(name=80, department=160, purpose=400, phone=40, email=254)
_CONTACT = sized(name=160, email=254, language=20, salutation=20, function=80)
_PERSON = {**_CONTACT, **sized(department=160), **dict.fromkeys(("teams", "coaches", "roles"), texts)}
_CUSTOMER = {**sized(name=160, kind=20, team=80, city=80, domain=120), "people": named(_CONTACT)}
_SKILL = sized(name=80, name_en=80)
_STEP = sized(title=120, title_en=120, target=20)
_TYPE = {
    **sized(name=80, name_en=80, purpose=240, purpose_en=240, short_name=24, icon=30, team=80),
    **dict.fromkeys(("to_customer_team", "confidential"), flag),
    **dict.fromkeys(("skills", "readers"), texts),
    **{"form": several(table), "process": several(of(_STEP)), "targets": table},
}
_SHAPES: dict[str, Shape] = {
    "company": of(_COMPANY),
    "hours": of(_HOURS),
    "teams": named(_TEAM),
    "people": named(_PERSON),
    "customers": named(_CUSTOMER),
    "skills": named(_SKILL),
    "request_types": named(_TYPE),
}


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


def read_plan(found: Mapping[str, Any]) -> Plan:
    """Return the plan of a table, or raise PlanError."""
    only(found, set(_SHAPES), _("the file"))
    plan = {key: shape(found[key], f"[{key}]") for key, shape in _SHAPES.items() if key in found}
    company, hours = plan.pop("company", {}), plan.pop("hours", {})
    if not company.get("name"):
        raise PlanError(_("[company] needs a name."))
    windows, closings = hours_of(hours)
    return Plan(company=company, windows=windows, closings=closings, options=hours.get("options", []), **plan)


def hours_of(found: Mapping[str, Any]) -> tuple[dict[str, list[tuple[str, str]]], list[date]]:
    """Read the windows by weekday, and the closing days. Raises PlanError."""
    windows = {DAYS[day]: _windows(day, value) for day, value in found.items() if day in DAYS}
    closings = several(anything)(found.get("closings", []), "[hours] closings")
    return windows, [_day(value) for value in closings]


def _windows(day: str, value: Any) -> list[tuple[str, str]]:
    """Read windows such as ["08:00-12:00", "13:00-17:00"]."""
    pairs = [str(item).replace("–", "-").split("-") for item in (value if isinstance(value, list) else [value])]
    if not all(len(pair) == 2 for pair in pairs):
        raise PlanError(_("[hours] %(day)s: please write windows such as 08:00-12:00.") % {"day": day})
    return [(a.strip(), b.strip()) for a, b in pairs]


def _day(value: Any) -> date:
    try:
        return value.date() if isinstance(value, datetime) else date.fromisoformat(str(value))
    except ValueError as error:
        raise PlanError(_("[hours] closings: %(day)s is no date such as 2026-12-24.") % {"day": value}) from error


def seconds(length: Any, where: str) -> int:
    """Read a length of working time such as "30 min", "4 h" or "2 d" (days of eight hours)."""
    found = _LENGTH.fullmatch(str(length).strip())
    if found is None:
        names = {"where": where, "text": length}
        raise PlanError(_("%(where)s: %(text)s is no working time such as 30 min, 4 h or 2 d.") % names)
    return round(float(found[1].replace(",", ".")) * _SECONDS[found[2]])


def targets(found: Mapping[str, Any], where: str) -> dict[int, Targets]:
    """Read targets by urgency, for example {urgent = {first_answer = "1 h", solution = "1 d"}}."""
    names = {u.name.lower(): int(u) for u in Urgency}
    only(found, set(names), where)
    result = dict(DEFAULTS)
    for name, given in found.items():
        place = f"{where}, {name}"
        only(table(given, place), {"first_answer", "next_answer", "solution"}, place)
        base = DEFAULTS[names[name]].as_dict()
        result[names[name]] = Targets(**{**base, **{kind: seconds(length, place) for kind, length in given.items()}})
    return _in_order(result, {names[name] for name in found})


def _in_order(found: dict[int, Targets], given: set[int]) -> dict[int, Targets]:
    """Let urgencies that the file does not name follow those it names: more urgent is never slower."""
    for urgency in set(found) - given:
        row = found[urgency].as_dict()
        for other in given:
            bound, at = found[other].as_dict(), max if urgency < other else min
            row = {kind: at(time, bound[kind]) for kind, time in row.items()}
        found[urgency] = Targets(**row)
    return found
