"""Reading what is being written in a case: drafts, replies on their way, and who is there."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from kundenkreis.cases.models import Case
from kundenkreis.replies.models import Reply
from kundenkreis.teams.viewer import Viewer

# The page tells every 15 s that it is open, and after each pause in typing that somebody writes.
PRESENT_FOR = timedelta(seconds=40)
WRITING_FOR = timedelta(seconds=40)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else who has the case open now."""

    id: int
    name: str
    is_writing: bool


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a reply."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Held:
    """A reply on its way out that can still be taken back by its author until `send_at`."""

    id: int
    author: Author
    text: str
    send_at: datetime
    then: dict[str, Any]


@dataclass(slots=True)
class Desk:
    """What lies on the desk of one case as one person sees it: her drafts by kind, replies on their way, others."""

    drafts: dict[str, str] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    present: list[Present] = field(default_factory=list)


_SQL = """
select 'draft', d.author_id, '', d.kind, d.text, d.saved_at, null::json
  from replies_draft d where d.case_id = %(case)s and d.author_id = %(me)s
union all
select 'held', r.author_id, p.given_name || ' ' || p.family_name, r.id::text, r.text, r.send_at, r.then::json
  from replies_reply r join people_person p on p.id = r.author_id
 where r.case_id = %(case)s and r.state = 'held'
union all
select 'present', s.person_id, p.given_name || ' ' || p.family_name,
       case when s.wrote_at > %(wrote)s then 'writing' else '' end, '', s.seen_at, null
  from replies_presence s join people_person p on p.id = s.person_id
 where s.case_id = %(case)s and s.person_id <> %(me)s and s.seen_at > %(seen)s
"""


def desk(case_id: int, viewer: Viewer, now: datetime) -> Desk:
    """Return what lies on the desk of a case the viewer was already shown, in one statement."""
    seen: dict[str, int | datetime] = {
        "case": case_id,
        "me": viewer.id,
        "wrote": now - WRITING_FOR,
        "seen": now - PRESENT_FOR,
    }
    found = Desk()
    with connection.cursor() as cursor:
        cursor.execute(_SQL, seen)
        rows = cursor.fetchall()
    for what, person_id, name, key, text, at, then in rows:
        if what == "draft":
            found.drafts[key] = text
        elif what == "held":
            found.held.append(Held(int(key), Author(person_id, name.strip()), text, at, then or {}))
        else:
            found.present.append(Present(person_id, name.strip(), key == "writing"))
    return found


def unread(case: Case, seen: int) -> int:
    """Return how many messages and replies on their way came after `seen`, the `Case.changed` that somebody has read.

    The number only grows, so a reply that was taken back stays counted in
    it; it is nothing to read and is left out here.
    """
    if case.changed <= seen:
        return 0
    gone = Reply.objects.filter(case=case, state=Reply.State.TAKEN_BACK, changed__gt=seen).count()
    return case.changed - seen - gone


def taken_back(reply_id: int, author_id: int) -> dict[str, Any] | None:
    """Return what was to go with a reply that its author took back, to offer it again beside the text."""
    own = Reply.objects.filter(pk=reply_id, author_id=author_id, state=Reply.State.TAKEN_BACK)
    return own.values_list("then", flat=True).first()
