"""What the team knows about the customer of a case."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kundenkreis.flow import customers
from kundenkreis.web.cases.opened import ANYBODY, open_case
from kundenkreis.web.cases.panels import Done, back
from kundenkreis.web.pages import page


@page(ANYBODY, "POST")
def confirmation(request: HttpRequest, case_id: int, note_id: int) -> HttpResponse:
    """Say that a note about the customer is still true, and stay with the case."""
    opened = open_case(request, case_id)
    customers.confirm_note(note_id, by=opened.viewer, now=opened.now)
    return back(request, case_id, Done(_("Thank you. The note counts as true from today on.")), "#customer")
