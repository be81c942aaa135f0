"""What one says about one's own time: being away, or a word to the team."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.flow import presence
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.presence import NOTE_LIMIT
from kundenkreis.teams.presence import own_absences
from kundenkreis.web import clock
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.toasts import toast
from kundenkreis.web.today import words

AWAY, HERE = "away", "here"


class AbsenceForm(forms.Form):
    """From when to when, and what the team should know. Without times whole days are meant."""

    what = forms.ChoiceField(
        label=gettext_lazy("What do you want to say?"),
        widget=forms.RadioSelect,
        choices=[
            (AWAY, gettext_lazy("I am not at work")),
            (HERE, gettext_lazy("I am here, and want my team to know something")),
        ],
        initial=AWAY,
    )
    start_day = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    start_time = forms.TimeField(
        label=gettext_lazy("From what time"),
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        required=False,
        help_text=gettext_lazy("Leave the time empty for whole days."),
    )
    end_day = forms.DateField(label=gettext_lazy("To"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    end_time = forms.TimeField(
        label=gettext_lazy("To what time"), widget=forms.TimeInput({"type": "time"}, "%H:%M"), required=False
    )
    note = forms.CharField(
        label=gettext_lazy("What your team should know"),
        max_length=NOTE_LIMIT,
        required=False,
        help_text=gettext_lazy("For example: on leave, at a customer’s until noon, glad of help with invoices."),
    )

    def times(self) -> tuple[datetime, datetime]:
        """Return beginning and end in the reader's zone; a day without a time counts as a whole."""
        zone, given = get_current_timezone(), self.cleaned_data
        start = datetime.combine(given["start_day"], given["start_time"] or time(), zone)
        if given["end_time"]:
            return start, datetime.combine(given["end_day"], given["end_time"], zone)
        return start, datetime.combine(given["end_day"] + timedelta(days=1), time(), zone)


@page("absence.set", "GET", "POST")
def index(request: HttpRequest) -> HttpResponse:
    """See and enter one's own times."""
    today = localtime(clock.now()).date()
    if request.method != "POST":
        return _show(request, AbsenceForm(initial={"start_day": today, "end_day": today, "what": AWAY}))
    form = AbsenceForm(request.POST)
    if form.is_valid():
        try:
            return _enter(request, form)
        except Refused as refused:
            form.add_error(_FIELDS.get(refused.field), refused.message)
        except (OverflowError, ValueError):
            form.add_error("end_day", _("Please choose a date that a calendar has."))
    return _show(request, form, status=422)


# Where the step calls an input by another name than the form does.
_FIELDS = {"end": "end_day", "note": "note"}


def _enter(request: HttpRequest, form: Any) -> HttpResponse:
    start, end = form.times()
    given = form.cleaned_data
    entry = presence.set_absence(
        start, end, given["note"], given["what"] == HERE, by=viewer_of(request), now=clock.now()
    )
    said = _("Your team sees it on its Today page.")
    toast(request, said, undo=reverse("today.absence.removal", args=[entry.pk]))
    return redirect("today.absences")


@page("absence.set", "POST")
def remove(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Take an entry back."""
    presence.remove_absence(absence_id, by=viewer_of(request), now=clock.now())
    toast(request, _("The entry is removed."))
    return redirect("today.absences")


def _show(request: HttpRequest, form: AbsenceForm, *, status: int = 200) -> HttpResponse:
    shown = {"form": form, "entries": own_absences(viewer_of(request).id, clock.now()), "words": words}
    return render(request, "today/absences.html", shown, status=status)
