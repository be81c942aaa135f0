"""On whose behalf somebody can ask, and who would answer."""

from dataclasses import dataclass

from django.db import connection

from kundenkreis.cases.reference import TypeFacts, types


@dataclass(frozen=True, slots=True)
class AskingFor:
    """An account of the person who asks: an organisation, and the team that answers its concerns (None: none yet)."""

    id: int
    organisation_id: int
    organisation: str
    function: str
    team_id: int | None

    def team_for(self, wanted: TypeFacts) -> int | None:
        """Return the team that would answer; the same as `routing.team_for`, without asking the database again."""
        return (self.team_id if wanted.to_customer_team else None) or wanted.team_id


_SQL = """
select a.id, a.organisation_id, o.name, a.function, r.team_id
  from people_account a
  join people_organisation o on o.id = a.organisation_id
  left join teams_responsibility r on r.organisation_id = a.organisation_id
 where a.person_id = %s
 order by a.is_main desc, a.id
"""


def accounts_of(person_id: int) -> list[AskingFor]:
    """Return the accounts of a person, the main one first, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [person_id])
        return [AskingFor(*row) for row in cursor.fetchall()]


def offered() -> list[TypeFacts]:
    """Return what can be asked of a team, in the order of the settings."""
    return [wanted for wanted in types().values() if wanted.is_active and wanted.team_id is not None]


def usual() -> TypeFacts | None:
    """Return the type for a concern in one's own words: an open one, if possible of the customer's own team."""
    open_to_all = [wanted for wanted in offered() if not wanted.is_confidential]
    return next((wanted for wanted in open_to_all if wanted.to_customer_team), next(iter(open_to_all), None))
