"""Finding who is on the phone or at the counter, and what she asked for already."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q

from kundenkreis.base.text import clean, sort_key
from kundenkreis.cases.customers import MAIN_ACCOUNT, SHOWN_PERSON, escaped, who
from kundenkreis.cases.models import Case
from kundenkreis.cases.queries import visible
from kundenkreis.teams.viewer import Viewer

MOST_WORDS, LEAST_DIGITS, MOST_DIGITS = 6, 3, 15
_PHONE = re.compile(r"[\d\s()+/.-]+", re.ASCII)
# What stands before a number depends on where one calls from: 0821 123, +49 821 123 and 0049 821 123 are one number.
_PREFIX = re.compile(r"^(?:00\d\d|0)?")


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may be meant; organisation and function are those of her main account."""

    id: int
    name: str
    customer_class: str
    organisation: str
    function: str
    phone: str
    email: str


_FOUND = """
select p.id, trim(p.given_name || ' ' || p.family_name), o.customer_class, o.name, a.function, p.phone,
       coalesce(p.email, '')
  from people_person p {main}
 where p.is_active and {wanted} and {shown}
 order by p.name_key, p.id limit %(limit)s
"""
_HAS_WORD = """
(' ' || p.name_key like %({word})s or p.email like %({mail})s
 or exists(select from people_contactpoint c where c.person_id = p.id and c.kind = 'email' and c.value like %({mail})s)
 or exists(select from people_account x join people_organisation q on q.id = x.organisation_id
            where x.person_id = p.id and ' ' || q.name_key like %({word})s))
"""
# As `people.models.last_digits_first` says it for the index: from the last digit on.
_HAS_NUMBER = """
p.id in (select id from people_person
          where reverse(regexp_replace(phone, '[^0-9]', '', 'g')) collate "C" like %(number)s
         union all
         select person_id from people_contactpoint
          where kind = 'phone' and reverse(regexp_replace(value, '[^0-9]', '', 'g')) collate "C" like %(number)s)
"""


def find_callers(viewer: Viewer, text: str, *, limit: int) -> list[Caller]:
    """Return the customers that fit what was typed, by name, in one statement; no text finds nobody.

    Digits are the end of a phone number, however it is written. Of other
    texts every word must begin a word of the name or of an organisation,
    or the e-mail address. Only people are found whom the viewer may see.
    """
    number = digits_of(text)
    words = [] if number else clean(text).split()[:MOST_WORDS]
    if not number and not words:
        return []
    values: dict[str, Any] = {**who(viewer), "limit": limit, "number": f"{number[::-1]}%"}
    conditions = [_HAS_NUMBER] if number else []
    for no, word in enumerate(words):
        conditions.append(_HAS_WORD.format(word=f"word{no}", mail=f"mail{no}"))
        values |= {f"word{no}": f"% {escaped(sort_key(word))}%", f"mail{no}": f"{escaped(word.lower())}%"}
    wanted = " and ".join(conditions)
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(main=MAIN_ACCOUNT, shown=SHOWN_PERSON, wanted=wanted), values)
        return [Caller(*row) for row in cursor.fetchall()]


def digits_of(text: str) -> str:
    """Return the digits of a phone number without what depends on where one calls from; empty if it is none."""
    typed = clean(text).strip()
    if not _PHONE.fullmatch(typed):
        return ""
    digits = re.sub(r"[^0-9]", "", typed.replace("+", "00").replace("(0)", ""))
    digits = _PREFIX.sub("", digits, count=1)
    return digits if LEAST_DIGITS <= len(digits) <= MOST_DIGITS else ""


def open_cases_of(viewer: Viewer, person_id: int, organisation_ids: list[int], *, limit: int) -> list[Case]:
    """Return the open requests of a caller and of those she speaks for that the viewer may see: her own first."""
    own = Q(person_id=person_id)
    asked = Case.objects.filter(visible(viewer), own | Q(organisation_id__in=organisation_ids), state=Case.State.OPEN)
    own_first = ExpressionWrapper(own, BooleanField()).desc()
    return list(asked.select_related("person", "taken_by").order_by(own_first, "-pk")[:limit])
