"""Which team answers for a customer."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kundenkreis.flow import customers as steps
from kundenkreis.flow.errors import Refused
from kundenkreis.teams.reference import teams
from kundenkreis.web import clock
from kundenkreis.web.customers import organisations
from kundenkreis.web.customers.forms import TeamForm, add_refusal
from kundenkreis.web.pages import page, viewer_of
from kundenkreis.web.toasts import toast


@page("customers.change", "POST")
def assign(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Let a team answer all concerns of a customer from now on, or nobody."""
    organisation = organisations.found(organisation_id)
    form = TeamForm(request.POST)
    if form.is_valid():
        team_id = form.cleaned_data["team"]
        try:
            steps.assign_team(organisation_id, team_id, by=viewer_of(request), now=clock.now())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            toast(request, _said(organisation.name, team_id))
            return HttpResponseRedirect(reverse("customer", args=[organisation_id]))
    return organisations.answer(request, organisation, status=422, team_form=form)


def _said(name: str, team_id: int | None) -> str:
    if team_id is None:
        return _("No team answers for %(name)s now. They stand in the list of customers without a team.") % {
            "name": name
        }
    words = {"team": teams()[team_id].name, "name": name}
    return _("%(team)s answers for %(name)s from now on. Open requests stay where they are.") % words
