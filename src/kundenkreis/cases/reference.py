"""Request types, kept in the process."""

from dataclasses import dataclass
from typing import Any

from kundenkreis.base.reference import Reference
from kundenkreis.cases.models import RequestType


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What steps and pages need to know about a request type."""

    id: int
    name: str
    name_en: str
    purpose: str
    purpose_en: str
    short_name: str
    icon: str
    team_id: int | None
    to_customer_team: bool
    form: list[dict[str, Any]]
    process: list[dict[str, Any]]
    is_confidential: bool
    is_active: bool
    skills: frozenset[int]
    readers: frozenset[int]

    def title(self, language: str) -> str:
        """Return the name in the reader's language."""
        return self.name_en if language == "en" and self.name_en else self.name

    def brief(self, language: str) -> str:
        """Return the name for narrow columns. The short name has one language; for readers of English the whole one."""
        return self.name_en if language == "en" and self.name_en else self.short_name

    def sentence(self, language: str) -> str:
        """Return the purpose sentence in the reader's language."""
        return self.purpose_en if language == "en" and self.purpose_en else self.purpose


def _types() -> dict[int, TypeFacts]:
    found = RequestType.objects.prefetch_related("skills", "readers")
    return {t.pk: _facts(t) for t in found}


def _facts(t: RequestType) -> TypeFacts:
    return TypeFacts(
        id=t.pk,
        name=t.name,
        name_en=t.name_en,
        purpose=t.purpose,
        purpose_en=t.purpose_en,
        short_name=t.short_name or t.name,
        icon=t.icon,
        team_id=t.team_id,
        to_customer_team=t.to_customer_team,
        form=t.form,
        process=t.process,
        is_confidential=t.is_confidential,
        is_active=t.is_active,
        skills=frozenset(s.pk for s in t.skills.all()),
        readers=frozenset(p.pk for p in t.readers.all()),
    )


types = Reference(_types)


def colleague_type() -> TypeFacts | None:
    """Return the type by which one colleague asks another: the one that belongs to no team."""
    return next((t for t in types().values() if t.team_id is None and t.is_active), None)
