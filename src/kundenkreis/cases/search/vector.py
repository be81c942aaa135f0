"""What a case is found by, as one vector in the database.

Words are stored as German and as English stems, because a case may hold
both languages and nobody says which. Weights tell what a word belongs to:
A number, subject and names, B conversation, C answers of the form, D the
team's own notes, which a requester's search must never touch.

Marks say who may look. They begin with `§`, which no word can:

- a desk: `§t7` the cases of team 7, `§c3` those of confidential type 3,
  `§a5` those taken by person 5;
- the same with a stretch of case numbers, `§t7.99`: a search for a common
  word reads the newest stretches and stops, instead of collecting all
  matches of all years;
- `§p5` requester or follower, `§o9` organisation.
"""

from collections.abc import Iterable

from django.db import connection

# As many case numbers share one mark; measured, see docs/explanation/performance.md.
STRETCH = 2_000
# A vector may hold 1 MB. This many characters stay below, whatever the alphabet.
_LONGEST_MESSAGE, _LONGEST_CONVERSATION = 8_000, 60_000


def _stems(text: str, weight: str) -> str:
    """Return SQL for the stems of an SQL text expression in both languages."""
    return f"setweight(to_tsvector('german', {text}) || to_tsvector('english', {text}), '{weight}')"


_CONVERSATION = f"""
    select left(string_agg(left(m.text, {_LONGEST_MESSAGE}), E'\\n' order by m.id desc), {_LONGEST_CONVERSATION})
    from cases_message m where m.case_id = c.id and m.by """

_SQL = f"""
insert into cases_searchtext (case_id, vector)
select c.id,
       array_to_tsvector(array_remove(
           array[marks.desk, marks.desk || '.' || marks.stretch, marks.taker, marks.taker || '.' || marks.stretch,
                 '§p' || c.person_id, '§o' || c.organisation_id] || marks.followers, null))
       || {_stems("texts.head", "A")}
       || {_stems("texts.said", "B")}
       || {_stems("texts.answers", "C")}
       || {_stems("texts.noted", "D")}
from cases_case c
join people_person p on p.id = c.person_id
join people_organisation o on o.id = c.organisation_id
cross join lateral (select
    case when c.is_confidential then '§c' || c.type_id else '§t' || c.team_id end as desk,
    '§a' || c.taken_by_id as taker,
    c.id / {STRETCH} as stretch,
    array(select '§p' || w.person_id from cases_watcher w where w.case_id = c.id) as followers) as marks
cross join lateral (select
    concat_ws(' ', c.id, c.subject, p.given_name, p.family_name, o.name) as head,
    coalesce(({_CONVERSATION} <> 'note'), '') as said,
    coalesce(({_CONVERSATION} = 'note'), '') as noted,
    coalesce((select left(string_agg(a.value #>> '{{}}', ' '), {_LONGEST_MESSAGE})
              from jsonb_path_query(c.answers, 'strict $.** ? (@.type() == "string" || @.type() == "number")')
                   as a(value)), '') as answers) as texts
where c.id = any(%s)
on conflict (case_id) do update set vector = excluded.vector
"""


def refresh(case_ids: Iterable[int]) -> None:
    """Store anew what some cases are found by, in one statement.

    Call it in the transaction that changed a case's texts, names, team,
    type, followers or answers.
    """
    wanted = sorted(set(case_ids))
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute(_SQL, [wanted])
