"""What is promised before somebody sends a request: by when, and by whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kundenkreis.cases.models import Impact, Pressure
from kundenkreis.cases.reference import TypeFacts
from kundenkreis.cases.urgency import urgency_of
from kundenkreis.promises.clock import due_for
from kundenkreis.promises.targets import targets_for
from kundenkreis.teams.faces import Face
from kundenkreis.teams.reference import teams
from kundenkreis.web.portal.words import promised, working_hours

FACES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Before:
    """The promises that a request would carry if it were sent now, each as (what by when, how much work)."""

    answer: tuple[str, str]
    solution: tuple[str, str]
    solution_at: datetime


def before(wanted: TypeFacts, team_id: int | None, impact: int, pressure: int, now: datetime) -> Before | None:
    """Return what would be promised now; None as long as the company has no working calendar."""
    urgency = urgency_of(impact, pressure)
    targets = targets_for(wanted.id, urgency)
    try:
        answer_at = due_for(wanted.id, urgency, team_id, "first_answer", now)
        solution_at = due_for(wanted.id, urgency, team_id, "solution", now)
    except LookupError:
        return None
    return Before(
        (promised("first_answer", answer_at, now), working_hours(targets.first_answer)),
        (promised("solution", solution_at, now), working_hours(targets.solution)),
        solution_at,
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be asked for: with its team, some faces (`more` are not shown) and the promised time."""

    id: int
    icon: str
    title: str
    sentence: str
    team: str
    faces: Sequence[Face]
    more: int
    answer: str
    work: str
    at_once: str


def offers(
    wanted: Iterable[tuple[TypeFacts, int | None]], faces: Mapping[int, Sequence[Face]], language: str, now: datetime
) -> list[Offer]:
    """Return what can be asked for; each type comes with the team that would answer this requester."""
    return [_offer(one, team_id, faces.get(team_id or 0, ()), language, now) for one, team_id in wanted]


def _offer(one: TypeFacts, team_id: int | None, faces: Sequence[Face], language: str, now: datetime) -> Offer:
    usual = before(one, team_id, Impact.ME, Pressure.THIS_WEEK, now)
    urgent = targets_for(one.id, urgency_of(Impact.MANY, Pressure.STANDSTILL)).first_answer
    team = teams().get(team_id or 0)
    return Offer(
        id=one.id,
        icon=one.icon,
        title=one.title(language),
        sentence=one.sentence(language),
        team=team.name if team else "",
        faces=faces[:FACES_SHOWN],
        more=max(0, len(faces) - FACES_SHOWN),
        answer=usual.answer[0] if usual else "",
        work=usual.answer[1] if usual else "",
        at_once=working_hours(urgent),
    )
