"""Bringing in a colleague: she may read the case and follows it, without working on it."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.base.step import step
from kundenkreis.cases.models import Watcher
from kundenkreis.flow.errors import Refused
from kundenkreis.flow.hand import put_down, take_up
from kundenkreis.people.models import Organisation, Person
from kundenkreis.teams.viewer import Viewer


@step
def bring_in(case_id: int, person_id: int, *, by: Viewer, now: datetime) -> Person:
    """Let a colleague follow a case. Confidential cases are for the persons named for them. Raises Refused."""
    taken = take_up(case_id, now, by, "case.hand_over")
    case = taken.hand.case
    if case.is_confidential:
        raise Refused(_("This request is confidential: only the persons named for its kind may read it."), "person")
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None or not _is_colleague(person) or person.pk == case.person_id:
        raise Refused(_("Please choose a colleague from the list."), "person")
    _watcher, is_new = Watcher.objects.get_or_create(case_id=case_id, person_id=person_id)
    if is_new:
        taken.hand.write("watcher.added", by.id, person=person_id)
        put_down(taken)
    return person


@step
def let_go(case_id: int, person_id: int, *, by: Viewer, now: datetime) -> None:
    """A colleague no longer follows a case: said by somebody of the team, or by herself."""
    taken = take_up(case_id, now, by, "case.hand_over" if person_id != by.id else "portal.use")
    removed, _each = Watcher.objects.filter(case_id=case_id, person_id=person_id).delete()
    if removed:
        taken.hand.write("watcher.removed", by.id, person=person_id)
        put_down(taken)


def _is_colleague(person: Person) -> bool:
    return person.accounts.filter(organisation__kind=Organisation.Kind.DEPARTMENT).exists()
