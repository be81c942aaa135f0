"""Request types: what can be asked for, with form, process and targets."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kundenkreis.cases.models import RequestType, Urgency
from kundenkreis.flow.errors import NotFound
from kundenkreis.flow.settings.types import save_type
from kundenkreis.promises.targets import DEFAULTS, HOUR
from kundenkreis.web.clock import now
from kundenkreis.web.pages import page, posted, viewer_of
from kundenkreis.web.settings.saving import done, saved, settings_page
from kundenkreis.web.settings.type_forms import TypeForm


@page("settings.see")
def listing(request: HttpRequest) -> HttpResponse:
    """List what can be asked for."""
    types = RequestType.objects.select_related("team").order_by("position", "name")
    return settings_page(request, "types", {"types": types})


@page("settings.see", "GET", "POST", post="settings.change")
def edit(request: HttpRequest, type_id: int | None = None) -> HttpResponse:
    """Show, change or add a request type."""
    found = RequestType.objects.filter(pk=type_id).first() if type_id is not None else None
    if type_id is not None and found is None:
        raise NotFound(_("This kind of request does not exist any more."))
    form = TypeForm(posted(request), initial=_initial(found))
    if request.method == "POST" and saved(
        form, lambda: save_type(form.plan(found), type_id=type_id, by=viewer_of(request), now=now())
    ):
        return done(request, reverse("settings.types"))
    return settings_page(request, "type", {"type": found, "urgencies": list(reversed(Urgency.choices))}, form)


def _initial(found: RequestType | None) -> dict[str, Any]:
    targets = {urgency: row.as_dict() for urgency, row in DEFAULTS.items()}
    if found is None:
        return _hours(targets)
    for row in found.targets.all():
        targets[row.urgency] = {
            "first_answer": row.first_answer,
            "next_answer": row.next_answer,
            "solution": row.solution,
        }
    names = ("name", "name_en", "purpose", "purpose_en", "short_name", "team", "to_customer_team", "is_confidential")
    values = {name: getattr(found, name) for name in (*names, "is_active")}
    return {
        **values,
        **_hours(targets),
        "skills": list(found.skills.values_list("pk", flat=True)),
        "readers": "\n".join(person.email or "" for person in found.readers.exclude(email=None)),
        "process": TypeForm.process_lines(found.process),
        "form": TypeForm.form_lines(found.form),
    }


def _hours(targets: dict[int, dict[str, int]]) -> dict[str, str]:
    """Return the targets in working hours, by the names of the form's fields."""
    return {
        f"{kind}_{urgency}": f"{round(seconds / HOUR, 2):g}"
        for urgency, row in targets.items()
        for kind, seconds in row.items()
    }
