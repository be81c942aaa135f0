"""Skills that requests may need."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kundenkreis.flow.errors import NotFound
from kundenkreis.flow.settings.teams import save_skill
from kundenkreis.teams.reference import skills
from kundenkreis.web.clock import now
from kundenkreis.web.pages import page, posted, viewer_of
from kundenkreis.web.settings.saving import done, saved, settings_page


class SkillForm(forms.Form):
    """A skill in both languages."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=80, required=False)


@page("settings.see", "GET", "POST", post="settings.change")
def listing(request: HttpRequest) -> HttpResponse:
    """List the skills and add one."""
    form = SkillForm(posted(request))
    if request.method == "POST" and saved(
        form, lambda: save_skill(**form.cleaned_data, by=viewer_of(request), now=now())
    ):
        return done(request, reverse("settings.skills"))
    return settings_page(request, "skills", {"skills": skills().values()}, form)


@page("settings.see", "GET", "POST", post="settings.change")
def rename(request: HttpRequest, skill_id: int) -> HttpResponse:
    """Rename a skill."""
    skill = skills().get(skill_id)
    if skill is None:
        raise NotFound(_("This skill does not exist any more."))
    form = SkillForm(posted(request), initial={"name": skill.name, "name_en": skill.name_en})
    if request.method == "POST" and saved(
        form, lambda: save_skill(**form.cleaned_data, skill_id=skill_id, by=viewer_of(request), now=now())
    ):
        return done(request, reverse("settings.skills"))
    return settings_page(request, "form", {"title": skill.name, "back": reverse("settings.skills")}, form)
