"""One's own account: how one wants the pages, and the way to password and second factor."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kundenkreis.flow import preferences
from kundenkreis.people.models import Language
from kundenkreis.web import clock
from kundenkreis.web.asked import unreadable
from kundenkreis.web.pages import page, posted, refusal, render, viewer_of
from kundenkreis.web.returns import back_to
from kundenkreis.web.toasts import toast

_A_YEAR = 365 * 24 * 3600


class PreferencesForm(forms.Form):
    """How one wants the pages. Density and keys matter at the desk only."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of pages and mail"), choices=Language.choices, widget=forms.RadioSelect
    )
    dense = forms.ChoiceField(
        label=gettext_lazy("Rows of lists"),
        choices=[("1", gettext_lazy("dense: more rows")), ("0", gettext_lazy("roomy: more space"))],
        widget=forms.RadioSelect,
    )
    single_keys = forms.BooleanField(
        label=gettext_lazy("Single keys such as J, K and U do something"),
        help_text=gettext_lazy("Switch them off if they act by accident, for example with speech input."),
        required=False,
    )


@page("account.own", "GET", "POST")
def index(request: HttpRequest) -> HttpResponse:
    """See and change one's preferences."""
    viewer = viewer_of(request)
    present = {"language": viewer.language, "dense": str(int(viewer.dense)), "single_keys": viewer.single_keys}
    form = PreferencesForm(posted(request), initial=present)
    if form.is_valid():
        wanted, by, now = form.cleaned_data, viewer, clock.now()
        preferences.set_language(wanted["language"], by=by, now=now)
        preferences.set_density(wanted["dense"] == "1", by=by, now=now)
        preferences.set_single_keys(wanted["single_keys"], by=by, now=now)
        with translation.override(wanted["language"]):
            toast(request, _("Your preferences are saved."))
        return redirect("account")
    shown = {"form": form, "second_factors": bool(settings.MFA_SUPPORTED_TYPES)}
    return render(request, "account/index.html", shown, status=422 if form.is_bound else 200)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on: kept on the person, or in a cookie where nobody has signed in."""
    wanted = request.POST.get("language", "")
    if wanted not in Language.values:
        return refusal(request, unreadable())
    answer = redirect(back_to(request, reverse("start")))
    viewer = getattr(request, "viewer", None)
    if viewer is not None:
        preferences.set_language(wanted, by=viewer, now=clock.now())
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=_A_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )
    return answer
