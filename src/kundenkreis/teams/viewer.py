"""Who asks. Every read takes a viewer and shows what she may see."""

from dataclasses import dataclass, field

MANAGEMENT, HR, WORKS_COUNCIL, ADMIN = "management", "hr", "works_council", "admin"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A signed-in person with everything that decides what she may see and do.

    `teams` are those she works in, `coached` those she coaches,
    `named_types` the confidential request types she is named for.
    """

    id: int
    name: str
    given_name: str = ""
    language: str = "de"
    zone: str = "Europe/Berlin"
    roles: frozenset[str] = field(default_factory=frozenset)
    teams: tuple[int, ...] = ()
    coached: tuple[int, ...] = ()
    named_types: frozenset[int] = field(default_factory=frozenset)
    is_employee: bool = False
    dense: bool = True
    single_keys: bool = True

    @property
    def seen_teams(self) -> tuple[int, ...]:
        """The teams whose cases she may read."""
        return self.teams + self.coached

    @property
    def works(self) -> bool:
        """Whether she has a desk: a queue to look at."""
        return bool(self.teams or self.coached)
