"""The place of a case where the words stand, for lists of what was found.

Marking in Python costs a tenth of what `ts_headline` does, because only a
few short texts are looked at and no dictionary is asked: a word counts as
found where it begins with the stem, with or without its umlaut.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from kundenkreis.cases.search.words import Terms
from kundenkreis.teams.viewer import Viewer

# So many characters of so many newest messages are looked at.
_LOOKED_AT, _MESSAGES = 1_200, 5
_BEFORE, _AFTER = 60, 140
_LEXEME = re.compile(r"'((?:[^']|'')+)'")
_VARIANTS = {"a": "[aä]", "o": "[oö]", "u": "[uü]"}
Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Told:
    """What a case says of itself besides its face: when it came in, and its newest texts the viewer may read."""

    received_at: datetime
    texts: tuple[str, ...]


_SQL = """
select c.id, c.received_at, array(
    select left(m.text, %(looked_at)s) from cases_message m
    where m.case_id = c.id
      and (m.by <> 'note' or (c.team_id = any(%(teams)s) or c.taken_by_id = %(me)s)
                             and (not c.is_confidential or c.type_id = any(%(types)s)))
    order by m.at desc, m.id desc limit %(messages)s)
from cases_case c where c.id = any(%(ids)s)
"""


def told(viewer: Viewer, case_ids: Sequence[int]) -> dict[int, Told]:
    """Return the newest texts of cases the viewer may see, by number; notes only to the team's side of the desk."""
    if not case_ids:
        return {}
    values: dict[str, int | list[int]] = {
        "ids": list(case_ids),
        "me": viewer.id,
        "teams": list(viewer.seen_teams),
        "types": list(viewer.named_types),
        "looked_at": _LOOKED_AT,
        "messages": _MESSAGES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        return {pk: Told(received_at, tuple(texts)) for pk, received_at, texts in cursor.fetchall()}


def pattern_of(terms: Terms) -> re.Pattern[str] | None:
    """Return what finds the words of a query in a text, or None if nothing is looked for."""
    stems = {stem.replace("''", "'") for query in terms.needed for stem in _LEXEME.findall(query)}
    words = sorted((_spelt(stem) for stem in stems if not stem.startswith("§")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})\w*", re.IGNORECASE) if words else None


def _spelt(stem: str) -> str:
    """Return a pattern for a stem; stems have lost their umlauts, texts have not."""
    return "".join(_VARIANTS.get(letter, re.escape(letter)) for letter in stem).replace("ss", "(?:ss|ß)")


def excerpt(texts: Iterable[str], pattern: re.Pattern[str] | None) -> list[Piece]:
    """Return the surroundings of the first place where a word stands, in pieces; found words are marked true.

    Without any, the beginning of the first text.
    """
    beginning: list[Piece] = []
    for text in (" ".join(text.split()) for text in texts):
        found = pattern.search(text) if pattern else None
        if found:
            return marked(_around(text, found.start()), pattern)
        beginning = beginning or [(_around(text, 0), False)]
    return beginning


def _around(text: str, at: int) -> str:
    """Cut a text around a place, at spaces, with an ellipsis where something is left out."""
    start = max(0, at - _BEFORE)
    end = min(len(text), at + _AFTER)
    if start:
        start = text.find(" ", start, at) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", at, end), at + 1)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def marked(text: str, pattern: re.Pattern[str] | None) -> list[Piece]:
    """Cut a text into pieces; found words are marked true."""
    pieces: list[Piece] = []
    last = 0
    for found in pattern.finditer(text) if pattern else ():
        pieces += [(text[last : found.start()], False), (found[0], True)]
        last = found.end()
    return [piece for piece in [*pieces, (text[last:], False)] if piece[0]]
