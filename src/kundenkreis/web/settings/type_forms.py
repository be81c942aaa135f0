"""The form of a request type. Steps and questions are written a line each, in the shape shown beside the field.

step          Schaden klären = Clarify the damage | 8 h
question      invoice | text | Rechnungsnummer = Invoice number | required
choice        reason | choice | Warum? = Why? | damaged: Beschädigt = Damaged; missing: Fehlt = Missing
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kundenkreis.cases.models import RequestType, Urgency
from kundenkreis.flow.settings.shapes import PlanError
from kundenkreis.flow.settings.types import TypePlan
from kundenkreis.people.models import Person
from kundenkreis.promises.targets import HOUR, Targets
from kundenkreis.teams.models import Skill, Team
from kundenkreis.web.settings.type_lines import LineError, read_field, read_step, write_field, write_step

KINDS = ("first_answer", "next_answer", "solution")


class TypeForm(forms.Form):
    """A request type with targets in working hours: one field a promise, for everybody alike."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=80, required=False)
    short_name = forms.CharField(label=gettext_lazy("Short name for the queue"), max_length=24, required=False)
    purpose = forms.CharField(label=gettext_lazy("What it is good for, in one sentence"), max_length=240)
    purpose_en = forms.CharField(label=gettext_lazy("The same in English"), max_length=240, required=False)
    team = forms.ModelChoiceField(
        label=gettext_lazy("Answered by"),
        queryset=Team.objects.filter(is_active=True),
        required=False,
        empty_label=pgettext_lazy("answered by", "the colleague who is asked"),
    )
    to_customer_team = forms.BooleanField(
        label=gettext_lazy("Customers who have a team of their own are answered by that team"), required=False
    )
    is_active = forms.BooleanField(label=gettext_lazy("Is offered"), required=False, initial=True)
    is_confidential = forms.BooleanField(label=gettext_lazy("Confidential: for named persons only"), required=False)
    readers = forms.CharField(
        label=gettext_lazy("Named persons"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=gettext_lazy("One e-mail address a line. Nobody else sees these requests."),
    )
    skills = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Needed skills"),
        queryset=Skill.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    process = forms.CharField(
        label=gettext_lazy("Steps of the whole process"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "5"}),
        help_text=gettext_lazy("One step a line: German = English | working time in which it is promised (optional)."),
    )
    form = forms.CharField(
        label=gettext_lazy("Questions of the form"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "6"}),
        help_text=gettext_lazy(
            "One question a line: name | kind | German = English | required or choices. "
            "Kinds: text, long_text, number, amount, date, choice, choices, yes_no, email, phone, file."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for urgency in Urgency.values:
            for kind in KINDS:
                self.fields[f"{kind}_{urgency}"] = forms.DecimalField(
                    label=gettext_lazy("Working hours"), min_value=0.02, max_value=400, decimal_places=2
                )

    def clean_readers(self) -> list[int]:
        """Return the ids of the named persons."""
        addresses = {line.strip().lower() for line in str(self.cleaned_data["readers"]).splitlines() if line.strip()}
        found = dict(Person.objects.filter(email__in=addresses, is_active=True).values_list("email", "pk"))
        missing = sorted(addresses - set(found))
        if missing:
            raise forms.ValidationError(_("Nobody is known by: %(missing)s") % {"missing": ", ".join(missing)})
        return list(found.values())

    def clean_process(self) -> list[dict[str, Any]]:
        """Return the steps."""
        return [self._line(read_step, line) for line in _lines(self.cleaned_data["process"])]

    def clean_form(self) -> list[dict[str, Any]]:
        """Return the questions; what they may be is checked by the step."""
        return [self._line(read_field, line) for line in _lines(self.cleaned_data["form"])]

    @staticmethod
    def _line(read: Any, line: str) -> dict[str, Any]:
        try:
            return dict(read(line))
        except (LineError, PlanError) as error:
            raise forms.ValidationError(str(error)) from error

    @staticmethod
    def process_lines(process: Iterable[Mapping[str, Any]]) -> str:
        """Return stored steps as they are written in the field."""
        return "\n".join(write_step(item) for item in process)

    @staticmethod
    def form_lines(form: Iterable[Mapping[str, Any]]) -> str:
        """Return stored questions as they are written in the field."""
        return "\n".join(write_field(item) for item in form)

    def plan(self, found: RequestType | None) -> TypePlan:
        """Return the request type as it is to be. What a question has besides its line is kept from before."""
        data = self.cleaned_data
        return TypePlan(
            **{name: data[name] for name in ("name", "name_en", "short_name", "purpose", "purpose_en")},
            team_id=data["team"].pk if data["team"] else None,
            **{name: data[name] for name in ("to_customer_team", "is_active", "is_confidential", "readers")},
            skills=[skill.pk for skill in data["skills"]],
            process=data["process"],
            form=_kept(data["form"], found.form if found else []),
            icon=found.icon if found else "message-square",
            position=found.position if found else 100,
            targets={urgency: self._targets(urgency) for urgency in Urgency.values},
        )

    def _targets(self, urgency: int) -> Targets:
        return Targets(**{kind: round(float(self.cleaned_data[f"{kind}_{urgency}"]) * HOUR) for kind in KINDS})


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _kept(new: list[dict[str, Any]], old: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Keep help texts, uses, bounds and conditions of questions that stay."""
    before = {item.get("name"): item for item in old}
    written = {"name", "kind", "label", "label_en", "required", "choices"}
    extra = {name: {k: v for k, v in item.items() if k not in written} for name, item in before.items()}
    return [{**extra.get(item["name"], {}), **item} for item in new]
