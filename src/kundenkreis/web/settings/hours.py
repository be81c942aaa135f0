"""The form of a working calendar: windows by weekday, closing days, holidays of parts of a state."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kundenkreis.worktime import OPTIONS, STATES

DAYS = range(7)
MOST_CLOSINGS = 400
_WINDOW = re.compile(r"(\d{1,2}(?::\d{2})?)\s*(?:-|–|bis|to)\s*(\d{1,2}(?::\d{2})?)")
_OPTION_NAMES = {
    "mariae-himmelfahrt": gettext_lazy("Assumption Day, 15 August (Bavaria, communities with a Catholic majority)"),
    "augsburg": gettext_lazy("Peace Festival, 8 August (Augsburg)"),
    "fronleichnam": gettext_lazy("Corpus Christi (parts of Saxony and Thuringia)"),
}


class HoursForm(forms.Form):
    """Windows are written as people write them: 08:00–12:00, 13:00–17:00. An empty day is off."""

    zone = forms.CharField(label=gettext_lazy("Time zone"), max_length=40)
    state = forms.ChoiceField(
        label=gettext_lazy("Federal state"),
        required=False,
        choices=[("", pgettext_lazy("federal state", "none")), *sorted(STATES.items(), key=lambda item: item[1])],
    )
    options = forms.MultipleChoiceField(
        label=gettext_lazy("Holidays of parts of a state"),
        required=False,
        choices=[(name, _OPTION_NAMES.get(name, name)) for name in OPTIONS],
        widget=forms.CheckboxSelectMultiple,
    )
    closings = forms.CharField(
        label=gettext_lazy("Closing days"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text=gettext_lazy("One date a line, such as 24.12.2026. Days on which the company is closed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = {f"day_{day}": forms.CharField(label=WEEKDAYS[day], required=False, max_length=120) for day in DAYS}
        days["day_0"].help_text = gettext_lazy("For example 08:00–12:00, 12:30–16:30. An empty day is off.")
        self.fields = {**days, **self.fields}

    def windows(self) -> dict[str, list[tuple[str, str]]]:
        """Return the windows by weekday, as a calendar takes them."""
        return {str(day): self.cleaned_data[f"day_{day}"] for day in DAYS}

    def clean_closings(self) -> list[date]:
        """Read one date a line, German or ISO."""
        lines = [line.strip() for line in str(self.cleaned_data["closings"]).splitlines() if line.strip()]
        if len(lines) > MOST_CLOSINGS:
            raise forms.ValidationError(_("Please enter at most %(most)s days.") % {"most": MOST_CLOSINGS})
        return [_date(line) for line in lines]

    def clean(self) -> dict[str, Any]:
        """Read the windows of every day."""
        data = super().clean() or {}
        for day in DAYS:
            name = f"day_{day}"
            try:
                data[name] = _windows(str(data.get(name, "")))
            except forms.ValidationError as error:
                self.add_error(name, error)
        if not any(data.get(f"day_{day}") for day in DAYS):
            self.add_error("day_0", _("Please enter the working hours of at least one day."))
        return data


def _windows(text: str) -> list[tuple[str, str]]:
    pairs = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        found = _WINDOW.fullmatch(part)
        if found is None:
            raise forms.ValidationError(_("Please write hours such as 08:00–12:00, 13:00–17:00."))
        pairs.append((_time(found[1]), _time(found[2])))
    return pairs


def _time(text: str) -> str:
    hour, _colon, minute = text.partition(":")
    return f"{int(hour):02d}:{minute or '00'}"


def _date(text: str) -> date:
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise forms.ValidationError(_("%(text)s is no date. Please write it such as 24.12.2026.") % {"text": text})
