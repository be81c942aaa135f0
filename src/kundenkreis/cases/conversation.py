"""What was said in a case, newest stretch first, in one statement.

A case may have thousands of messages; a page shows the newest and gets
older ones by the place of the oldest it has.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kundenkreis.cases.models import Case
from kundenkreis.cases.queries import reads_notes
from kundenkreis.teams.viewer import Viewer

STRETCH = 50
FIRST_PLACE = (datetime.fromisoformat("9999-01-01T00:00:00+00:00"), 0)


@dataclass(frozen=True, slots=True)
class File:
    """An attachment of a message; `size` in bytes."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Said:
    """One message with its author's name (empty for the product itself) and its files."""

    id: int
    by: str
    author_id: int | None
    author: str
    channel: str
    at: datetime
    text: str
    is_automatic: bool
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some messages in a row, oldest first; `has_older` says that more came before them."""

    messages: tuple[Said, ...]
    has_older: bool

    @property
    def start(self) -> datetime | None:
        """When the first message of the stretch was written; None without messages."""
        return self.messages[0].at if self.messages else None


_SQL = """
select m.id, m.by, m.author_id, coalesce(trim(p.given_name || ' ' || p.family_name), ''), m.channel, m.at, m.text,
       m.is_automatic,
       (select json_agg(json_build_array(a.id, a.name, a.size) order by a.id)
          from cases_attachment a where a.message_id = m.id)
  from cases_message m left join people_person p on p.id = m.author_id
 where m.case_id = %s and (m.at, m.id) < (%s, %s) and (m.by <> 'note' or %s)
 order by m.at desc, m.id desc limit %s
"""


def stretch(case: Case, viewer: Viewer, before: tuple[datetime, int] = FIRST_PLACE, limit: int = STRETCH) -> Stretch:
    """Return the newest messages before a place (time and id of a message) that the viewer may read.

    A note is read by the team only. `case` is one that `queries.find` gave
    this viewer.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [case.pk, before[0], before[1], reads_notes(viewer, case), limit + 1])
        rows = cursor.fetchall()
    newest = [_said(row) for row in rows[:limit]]
    return Stretch(tuple(reversed(newest)), has_older=len(rows) > limit)


def _said(row: tuple[Any, ...]) -> Said:
    pk, by, author_id, author, channel, at, text, is_automatic, files = row
    return Said(pk, by, author_id, author, channel, at, text, is_automatic, tuple(File(*file) for file in files or ()))
