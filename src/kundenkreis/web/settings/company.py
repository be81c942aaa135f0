"""The company and its working hours."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kundenkreis.flow.errors import NotFound
from kundenkreis.flow.settings.company import CompanyFacts, Hours, change_company, change_hours
from kundenkreis.promises.models import CalendarVersion
from kundenkreis.teams.reference import company, teams
from kundenkreis.web.clock import now
from kundenkreis.web.pages import page, posted, viewer_of
from kundenkreis.web.settings.hours import DAYS, HoursForm
from kundenkreis.web.settings.saving import done, saved, settings_page
from kundenkreis.web.who import zone_of
from kundenkreis.worktime import STATES


class CompanyForm(forms.Form):
    """What the company says about itself."""

    name = forms.CharField(label=gettext_lazy("Name of the company"), max_length=120)
    state = forms.ChoiceField(
        label=gettext_lazy("Federal state"),
        required=False,
        choices=[("", pgettext_lazy("federal state", "none")), *sorted(STATES.items(), key=lambda item: item[1])],
        help_text=gettext_lazy("Its public holidays are no working days."),
    )
    zone = forms.CharField(label=gettext_lazy("Time zone"), max_length=40, initial="Europe/Berlin")
    purpose = forms.CharField(
        label=gettext_lazy("Purpose"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=gettext_lazy("One sentence: what the company is there for. It stands on the sign-in page."),
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), required=False, max_length=40)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)

    def clean_zone(self) -> str:
        """Accept zones that exist."""
        zone = str(self.cleaned_data["zone"]).strip()
        if zone_of(zone).key != zone:
            raise forms.ValidationError(_("There is no such time zone. Please write one such as Europe/Berlin."))
        return zone


@page("settings.see")
def overview(request: HttpRequest) -> HttpResponse:
    """Show what there is to set."""
    return settings_page(request, "overview", {})


@page("settings.see", "GET", "POST", post="settings.change")
def edit_company(request: HttpRequest) -> HttpResponse:
    """Show and change the company."""
    viewer = viewer_of(request)
    names = ("name", "state", "zone", "purpose", "phone", "email")
    form = CompanyForm(posted(request), initial={name: getattr(company(), name) for name in names})
    if request.method == "POST" and saved(
        form, lambda: change_company(CompanyFacts(**form.cleaned_data), by=viewer, now=now())
    ):
        return done(request, reverse("settings.company"))
    return settings_page(request, "form", {"title": _("Company"), "back": None}, form)


@page("settings.see", "GET", "POST", post="settings.change")
def edit_hours(request: HttpRequest, team_id: int | None = None) -> HttpResponse:
    """Show and change the working calendar of the company, or of one team."""
    if team_id is not None and team_id not in teams():
        raise NotFound(_("This team does not exist any more."))
    in_force = _in_force(team_id)
    form = HoursForm(posted(request), initial=_initial(in_force))
    if request.method == "POST" and saved(
        form, lambda: change_hours(_hours(form), team_id=team_id, by=viewer_of(request), now=now())
    ):
        return done(request, request.path)
    context = {"team": teams().get(team_id or 0), "is_own": bool(in_force and in_force.team_id == team_id)}
    return settings_page(request, "hours", context, form)


def _in_force(team_id: int | None) -> CalendarVersion | None:
    versions = CalendarVersion.objects.order_by("-since", "-pk")
    own = versions.filter(team_id=team_id).first() if team_id else None
    return own or versions.filter(team=None).first()


def _initial(version: CalendarVersion | None) -> dict[str, Any]:
    if version is None:
        return {"zone": company().zone, "state": company().state}
    days = {f"day_{day}": ", ".join("–".join(pair) for pair in version.windows.get(day, [])) for day in map(str, DAYS)}
    closings = "\n".join(day.strftime("%d.%m.%Y") for day in version.closings)
    return {**days, "zone": version.zone, "state": version.state, "closings": closings, "options": version.options}


def _hours(form: HoursForm) -> Hours:
    data = form.cleaned_data
    return Hours(data["zone"], data["state"], form.windows(), data["closings"], data["options"])
