"""The promises of several cases, in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields

from kundenkreis.promises.models import Promise
from kundenkreis.promises.of_case import Promised

_COLUMNS = [{"given_by": "given_by_id"}.get(field.name, field.name) for field in fields(Promised)]


def of_cases(case_ids: Iterable[int]) -> Mapping[int, list[Promised]]:
    """Return the promises of cases by case: what is owed by its date, then what is settled from the newest on.

    The cases must be such as the person who asks may see.
    """
    found: defaultdict[int, list[Promised]] = defaultdict(list)
    for case_id, *row in Promise.objects.filter(case_id__in=list(case_ids)).values_list("case_id", *_COLUMNS):
        found[case_id].append(Promised(*row))
    for promises in found.values():
        promises.sort(key=_place)
    return found


def _place(promise: Promised) -> tuple[bool, float, int]:
    if promise.settled_at is None:
        return (False, promise.due_at.timestamp(), promise.no)
    return (True, -promise.settled_at.timestamp(), promise.no)
