"""What people say they can do, read for suggestions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kundenkreis.cases.reference import types
from kundenkreis.queue.skills import Declared, Fit, fit_of
from kundenkreis.teams.models import PersonSkill


def declared(person_ids: Iterable[int]) -> Mapping[int, dict[int, Declared]]:
    """Return the skills some people declare: by person, by skill. One statement."""
    rows = PersonSkill.objects.filter(person_id__in=list(person_ids))
    found: defaultdict[int, dict[int, Declared]] = defaultdict(dict)
    for person_id, skill_id, level, wants in rows.values_list("person_id", "skill_id", "level", "wants_practice"):
        found[person_id][skill_id] = Declared(level, wants)
    return found


def fits_of(person_id: int) -> dict[int, Fit]:
    """Return for every request type how a person's skills meet it. One statement."""
    own = declared([person_id])[person_id]
    return {t.id: fit_of(t.skills, own) for t in types().values()}
