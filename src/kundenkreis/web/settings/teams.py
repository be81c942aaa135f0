"""Teams and who is in them."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kundenkreis.flow.errors import NotFound, Refused
from kundenkreis.flow.settings.teams import TeamPlan, save_team, set_membership
from kundenkreis.people.models import Organisation, Person
from kundenkreis.teams.models import Membership, Team
from kundenkreis.web.clock import now
from kundenkreis.web.pages import page, posted, viewer_of
from kundenkreis.web.settings.saving import done, saved, settings_page
from kundenkreis.web.toasts import toast


class TeamForm(forms.Form):
    """A team."""

    name = forms.CharField(label=gettext_lazy("Name of the team"), max_length=80)
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Department"),
        queryset=Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT),
        help_text=gettext_lazy("When the team asks another team for something, this department is the customer."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Purpose"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=gettext_lazy("What the team contributes, in one sentence."),
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), required=False, max_length=40)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    is_active = forms.BooleanField(label=gettext_lazy("Answers requests"), required=False, initial=True)


class MemberForm(forms.Form):
    """A person's part in a team. The person is written as an address, so that thousands need no list."""

    email = forms.EmailField(label=gettext_lazy("E-mail of the person"))
    part = forms.ChoiceField(
        label=gettext_lazy("Part"),
        choices=[*Membership.Part.choices, ("", pgettext_lazy("membership", "leaves the team"))],
        required=False,
        initial=Membership.Part.MEMBER,
    )
    function = forms.CharField(label=gettext_lazy("Function in the team"), required=False, max_length=80)


@page("settings.see")
def listing(request: HttpRequest) -> HttpResponse:
    """List the teams."""
    found = Team.objects.select_related("organisation").order_by("name")
    return settings_page(request, "teams", {"teams": found})


@page("settings.see", "GET", "POST", post="settings.change")
def edit(request: HttpRequest, team_id: int | None = None) -> HttpResponse:
    """Show, change or add a team."""
    team = Team.objects.filter(pk=team_id).first() if team_id is not None else None
    if team_id is not None and team is None:
        raise NotFound(_("This team does not exist any more."))
    names = ("name", "purpose", "phone", "email", "is_active")
    initial = {name: getattr(team, name) for name in names} | {"organisation": team.organisation_id} if team else None
    form = TeamForm(posted(request), initial=initial)
    if request.method == "POST" and saved(form, lambda: _save(request, form, team_id)):
        return done(request, reverse("settings.teams"))
    return _team_page(request, team, form, MemberForm())


def _save(request: HttpRequest, form: TeamForm, team_id: int | None) -> None:
    data = dict(form.cleaned_data)
    department: Organisation = data.pop("organisation")
    save_team(TeamPlan(organisation_id=department.pk, **data), team_id=team_id, by=viewer_of(request), now=now())


def _team_page(request: HttpRequest, team: Team | None, form: TeamForm, member: MemberForm) -> HttpResponse:
    members = team.memberships.select_related("person").order_by("part", "person__name_key") if team else []
    context = {"team": team, "members": members, "member_form": member}
    return settings_page(request, "team", context, member if member.is_bound else form)


@page("settings.change", "POST")
def membership(request: HttpRequest, team_id: int) -> HttpResponse:
    """Let a person join, coach or leave a team."""
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise NotFound(_("This team does not exist any more."))
    member = MemberForm(request.POST)
    if saved(member, lambda: _join(request, member, team_id)):
        toast(request, _("Saved. Everybody sees it from now on."))
        return HttpResponseRedirect(reverse("settings.team", args=[team_id]))
    return _team_page(request, team, TeamForm(initial={"name": team.name}), member)


def _join(request: HttpRequest, member: MemberForm, team_id: int) -> None:
    data = member.cleaned_data
    person = Person.objects.filter(email=data["email"].lower(), is_active=True).first()
    if person is None:
        raise Refused(_("Nobody with this address is known. Please add the person under Customers first."), "email")
    set_membership(team_id, person.pk, data["part"], function=data["function"], by=viewer_of(request), now=now())
