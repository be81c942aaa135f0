"""Others who work on a case, or read along: handing over, asking another team, bringing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kundenkreis.flow import followers, intake, work
from kundenkreis.promises.calendars import calendar_of, current
from kundenkreis.teams.reference import teams
from kundenkreis.web.cases import choices
from kundenkreis.web.cases.forms import AskForm, FollowerForm, HandOverForm
from kundenkreis.web.cases.opened import ANYBODY, Opened, open_case
from kundenkreis.web.cases.panels import Done, FormPanel, back, view_of
from kundenkreis.web.pages import page

QUEUE = "/queue"


def _hand_over_form(opened: Opened, data: QueryDict | None) -> HandOverForm:
    form = HandOverForm(data)
    form.fields["to"].choices = choices.hand_over_choices(opened)  # type: ignore[attr-defined]
    return form


def _hand_over(opened: Opened, form: Any) -> Done:
    kind, number = form.cleaned_data["to"][0], int(form.cleaned_data["to"][1:])
    target = {"team_id": number} if kind == "t" else {"person_id": number}
    work.hand_over(opened.case.pk, form.cleaned_data["note"], by=opened.viewer, now=opened.now, **target)
    if kind == "t":
        text = _("Handed over to %(team)s. All promises went along.") % {"team": teams()[number].name}
        return Done(text, where="" if number in opened.viewer.seen_teams else QUEUE)
    return Done(_("Handed over. All promises went along."))


HAND_OVER = FormPanel(
    route="case.hand_overs",
    right="case.hand_over",
    make=_hand_over_form,
    act=_hand_over,
    title=pgettext_lazy("action", "Hand over"),
    lead=gettext_lazy(
        "No date changes. Colleagues stand in the order: can do this, here today, fewest cases in hand, wants to "
        "practise it, name."
    ),
    submit=pgettext_lazy("action", "Hand over"),
    icon="repeat",
)


def _ask_form(opened: Opened, data: QueryDict | None) -> AskForm:
    form = AskForm(data, now=opened.now)
    form.fields["type"].choices = choices.asked_choices(opened)  # type: ignore[attr-defined]
    return form


def _ask(opened: Opened, form: Any) -> Done:
    given = form.cleaned_data
    needed_by = None
    if given["day"] is not None:
        needed_by = calendar_of(current(opened.case.team_id)).end_of_working_day(given["day"])
    case = intake.ask_team(
        opened.case.pk, given["type"], "", given["text"], needed_by, by=opened.viewer, now=opened.now
    )
    words = {"team": teams()[case.team_id].name if case.team_id else "", "number": case.pk}
    return Done(_("%(team)s was asked. It is request %(number)d, with promises of its own.") % words)


ASK = FormPanel(
    route="case.requests",
    right="case.ask_team",
    make=_ask_form,
    act=_ask,
    title=gettext_lazy("Ask another team"),
    lead=gettext_lazy(
        "It becomes a request of its own, with the same promises as for everybody. Your promises to the customer go "
        "on; here you see how far the other team is."
    ),
    submit=gettext_lazy("Ask"),
    icon="git-branch",
)


def _follower_form(opened: Opened, data: QueryDict | None) -> FollowerForm:
    form = FollowerForm(data)
    form.fields["person"].choices = choices.follower_choices(opened)  # type: ignore[attr-defined]
    return form


def _bring_in(opened: Opened, form: Any) -> Done:
    person = followers.bring_in(opened.case.pk, form.cleaned_data["person"], by=opened.viewer, now=opened.now)
    undo = reverse("case.follower", args=[opened.case.pk, person.pk])
    return Done(_("%(name)s can read this request now.") % {"name": person.name}, undo)


FOLLOWERS = FormPanel(
    route="case.followers",
    right="case.hand_over",
    make=_follower_form,
    act=_bring_in,
    title=pgettext_lazy("action", "Bring in"),
    lead=gettext_lazy("A colleague may read along and finds the request by search. Who works on it stays the same."),
    submit=pgettext_lazy("action", "Bring in"),
    icon="user-round-plus",
)


@page(ANYBODY, "POST")
def let_go(request: HttpRequest, case_id: int, person_id: int) -> HttpResponse:
    """A colleague no longer follows a case."""
    opened = open_case(request, case_id)
    followers.let_go(case_id, person_id, by=opened.viewer, now=opened.now)
    return back(request, case_id, Done(_("No longer brought in.")))


hand_overs = view_of(HAND_OVER)
requests = view_of(ASK)
followers_of = view_of(FOLLOWERS)
