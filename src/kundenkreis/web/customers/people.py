"""The page of a person, and her base data."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kundenkreis.cases.customers import find_person
from kundenkreis.flow import customers as steps
from kundenkreis.flow.errors import NotAllowed, NotFound, Refused
from kundenkreis.flow.rights import may
from kundenkreis.people import queries
from kundenkreis.people.models import Organisation, Person
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web import asked, clock
from kundenkreis.web.customers.forms import NoteForm, PersonForm, add_refusal, values_of
from kundenkreis.web.customers.organisations import found as found_organisation
from kundenkreis.web.customers.panel import panel
from kundenkreis.web.pages import page, posted, render, viewer_of
from kundenkreis.web.toasts import toast


def found(viewer: Viewer, person_id: int) -> Person:
    """Return a person the viewer has to do with. Raises NotFound."""
    person = find_person(viewer, person_id)
    if person is None:
        raise NotFound(_("There is no such customer, or you are not among the people who may see it."))
    return person


@page("customers.see")
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show a person."""
    older_than = asked.number(request.GET, "before")
    return answer(request, found(viewer_of(request), person_id), older_than=older_than)


def answer(
    request: HttpRequest, person: Person, *, older_than: int | None = None, status: int = 200, **forms: Any
) -> HttpResponse:
    """Answer with the page; `forms` are those that were filled in and not accepted."""
    viewer, now = viewer_of(request), clock.now()
    notes = queries.notes_about(person.pk)
    context = {
        "person": person,
        "accounts": queries.accounts_of(person),
        "panel": panel(viewer, notes, now, person_id=person.pk, before=older_than),
        "older_than": older_than,
        "may_note": may(viewer, "customers.note"),
        "may_change": steps.may_change_person(viewer, person),
        "note_form": NoteForm(),
        "now": now,
    }
    return render(request, "customers/person.html", context | forms, status=status)


@page("customers.change", "GET", "POST")
def create(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Add a person who speaks for an organisation."""
    organisation, viewer = found_organisation(organisation_id), viewer_of(request)
    form = PersonForm(posted(request), initial={"language": viewer.language})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = steps.add_person(organisation_id, data, data["function"], by=viewer, now=clock.now())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            toast(request, _("%(name)s can now ask for something.") % {"name": made.name})
            return HttpResponseRedirect(reverse("person", args=[made.pk]))
    return _form(request, form, organisation, None)


@page("customers.change", "GET", "POST")
def change(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change the base data of a person."""
    viewer = viewer_of(request)
    person = found(viewer, person_id)
    if not steps.may_change_person(viewer, person):
        raise NotAllowed(_("This person signs in here. An administrator can change her data in the settings."))
    accounts = queries.accounts_of(person)
    function = accounts[0].function if accounts else ""
    form = PersonForm(
        posted(request),
        initial={**values_of(person, PersonForm), "function": function},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            steps.change_person(person_id, data, data["function"], by=viewer, now=clock.now())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            toast(request, _("The data of %(name)s are changed.") % {"name": person.name})
            return HttpResponseRedirect(reverse("person", args=[person_id]))
    return _form(request, form, accounts[0].organisation if accounts else None, person)


def _form(
    request: HttpRequest, form: PersonForm, organisation: Organisation | None, person: Person | None
) -> HttpResponse:
    context = {"form": form, "organisation": organisation, "person": person}
    return render(request, "customers/person_form.html", context, status=422 if form.errors else 200)
