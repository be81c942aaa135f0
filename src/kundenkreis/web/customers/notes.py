"""Notes about customers: writing, confirming, removing, and putting back."""

from dataclasses import astuple
from datetime import datetime

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kundenkreis.base.text import whole_number
from kundenkreis.cases.customers import find_person
from kundenkreis.flow import customers as steps
from kundenkreis.flow.errors import Refused
from kundenkreis.people.actions import GoneNote
from kundenkreis.web import clock
from kundenkreis.web.customers import organisations, people
from kundenkreis.web.customers.forms import NoteForm, add_refusal
from kundenkreis.web.pages import page, viewer_of
from kundenkreis.web.toasts import toast

SALT, SECONDS, GRACE = "customers.gone-note", 10, 60


@page("customers.note", "POST")
def create(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Write something about an organisation, or about the person named in the form."""
    viewer, organisation = viewer_of(request), organisations.found(organisation_id)
    named = request.POST.get("person", "")
    person = find_person(viewer, whole_number(named) or 0) if named else None
    form = NoteForm(request.POST)
    if named and person is None:
        form.add_error("text", _("There is no such customer, or you are not among the people who may see it."))
    if form.is_valid():
        about, note = person.pk if person else None, form.cleaned_data["text"]
        try:
            steps.add_note(organisation_id, note, by=viewer, now=clock.now(), person_id=about)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            toast(request, _("The note is there for the whole team."))
            return HttpResponseRedirect(_page_of(organisation_id, about))
    if person:
        return people.answer(request, person, status=422, note_form=form)
    return organisations.answer(request, organisation, status=422, note_form=form)


@page("customers.note", "POST")
def confirm(request: HttpRequest, note_id: int) -> HttpResponse:
    """Say that a note is still true."""
    note = steps.confirm_note(note_id, by=viewer_of(request), now=clock.now())
    toast(request, _("Thank you. The note counts as true from today on."))
    return HttpResponseRedirect(_page_of(note.organisation_id, note.person_id))


@page("customers.note", "POST")
def remove(request: HttpRequest, note_id: int) -> HttpResponse:
    """Remove a note; for a few seconds it can be put back."""
    gone = steps.remove_note(note_id, by=viewer_of(request), now=clock.now())
    undo = reverse("note.return", args=[packed(gone)])
    toast(request, _("The note is removed."), undo=undo, seconds=SECONDS)
    return HttpResponseRedirect(_page_of(gone.organisation_id, gone.person_id))


@page("customers.note", "POST")
def put_back(request: HttpRequest, gone: str) -> HttpResponse:
    """Take a removal back."""
    note = unpacked(gone)
    steps.put_back_note(note, by=viewer_of(request), now=clock.now())
    toast(request, _("The note is back."))
    return HttpResponseRedirect(_page_of(note.organisation_id, note.person_id))


def packed(gone: GoneNote) -> str:
    """Return a removed note as a signed word for an address, so that nothing of it is stored."""
    values = [value.isoformat() if isinstance(value, datetime) else value for value in astuple(gone)]
    return signing.dumps(values, salt=SALT, compress=True)


def unpacked(text: str) -> GoneNote:
    """Read it again, for a minute. Raises Refused when that is over, or the word was not made by us."""
    try:
        organisation_id, person_id, author_id, note, written, confirmed = signing.loads(
            text, salt=SALT, max_age=SECONDS + GRACE
        )
    except signing.BadSignature as error:
        raise Refused(_("The time to take this back is over. Please write the note anew.")) from error
    moments = datetime.fromisoformat(written), datetime.fromisoformat(confirmed)
    return GoneNote(organisation_id, person_id, author_id, note, *moments)


def _page_of(organisation_id: int, person_id: int | None) -> str:
    """Return the address of the notes on the page they belong to."""
    path = reverse("person", args=[person_id]) if person_id else reverse("customer", args=[organisation_id])
    return f"{path}#notes"
