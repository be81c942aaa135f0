"""The page of an organisation, and its base data."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kundenkreis.cases.customers import Wanted, customers
from kundenkreis.flow import customers as steps
from kundenkreis.flow.errors import NotFound, Refused
from kundenkreis.flow.rights import may
from kundenkreis.people import queries
from kundenkreis.people.models import Organisation
from kundenkreis.teams.queries import team_of
from kundenkreis.web import asked, clock
from kundenkreis.web.customers.forms import NoteForm, OrganisationForm, TeamForm, add_refusal, values_of
from kundenkreis.web.customers.panel import panel
from kundenkreis.web.pages import page, posted, render, viewer_of
from kundenkreis.web.toasts import toast

PEOPLE = 12


def found(organisation_id: int) -> Organisation:
    """Return an organisation. Raises NotFound."""
    organisation = queries.organisation(organisation_id)
    if organisation is None:
        raise NotFound(_("There is no such customer, or you are not among the people who may see it."))
    return organisation


@page("customers.see")
def show(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Show an organisation."""
    return answer(request, found(organisation_id), older_than=asked.number(request.GET, "before"))


def answer(
    request: HttpRequest, organisation: Organisation, *, older_than: int | None = None, status: int = 200, **forms: Any
) -> HttpResponse:
    """Answer with the page; `forms` are those that were filled in and not accepted."""
    viewer, now = viewer_of(request), clock.now()
    notes = queries.notes_of(organisation.pk)
    team = team_of(organisation)
    people = customers(viewer, Wanted(what="person", within=organisation.pk), limit=PEOPLE + 1)
    context = {
        "organisation": organisation,
        "team": team,
        "panel": panel(viewer, notes, now, organisation_id=organisation.pk, before=older_than),
        "older_than": older_than,
        "people": people[:PEOPLE],
        "has_more_people": len(people) > PEOPLE,
        "may_note": may(viewer, "customers.note"),
        "may_change": may(viewer, "customers.change"),
        "note_form": NoteForm(),
        "team_form": TeamForm(initial={"team": team.pk if team else ""}),
        "now": now,
    }
    return render(request, "customers/organisation.html", context | forms, status=status)


@page("customers.change", "GET", "POST")
def create(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    form = OrganisationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = steps.add_organisation(form.cleaned_data, by=viewer_of(request), now=clock.now())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            toast(request, _("%(name)s is a customer now. Which team answers for them?") % {"name": made.name})
            return HttpResponseRedirect(f"{reverse('customer', args=[made.pk])}#team")
    return _form(request, form, None)


@page("customers.change", "GET", "POST")
def change(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Change the base data of an organisation."""
    organisation = found(organisation_id)
    form = OrganisationForm(posted(request), initial=values_of(organisation, OrganisationForm))
    if request.method == "POST" and form.is_valid():
        try:
            steps.change_organisation(organisation_id, form.cleaned_data, by=viewer_of(request), now=clock.now())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            toast(request, _("The data of %(name)s are changed.") % {"name": form.cleaned_data["name"]})
            return HttpResponseRedirect(reverse("customer", args=[organisation_id]))
    return _form(request, form, organisation)


def _form(request: HttpRequest, form: OrganisationForm, organisation: Organisation | None) -> HttpResponse:
    context = {"form": form, "organisation": organisation}
    return render(request, "customers/organisation_form.html", context, status=422 if form.errors else 200)
