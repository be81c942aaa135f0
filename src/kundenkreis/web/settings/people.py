"""Which roles people hold in the company."""

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.base.text import one_line, sort_key
from kundenkreis.flow.errors import NotFound
from kundenkreis.flow.settings.teams import set_roles
from kundenkreis.people.models import Person, Role
from kundenkreis.web.clock import now
from kundenkreis.web.pages import page, posted, viewer_of
from kundenkreis.web.settings.saving import done, saved, settings_page

SHOWN = 50


class RolesForm(forms.Form):
    """The roles of a person."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"), required=False, choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )


@page("settings.see")
def listing(request: HttpRequest) -> HttpResponse:
    """List the people with roles, or those whose name begins as asked."""
    wanted = one_line(request.GET.get("q", ""), 80)
    people = Person.objects.filter(is_active=True).order_by("name_key", "pk")
    if wanted:
        key = sort_key(wanted)
        people = people.filter(Q(name_key__startswith=key) | Q(email__startswith=key))
    else:
        people = people.exclude(roles=[])
    return settings_page(
        request, "people", {"people": list(people[:SHOWN]), "wanted": wanted, "role_names": dict(Role.choices)}
    )


@page("settings.see", "GET", "POST", post="settings.change")
def roles(request: HttpRequest, person_id: int) -> HttpResponse:
    """Show and change the roles of a person."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound(_("This person does not exist any more."))
    form = RolesForm(posted(request), initial={"roles": person.roles})
    if request.method == "POST" and saved(
        form, lambda: set_roles(person_id, form.cleaned_data["roles"], by=viewer_of(request), now=now())
    ):
        return done(request, reverse("settings.people"))
    return settings_page(request, "form", {"title": person.name, "back": reverse("settings.people")}, form)
