"""SQL that repeats played cases: other requesters, other words, other weeks; everything else stays as it was played."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, Model

from bench import words
from kundenkreis.cases.models import Case, Message, Step
from kundenkreis.ledger.models import Fact
from kundenkreis.promises.models import Promise
from kundenkreis.queue.models import Place

WEEKS = 104
# The table of cases first: the others belong to it. What names the case, and what names the requester.
TABLES: dict[type[Model], tuple[str, frozenset[str]]] = {
    Case: ("id", frozenset()),
    Message: ("case_id", frozenset({"author_id"})),
    Step: ("case_id", frozenset()),
    Fact: ("thing_id", frozenset({"actor_id"})),
    Promise: ("case_id", frozenset()),
    Place: ("case_id", frozenset()),
}
_PLANNED = frozenset({"account_id", "person_id", "organisation_id", "customer_class"})
_WRITTEN = frozenset({"text", "subject"})
# One line a case: which played case it repeats, moved by how much, asked by whom. The newest tenth is open.
_PLAN = """
create unlogged table bench_plan as
with accounts as (
    select row_number() over (order by a.id) - 1 as no, a.id, a.person_id, a.organisation_id, o.customer_class
    from people_account a join people_organisation o on o.id = a.organisation_id
    join people_person p on p.id = a.person_id where p.email like 'r%%'),
numbered as (
    select n as id, n > %(closed)s as is_open,
           case when n <= %(closed)s
                then 1 + ((n - 1) * %(weeks)s %% %(closed)s) * %(closed_played)s / %(closed)s
                else %(closed_played)s + 1 + (n - %(closed)s - 1) * %(open_played)s / (%(all)s - %(closed)s)
           end as played,
           case when n <= %(closed)s then (n - 1) * %(weeks)s / %(closed)s - %(weeks)s + 1 else 0 end as weeks
    from generate_series(1::bigint, %(all)s) as n)
select numbered.id, played, is_open,
       weeks * interval '1 week' + (numbered.id * 7919 %% 57000) * interval '1 ms' as moved,
       accounts.id as account_id, person_id, organisation_id, customer_class,
       (%(vocabulary)s::text[])[1 + (numbered.id * 104729 %% %(words)s)] as word,
       'A-' || numbered.id * 37 as number
from numbered join accounts on accounts.no = numbered.id * 2654435761 %% (select count(*) from accounts)
"""


def plan(count: int, closed_played: int, open_played: int) -> None:
    """Say for every case which played one it repeats. Played cases are numbered from 1, the open ones last."""
    vocabulary = words.vocabulary()
    values = {
        "all": count,
        "closed": count - count // 10,
        "weeks": WEEKS,
        "closed_played": closed_played,
        "open_played": open_played,
        "vocabulary": vocabulary,
        "words": len(vocabulary),
    }
    execute(_PLAN, values)
    execute("alter table bench_plan add primary key (id)")
    execute("analyze bench_plan")


def keep_played() -> None:
    """Put the played cases aside and empty their tables."""
    for model in TABLES:
        execute(f"create unlogged table {_aside(model)} as table {model._meta.db_table}")
    tables = ", ".join(model._meta.db_table for model in TABLES)
    execute(f"truncate {tables}, cases_searchtext restart identity cascade")


def statement(model: type[Model], requester: int) -> str:
    """Return the statement that repeats the rows of one table for cases of two numbers, from and to."""
    key, people = TABLES[model]
    fields = [f for f in model._meta.concrete_fields if key in ("id", f.column) or not f.primary_key]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    values = ", ".join(_value(f, key, people, requester) for f in fields)
    return f"""
        insert into {model._meta.db_table} ({columns}) select {values}
        from bench_plan p join {_aside(model)} t on t.{key} = p.played
        where p.id between %s and %s order by p.id{", t.id" if key != "id" and model is not Place else ""}"""


def _value(field: "Field[Any, Any]", key: str, people: Iterable[str], requester: int) -> str:
    column = f't."{field.column}"'
    if field.column == key:
        return "p.id"
    if field.column in people:
        return f"case when {column} = {requester} then p.person_id else {column} end"
    if field.column in _PLANNED and "account_id" in {f.column for f in field.model._meta.concrete_fields}:
        return f"p.{field.column}"
    if field.column in _WRITTEN:
        return f"replace(replace({column}, '{words.WORD}', p.word), '{words.NUMBER}', p.number)"
    if field.column == "organisation_id":
        return "p.organisation_id"
    return f"{column} + p.moved" if isinstance(field, DateTimeField) else column


def _aside(model: type[Model]) -> str:
    return f"bench_{model._meta.db_table}"


def let_go() -> None:
    """Remove what was put aside and the plan."""
    for name in ("bench_plan", *(_aside(model) for model in TABLES)):
        execute(f"drop table {name}")


def execute(sql: str, values: Any = None) -> list[tuple[Any, ...]]:
    """Run one statement and return its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def without_lesser_indexes(tables: Iterable[str], work: Callable[[], None], kept: str) -> None:
    """Do work on tables without those indexes that hold no constraint, except those named like `kept`."""
    found = execute(
        """select i.indexname, i.indexdef from pg_indexes i
           where i.tablename = any(%s) and i.indexname !~ %s
             and not exists (select from pg_constraint c where c.conname = i.indexname)
             and i.indexdef not like 'CREATE UNIQUE%%'""",
        [list(tables), kept],
    )
    for name, _definition in found:
        execute(f'drop index "{name}"')
    work()
    for _name, definition in found:
        execute(definition)
