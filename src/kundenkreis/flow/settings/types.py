"""Request types: what can be asked for, with form, process and targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.base.text import one_line
from kundenkreis.cases.forms import FormError, fields_of
from kundenkreis.cases.models import RequestType, Urgency
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.limits import line
from kundenkreis.flow.settings.change import must_change, record_change, values_of
from kundenkreis.people.models import Person
from kundenkreis.promises.models import Target
from kundenkreis.promises.targets import DEFAULTS, Targets
from kundenkreis.teams.models import Skill, Team
from kundenkreis.teams.viewer import Viewer

MOST_STEPS, LONGEST_TARGET = 20, 400 * 3600
_TYPE = (
    *("name", "name_en", "purpose", "purpose_en", "short_name", "icon", "team_id", "to_customer_team", "form"),
    *("process", "is_confidential", "is_active", "position"),
)
_MOST = {"name": 80, "name_en": 80, "purpose": 240, "purpose_en": 240, "short_name": 24}


@dataclass(frozen=True, slots=True)
class TypePlan:
    """A request type as it is to be. Targets are working seconds by urgency, for everybody alike."""

    name: str
    purpose: str
    team_id: int | None
    name_en: str = ""
    purpose_en: str = ""
    short_name: str = ""
    icon: str = "message-square"
    to_customer_team: bool = False
    form: Sequence[Mapping[str, Any]] = ()
    process: Sequence[Mapping[str, Any]] = ()
    skills: Sequence[int] = ()
    is_confidential: bool = False
    readers: Sequence[int] = ()
    is_active: bool = True
    position: int = 100
    targets: Mapping[int, Targets] = field(default_factory=lambda: dict(DEFAULTS))


@step
def save_type(new: TypePlan, *, by: Viewer, now: datetime, type_id: int | None = None) -> RequestType:
    """Add a request type or change one. Promises already given keep their dates."""
    must_change(by)
    return store_type(new, type_id=type_id, by=by.id, now=now)


def store_type(new: TypePlan, *, type_id: int | None, by: int | None, now: datetime) -> RequestType:
    """Store a request type with its readers, skills and targets, inside a step."""
    check(new)
    found = RequestType.objects.filter(pk=type_id).first() if type_id else None
    before = _values(found) if found else {}
    row = found or RequestType()
    for name in _TYPE:
        value = getattr(new, name)
        setattr(row, name, [dict(item) for item in value] if name in ("form", "process") else value)
    for name, most in _MOST.items():
        setattr(row, name, line(getattr(new, name), most, name))
    row.save()
    row.readers.set(Person.objects.filter(pk__in=new.readers, is_active=True))
    row.skills.set(Skill.objects.filter(pk__in=new.skills))
    for urgency, targets in new.targets.items():
        Target.objects.update_or_create(type=row, urgency=urgency, defaults=targets.as_dict())
    record_change("type", row.pk, row.name, before, _values(row), by=by, now=now)
    return row


def _values(row: RequestType) -> dict[str, Any]:
    return {
        **values_of(row, _TYPE),
        "readers": sorted(row.readers.values_list("pk", flat=True)),
        "skills": sorted(row.skills.values_list("pk", flat=True)),
        "targets": {
            str(t.urgency): [t.first_answer, t.next_answer, t.solution] for t in row.targets.order_by("urgency")
        },
    }


def check(new: TypePlan) -> None:
    """Raise Refused with the first thing that is missing or wrong."""
    if not one_line(new.name):
        raise Refused(_("Please enter a name for what can be asked for."), "name")
    if not one_line(new.purpose):
        raise Refused(_("Please say in one sentence what this is good for."), "purpose")
    if new.team_id is not None and not Team.objects.filter(pk=new.team_id, is_active=True).exists():
        raise Refused(_("Please choose a team that answers this."), "team")
    if new.is_confidential and not new.readers:
        raise Refused(_("A confidential request needs at least one named person who may see it."), "readers")
    try:
        fields_of(list(new.form))
    except FormError as error:
        raise Refused(str(error), "form") from error
    check_process(new.process)
    check_targets(new.targets)


def check_process(process: Sequence[Mapping[str, Any]]) -> None:
    """Raise Refused unless every step has a title and a target that can be kept."""
    if len(process) > MOST_STEPS:
        raise Refused(_("A process holds up to %(most)s steps.") % {"most": MOST_STEPS}, "process")
    for number, item in enumerate(process, start=1):
        if not isinstance(item, Mapping) or not one_line(str(item.get("title", ""))):
            raise Refused(_("Step %(number)s needs a title.") % {"number": number}, "process")
        target = item.get("target")
        if target is not None and (not isinstance(target, int) or not 0 < target <= LONGEST_TARGET):
            raise Refused(
                _("Step %(number)s: a target is between 1 minute and 400 hours.") % {"number": number}, "process"
            )


def check_targets(targets: Mapping[int, Targets]) -> None:
    """Raise Refused unless there is a target for every urgency, and more urgent is never slower."""
    if set(targets) != set(Urgency.values):
        raise Refused(_("Please enter a target for every urgency."), "targets")
    ordered = [targets[urgency].as_dict() for urgency in sorted(targets, reverse=True)]
    for kind in ordered[0]:
        times = [row[kind] for row in ordered]
        if any(not 60 <= time <= LONGEST_TARGET for time in times):
            raise Refused(_("A target is between 1 minute and 400 working hours."), "targets")
        if times != sorted(times):
            raise Refused(_("What is more urgent cannot take longer than what is less urgent."), "targets")
