"""Reading cases. Who may see what is decided here."""

from datetime import datetime

from django.db.models import Q, QuerySet

from kundenkreis.cases.models import Case, Message
from kundenkreis.teams.viewer import Viewer


def visible(viewer: Viewer) -> Q:
    """Return the condition that a case is one the viewer may see.

    Her own requests, what she has taken or follows, and the cases of her
    teams. A confidential case is seen by its requester and by the persons
    named for its type, and by nobody else whatever else they are.
    """
    of_team = Q(team_id__in=viewer.seen_teams) | Q(taken_by_id=viewer.id)
    followed = Q(pk__in=Case.objects.filter(watchers__person_id=viewer.id).values("pk"))
    open_to_team = Q(is_confidential=False) & (of_team | followed)
    named = Q(is_confidential=True, type_id__in=viewer.named_types) & of_team
    return Q(person_id=viewer.id) | open_to_team | named


def may_see(viewer: Viewer, case: Case, *, follows: bool = False) -> bool:
    """Say the same as `visible` about one case that is already in hand."""
    if case.person_id == viewer.id:
        return True
    at_work = case.team_id in viewer.seen_teams or case.taken_by_id == viewer.id
    if case.is_confidential:
        return at_work and case.type_id in viewer.named_types
    return at_work or follows


def find(viewer: Viewer, case_id: int) -> Case | None:
    """Return a case with the people it names, if the viewer may see it."""
    named = Case.objects.select_related("person", "organisation", "account", "taken_by")
    case = named.filter(pk=case_id).first()
    if case is None:
        return None
    follows = not may_see(viewer, case) and case.watchers.filter(person_id=viewer.id).exists()
    return case if may_see(viewer, case, follows=follows) else None


def reads_notes(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer is on the team's side of the desk. A requester never reads notes, a colleague asked does."""
    at_work = case.team_id in viewer.seen_teams or case.taken_by_id == viewer.id
    return at_work and (not case.is_confidential or case.type_id in viewer.named_types)


def conversation(case: Case, viewer: Viewer) -> QuerySet[Message]:
    """Return the messages the viewer may read, oldest first."""
    messages = case.messages.select_related("author").order_by("at", "pk")
    return messages if reads_notes(viewer, case) else messages.exclude(by=Message.By.NOTE)


def mine(viewer: Viewer, *, ended: bool, limit: int, before: int | None = None) -> list[Case]:
    """Return the viewer's own requests, newest first; `before` is the number of the last one seen."""
    found = Case.objects.filter(person_id=viewer.id).select_related("taken_by")
    found = found.exclude(state="open") if ended else found.filter(state="open")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:limit])


def newest_message_at(case_id: int) -> datetime | None:
    """Return when the last message of a case was written."""
    return Message.objects.filter(case_id=case_id).order_by("-at").values_list("at", flat=True).first()
