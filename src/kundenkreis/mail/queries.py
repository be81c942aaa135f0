"""Reading mails: the outbox, and what came in and was of no use.

Everybody who may look at the outbox sees that a letter left, to whom, and
whether it arrived. What it says is for those who may see its case; in the
demo company, where nobody is real, for everybody at the desk.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Value

from kundenkreis.cases.models import Case
from kundenkreis.cases.queries import visible
from kundenkreis.mail.models import Incoming, Letter
from kundenkreis.teams.reference import company
from kundenkreis.teams.viewer import Viewer

UNSENT = (Letter.State.QUEUED, Letter.State.SENDING, Letter.State.FAILED)
_LINK = re.compile(r"/s/[\w.\-]+")


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One line of the outbox. `subject` is empty for who may not see the case."""

    id: int
    kind: str
    state: str
    case_id: int
    name: str
    address: str
    subject: str
    written_at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class LetterShown:
    """A letter as somebody looks at it.

    `link` is the path of the signed link in it, with which one acts as its
    reader. It is there in the demo only; elsewhere it is taken out of the
    texts as well.
    """

    letter: Letter
    is_readable: bool
    text: str
    html: str
    link: str


@dataclass(frozen=True, slots=True)
class UnusedLine:
    """One mail that became nothing, with the reason."""

    id: int
    received_at: datetime
    sender: str
    subject: str
    state: str
    reason: str


def letters(viewer: Viewer, *, unsent: bool, limit: int, before: int | None = None) -> list[LetterLine]:
    """Return letters, newest first; `before` is the id of the last one seen.

    With `unsent` only those that have not left, or came back.
    """
    found = _marked(viewer).filter(state__in=UNSENT) if unsent else _marked(viewer)
    if before is not None:
        found = found.filter(pk__lt=before)
    columns = ("pk", "kind", "state", "case_id", "person__given_name", "person__family_name", "address", "subject")
    rows = found.order_by("-pk").values_list(*columns, "written_at", "error", "is_readable")[:limit]
    return [
        LetterLine(pk, kind, state, case_id, f"{given} {family}".strip(), address, subject if reads else "", at, error)
        for pk, kind, state, case_id, given, family, address, subject, at, error, reads in rows
    ]


def letter(viewer: Viewer, letter_id: int) -> LetterShown | None:
    """Return one letter, with as much of it as the viewer may read."""
    found = Letter.objects.select_related("person").filter(pk=letter_id).first()
    if found is None:
        return None
    if company().is_demo:
        link = _LINK.search(found.text)
        return LetterShown(found, True, found.text, found.html, link[0] if link else "")
    if not Case.objects.filter(visible(viewer), pk=found.case_id).exists():
        return LetterShown(found, False, "", "", "")
    return LetterShown(found, True, _LINK.sub("/s/…", found.text), _LINK.sub("/s/…", found.html), "")


def unused(*, limit: int, before: int | None = None) -> list[UnusedLine]:
    """Return mails of which nothing became so far, newest first; `before` is the id of the last one seen."""
    found = Incoming.objects.exclude(state=Incoming.State.ACCEPTED)
    if before is not None:
        found = found.filter(pk__lt=before)
    columns = ("pk", "received_at", "sender", "subject", "state", "reason")
    return [UnusedLine(*row) for row in found.order_by("-pk").values_list(*columns)[:limit]]


def _marked(viewer: Viewer) -> "QuerySet[Letter, Letter]":
    """Return all letters, each marked with whether the viewer may read what it says."""
    if company().is_demo:
        return Letter.objects.annotate(is_readable=Value(True))
    of_hers = Case.objects.filter(visible(viewer), pk=OuterRef("case_id"))
    return Letter.objects.annotate(is_readable=Exists(of_hers))
