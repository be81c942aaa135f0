"""Forms about customers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kundenkreis.flow.errors import Refused
from kundenkreis.people.models import Language, Organisation, Person
from kundenkreis.teams.reference import teams


class OrganisationForm(forms.Form):
    """Base data of an organisation."""

    name = forms.CharField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Organisation.Kind.choices,
        help_text=_("A paying customer is external; departments, suppliers and contractors are internal customers."),
    )
    city = forms.CharField(label=_("Place"), max_length=80, required=False)
    domain = forms.CharField(
        label=_("Mail domain"),
        max_length=120,
        required=False,
        help_text=_("What stands behind the @ in their addresses, for example papierfabrik-weidach.example."),
    )
    since = forms.DateField(
        label=_("Customer since"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class PersonForm(forms.Form):
    """Base data of a person, with her function in the organisation she mainly speaks for."""

    given_name = forms.CharField(label=_("Given name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    salutation = forms.ChoiceField(
        label=_("Salutation"),
        required=False,
        choices=[
            ("", pgettext_lazy("salutation", "neutral")),
            ("frau", pgettext_lazy("salutation", "Ms")),
            ("herr", pgettext_lazy("salutation", "Mr")),
        ],
    )
    function = forms.CharField(label=_("Function"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)


class TeamForm(forms.Form):
    """The one team that answers all concerns of a customer."""

    team = forms.TypedChoiceField(label=_("Responsible team"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["team"]
        assert isinstance(field, forms.ChoiceField)
        named = [(str(team.id), team.name) for team in teams().values() if team.is_active]
        field.choices = [("", pgettext_lazy("team", "none yet")), *named]


class NoteForm(forms.Form):
    """Something good to know about a customer."""

    text = forms.CharField(label=_("Note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


def values_of(thing: Organisation | Person, form: type[forms.Form]) -> dict[str, Any]:
    """Return the stored values of a thing for those fields of a form that are its own."""
    return {name: getattr(thing, name) for name in form.base_fields if hasattr(thing, name)}


def add_refusal(form: forms.Form, refused: Refused) -> None:
    """Show what a step refused at the field it names, or on top where the form has no such field."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)
