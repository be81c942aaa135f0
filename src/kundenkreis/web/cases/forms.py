"""The forms that open inside the page of a case. What is typed is read here; whether it may be is for the steps."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kundenkreis.cases.models import Impact, Pressure, Step
from kundenkreis.promises.models import Promise
from kundenkreis.web.cases.moments import at, plain_time, read_due

MORNING = time(8)
_KINDS = [(k.value, k.label) for k in (Promise.Kind.MILESTONE, Promise.Kind.DUE_DATE, Promise.Kind.CALLBACK)]


class DayInput(forms.TextInput):
    """A day, with the browser's own calendar."""

    input_type = "date"


class ClockInput(forms.TextInput):
    """A time of day."""

    input_type = "time"


class CaseForm(forms.Form):
    """Common to all: no colon behind labels, and ids that no other form of the page has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": f"{type(self).__name__.lower()}-%s", **kwargs})


class DueForm(CaseForm):
    """By when: a day, and a time if it matters. Without a time it is the end of that working day."""

    day = forms.CharField(label=pgettext_lazy("due", "By"), widget=DayInput, max_length=20)
    clock = forms.CharField(
        label=_("Time"), widget=ClockInput, required=False, max_length=10, help_text=_("Else the end of the day.")
    )
    due_at: datetime | None = None
    due_day: date | None = None

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        self.now = now
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Read day and time into `due_at` or `due_day`."""
        given: dict[str, Any] = super().clean() or {}
        try:
            self.due_at, self.due_day = read_due(given.get("day", ""), given.get("clock", ""), self.now)
        except ValueError as error:
            self.add_error("day", str(error))
        return given


class RestForm(DueForm):
    """Until when a case rests; without a time until that morning."""

    day = forms.CharField(label=pgettext_lazy("rest", "Until"), widget=DayInput, max_length=20)
    clock = forms.CharField(
        label=_("Time"), widget=ClockInput, required=False, max_length=10, help_text=_("Else eight in the morning.")
    )

    def until(self) -> datetime:
        """Return the moment at which the rest ends."""
        return self.due_at or at(self.due_day or date.min, MORNING)


class UrgencyForm(CaseForm):
    """The two urgency questions."""

    impact = forms.TypedChoiceField(label=_("Whom does it hit?"), choices=Impact, coerce=int, widget=forms.RadioSelect)
    pressure = forms.TypedChoiceField(
        label=_("How long can it wait?"), choices=Pressure, coerce=int, widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label=_("The customer agrees to later dates"), required=False)


class HandOverForm(CaseForm):
    """To whom, and what she needs to know. The choices are (`t1` for a team, `p1` for a person) with their names."""

    to = forms.ChoiceField(label=_("Who goes on?"))
    note = forms.CharField(
        label=_("What should be known?"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )


class AskForm(CaseForm):
    """Three inputs, as for every request between colleagues."""

    type = forms.TypedChoiceField(label=_("What should the other team do?"), coerce=int)
    text = forms.CharField(label=_("In your words"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000)
    day = forms.CharField(label=_("Needed by"), widget=DayInput, required=False, max_length=20)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        self.now = now
        super().__init__(*args, **kwargs)

    def clean_day(self) -> date | None:
        """Read the day, if there is one."""
        try:
            return read_due(self.cleaned_data["day"], "", self.now)[1]
        except ValueError as error:
            raise ValidationError(str(error)) from None


class PromiseForm(DueForm):
    """A promise that stands alone, without a reply."""

    kind = forms.ChoiceField(label=_("Kind"), choices=_KINDS)
    what = forms.CharField(label=_("What is promised?"), max_length=200, required=False)
    begin = forms.CharField(label=_("Callback not before"), widget=ClockInput, required=False, max_length=10)
    step = forms.TypedChoiceField(label=_("For the step"), coerce=int, required=False, empty_value=None)
    field_order = ("kind", "what", "day", "clock", "begin", "step")


class MoveForm(DueForm):
    """A new date for a promise."""

    begin = forms.CharField(label=_("Callback not before"), widget=ClockInput, required=False, max_length=10)
    agreed = forms.TypedChoiceField(
        label=_("Has the customer agreed?"),
        choices=[("yes", _("Yes, the customer agreed")), ("no", _("No, we decide it"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Why?"), max_length=300, required=False)

    def window_from(self) -> datetime | None:
        """Return the begin of the callback window on the new day. Raises ValueError with a sentence."""
        begin = self.cleaned_data.get("begin", "").strip()
        day = self.due_day or (self.due_at.date() if self.due_at else None)
        return at(day, plain_time(begin)) if begin and day else None


class ReasonForm(CaseForm):
    """Why something is no longer needed."""

    reason = forms.CharField(label=_("What did the customer say?"), max_length=300, required=False)


class AttemptForm(CaseForm):
    """A call that was promised."""

    reached = forms.TypedChoiceField(
        label=_("Was the customer reached?"),
        choices=[("yes", _("Reached")), ("no", _("Not reached"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What was said?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=300, required=False
    )


class ReopenForm(CaseForm):
    """Why a case goes on."""

    text = forms.CharField(
        label=_("What is still missing?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )


class FollowerForm(CaseForm):
    """A colleague who is brought in."""

    person = forms.TypedChoiceField(label=_("Who should follow this request?"), coerce=int)


class StepForm(CaseForm):
    """One step: its name, who does it, how far it is. Owner 0 is nobody."""

    title = forms.CharField(label=pgettext_lazy("step", "Step"), max_length=120)
    owner = forms.TypedChoiceField(label=pgettext_lazy("step", "Who"), coerce=int)
    state = forms.ChoiceField(label=pgettext_lazy("step", "State"), choices=Step.State)


class NewStepForm(CaseForm):
    """A step to add; it comes behind the one at a position, or last (0)."""

    title = forms.CharField(label=_("New step"), max_length=120)
    after = forms.TypedChoiceField(label=_("Behind"), coerce=int)
