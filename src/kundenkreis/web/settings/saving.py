"""Saving a settings form: one step, its refusal shown at the field, and what was typed stays."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from kundenkreis.flow.errors import Refused
from kundenkreis.flow.rights import may
from kundenkreis.web.pages import render, viewer_of
from kundenkreis.web.toasts import toast


def saved(form: BaseForm, step: Callable[[], object]) -> bool:
    """Run the step if the form is in order; a refusal becomes an error of the field it names."""
    if not form.is_valid():
        return False
    try:
        step()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return False
    return True


def settings_page(
    request: HttpRequest, template: str, context: dict[str, Any], form: BaseForm | None = None
) -> HttpResponse:
    """Answer with a settings page; a form with errors is a 422. Who may only read gets no save button."""
    wrong = form is not None and form.is_bound and not form.is_valid()
    shown = {"form": form, "may_change": may(viewer_of(request), "settings.change"), **context}
    return render(request, f"settings/{template}.html", shown, status=422 if wrong else 200)


def done(request: HttpRequest, address: str) -> HttpResponse:
    """Go on to a page that says that it was saved."""
    toast(request, _("Saved. Everybody sees it from now on."))
    return HttpResponseRedirect(address)
