"""Working on a case: taking it, letting it rest, saying how urgent it is, opening it again."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kundenkreis.flow import close, work
from kundenkreis.web.cases.forms import ReopenForm, RestForm, UrgencyForm
from kundenkreis.web.cases.opened import ANYBODY, Opened, open_case
from kundenkreis.web.cases.panels import Done, FormPanel, back, view_of
from kundenkreis.web.pages import page
from kundenkreis.web.times import when


@page(ANYBODY, "POST")
def taking(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take a case. If a colleague was faster, the page says who."""
    opened = open_case(request, case_id)
    taking = work.take(case_id, by=opened.viewer, now=opened.now)
    if not taking.taken:
        return back(request, case_id, Done(_("%(name)s was faster and has this case.") % {"name": taking.holder}))
    return back(request, case_id, Done(_("You have taken this case."), reverse("case.release", args=[case_id])))


@page(ANYBODY, "POST")
def release(request: HttpRequest, case_id: int) -> HttpResponse:
    """Give a case back to the team."""
    opened = open_case(request, case_id)
    work.release(case_id, by=opened.viewer, now=opened.now)
    return back(request, case_id, Done(_("The case is back with the team.")))


@page(ANYBODY, "POST")
def waking(request: HttpRequest, case_id: int) -> HttpResponse:
    """End the rest, or the waiting for an answer."""
    opened = open_case(request, case_id)
    work.wake(case_id, by=opened.viewer, now=opened.now)
    return back(request, case_id, Done(_("The case is awake again.")))


def _rest(opened: Opened, form: Any) -> Done:
    until: datetime = form.until()
    work.rest(opened.case.pk, until, by=opened.viewer, now=opened.now)
    words = {"when": when(until, opened.now)}
    return Done(_("Rests until %(when)s.") % words, reverse("case.waking", args=[opened.case.pk]))


REST = FormPanel(
    route="case.rest",
    right="case.rest",
    make=lambda opened, data: RestForm(data, now=opened.now),
    act=_rest,
    title=pgettext_lazy("action", "Let it rest"),
    lead=gettext_lazy(
        "Promises go on. The date survives a message of the customer. The case comes back earlier on the morning "
        "of the day on which something is due."
    ),
    submit=pgettext_lazy("action", "Let it rest"),
    icon="pause",
)


def _change_urgency(opened: Opened, form: Any) -> Done:
    given = form.cleaned_data
    work.change_urgency(
        opened.case.pk, given["impact"], given["pressure"], given["agreed"], by=opened.viewer, now=opened.now
    )
    return Done(_("The urgency is changed."))


URGENCY = FormPanel(
    route="case.urgency",
    right="case.urgency",
    make=lambda opened, data: UrgencyForm(
        data, initial={"impact": opened.case.impact, "pressure": opened.case.pressure}
    ),
    act=_change_urgency,
    title=gettext_lazy("Change the urgency"),
    lead=gettext_lazy("More urgent: dates come nearer at once. Less urgent: they stay, unless the customer agrees."),
    submit=gettext_lazy("Change the urgency"),
    icon="flag",
)


def _reopen(opened: Opened, form: Any) -> Done:
    close.reopen(opened.case.pk, form.cleaned_data["text"], by=opened.viewer, now=opened.now)
    return Done(_("The request is open again. A new solution is promised."))


REOPEN = FormPanel(
    route="case.reopening",
    right="case.reopen",
    make=lambda opened, data: ReopenForm(data),
    act=_reopen,
    title=pgettext_lazy("action", "Reopen"),
    lead=gettext_lazy(
        "A new solution is promised from now on. If this is within five working days, the old promise counts as not "
        "kept."
    ),
    submit=pgettext_lazy("action", "Reopen"),
    icon="undo-2",
)

rest = view_of(REST)
urgency = view_of(URGENCY)
reopening = view_of(REOPEN)
