"""Finding the newest cases that hold some words, among those a viewer may see.

A search never collects all matches of a common word. It looks through the
newest stretches of case numbers first and stops when the page is full. If
those show the words to be rare, one look at all the rest is cheap, because
the index walks along the rarest word; otherwise it goes on stretch by
stretch.
"""

import re
from typing import Any

from django.db import connection

from kundenkreis.cases.search.vector import STRETCH
from kundenkreis.cases.search.words import Terms
from kundenkreis.teams.viewer import Viewer

# So many stretches are looked through before deciding how to go on.
_FIRST_LOOK = 8
# Fewer hits than this in them mean that the words are rare.
_RARE = 6
_LEXEME = re.compile(r"'(?:[^']|'')+'")

# `offset 0` keeps the database from walking through all cases by number instead of using the words.
_SQL = """
with top as (select least(coalesce(max(case_id), 0), %(before)s - 1) / {stretch} as no from cases_searchtext),
first as materialized (
    select hit.case_id from top
    cross join lateral generate_series(top.no, greatest(top.no - {first_look} + 1, 0), -1) as st(no)
    cross join lateral ({in_stretch}) as hit limit %(limit)s),
seen as materialized (select count(*) as n from first),
onwards as (
    select hit.case_id from top
    cross join lateral generate_series(top.no - {first_look}, 0, -1) as st(no)
    cross join lateral ({in_stretch}) as hit
    where (select n from seen) between {rare} and %(limit)s - 1 limit %(limit)s),
rest as (
    select case_id from (
        select s.case_id from cases_searchtext s where {words} and s.vector @@ %(desks)s::tsquery offset 0) as found
    where (select n from seen) < least({rare}, %(limit)s)
      and case_id < (select (no - {first_look} + 1) * {stretch} from top)
    order by case_id desc limit %(limit)s),
own as (
    select case_id from (
        select s.case_id from cases_searchtext s where {own_words} and s.vector @@ %(person)s::tsquery offset 0) as found
    where case_id < %(before)s order by case_id desc limit %(limit)s)
select case_id from first union select case_id from onwards union select case_id from rest
union select case_id from own order by case_id desc limit %(limit)s
"""
_IN_STRETCH = """
        select case_id from (
            select s.case_id from cases_searchtext s
            where {words} and s.vector @@ replace(%(stretched)s, '#', st.no::text)::tsquery offset 0) as found
        where case_id < %(before)s order by case_id desc limit %(limit)s"""


def newest(viewer: Viewer, terms: Terms, limit: int, before: int | None = None) -> list[int]:
    """Return the numbers of the newest cases found, newest first; `before` is the last one seen.

    At her desk the viewer finds by the team's notes too, as requester or
    follower only by what she may read. Whoever shows the cases asks once
    more whether the viewer may see them, since marks in the index may be
    older than a change of hands.
    """
    if terms.is_empty:
        return []
    words, values = condition(terms)
    own_words, own_values = condition(terms, readable_only=True, prefix="own")
    marks = [f"t{team}" for team in viewer.seen_teams] + [f"c{kind}" for kind in sorted(viewer.named_types)]
    marks.append(f"a{viewer.id}")
    in_stretch = _IN_STRETCH.format(words=words)
    sql = _SQL.format(
        words=words, own_words=own_words, in_stretch=in_stretch, stretch=STRETCH, first_look=_FIRST_LOOK, rare=_RARE
    )
    values |= own_values | {
        "desks": "|".join(f"'§{m}'" for m in marks),
        "stretched": "|".join(f"'§{m}.#'" for m in marks),
        "person": f"'§p{viewer.id}'",
        "before": before or 2**62,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [number for (number,) in cursor.fetchall()]


def condition(terms: Terms, *, readable_only: bool = False, prefix: str = "w") -> tuple[str, dict[str, Any]]:
    """Return the condition that `s.vector` holds the words, and its named values.

    It has one part a word, so that the index can walk the words side by
    side. `readable_only` leaves out what only the team's notes say.
    """
    queries = [f"({q})" for q in terms.needed]
    if terms.excluded:
        queries[0] += f" & !({terms.excluded})"
    if readable_only:
        queries = [_LEXEME.sub(_without_notes, q) for q in queries]
    sql = " and ".join(f"s.vector @@ %({prefix}{no})s::tsquery" for no in range(len(queries)))
    return sql, {f"{prefix}{no}": q for no, q in enumerate(queries)}


def _without_notes(lexeme: re.Match[str]) -> str:
    """Limit a lexeme to the weights a requester may read; marks have none."""
    return lexeme[0] if lexeme[0].startswith("'§") else f"{lexeme[0]}:ABC"
