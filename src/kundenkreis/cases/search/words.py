"""Reading what somebody typed into a search field."""

import re
from dataclasses import dataclass

from django.db import connection

from kundenkreis.base.text import clean, sort_key

LONGEST, MOST_WORDS = 200, 8
# A name's beginning is understood from so many letters on, and while so few names begin with it.
LEAST_LETTERS, MOST_NAMES = 2, 20
_PARTS = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_LARGEST_NUMBER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a quoted phrase; `excluded` ones must not occur."""

    text: str
    phrase: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """A query made ready for the database.

    `needed` are tsqueries that must all match, `excluded` is one that must
    not (or empty). `number` is the case number, if nothing else was typed.
    """

    needed: tuple[str, ...] = ()
    excluded: str = ""
    number: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for, for example only words like "and"."""
        return not self.needed


def read(text: str) -> list[Word]:
    """Split a query into words and "quoted phrases"; a leading minus excludes. Anything can be typed."""
    found = []
    for minus, quoted, bare in _PARTS.findall(clean(text)[:LONGEST]):
        word = (quoted or bare).strip()
        if any(c.isalnum() for c in word):
            found.append(Word(word, phrase=bool(quoted), excluded=bool(minus)))
    return found[:MOST_WORDS]


# Each word is looked for by its German and its English stem, and as the beginning of a family or company name.
_STEMS = f"""
select (phraseto_tsquery('german', w.text) || phraseto_tsquery('english', w.text))::text,
       case when length(w.key) >= {LEAST_LETTERS} then
         array(select '''§p' || id || '''' from
                 (select id, name_key from people_person where name_key >= w.key order by name_key, id
                  limit {MOST_NAMES + 1}) as n where starts_with(name_key, w.key)) end,
       case when length(w.key) >= {LEAST_LETTERS} then
         array(select '''§o' || id || '''' from
                 (select id, name_key from people_organisation where name_key >= w.key order by name_key, id
                  limit {MOST_NAMES + 1}) as n where starts_with(name_key, w.key)) end
from unnest(%s::text[], %s::text[]) with ordinality as w(text, key, no) order by w.no
"""


def terms(text: str) -> Terms:
    """Make a query ready: one statement, whatever was typed."""
    words = read(text)
    if not words:
        return Terms()
    keys = ["" if w.excluded else sort_key(w.text) for w in words]
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [[w.text for w in words], keys])
        queries = [_query(*row) for row in cursor.fetchall()]
    needed = [q for q, w in zip(queries, words, strict=True) if q and not w.excluded]
    excluded = [q for q, w in zip(queries, words, strict=True) if q and w.excluded]
    return Terms(tuple(needed), "|".join(f"({q})" for q in excluded), _number(words))


def _query(stems: str, persons: list[str] | None, organisations: list[str] | None) -> str:
    names = [n for found in (persons, organisations) if found and len(found) <= MOST_NAMES for n in found]
    return "|".join([f"({stems})"] * bool(stems) + names)


def _number(words: list[Word]) -> int | None:
    """Return the case number, if one number is all that was typed; a leading # or No. sign does not hurt."""
    text = words[0].text.lstrip("#") if len(words) == 1 and not words[0].excluded else ""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    return number if 0 < number <= _LARGEST_NUMBER else None
