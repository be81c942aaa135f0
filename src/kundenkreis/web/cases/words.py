"""How the things of a case are called on its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from kundenkreis.cases.history import Names
from kundenkreis.cases.models import Case, Impact, Pressure, Urgency
from kundenkreis.promises.models import Promise
from kundenkreis.promises.of_case import Promised
from kundenkreis.teams.reference import teams
from kundenkreis.web.times import when


def promise_title(promise: Promised) -> str:
    """Return what was promised in its own words, else the name of its kind."""
    return promise.text or str(Promise.Kind(promise.kind).label)


def names(promises: Iterable[Promised], now: datetime) -> Names:
    """Return the names that the history of a case needs."""
    return Names(
        when=lambda moment: when(moment, now),
        teams={team.id: team.name for team in teams().values()},
        promises={promise.no: promise_title(promise) for promise in promises},
    )


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What the choices of a case are called."""

    urgency: str
    impact: str
    pressure: str
    channel: str
    outcome: str


def case_words(case: Case) -> CaseWords:
    """Return the words for the choices of a case; Django's own way builds the list of choices for every word."""
    return CaseWords(
        urgency=str(Urgency(case.urgency).label),
        impact=str(Impact(case.impact).label),
        pressure=str(Pressure(case.pressure).label),
        channel=came_by(case.channel),
        outcome=str(Case.Outcome(case.outcome).label) if case.outcome else "",
    )


def came_by(channel: str) -> str:
    """Return how a message came or went."""
    return str(Case.Channel(channel).label) if channel in Case.Channel.values else ""


# Reasons that the rules themselves give.
_BY_RULE = {
    "reopened": gettext_lazy("The request was opened again."),
    "step not needed": gettext_lazy("The step was not needed."),
}


def broken_reason(reason: str) -> str:
    """Return the reason of a promise in words."""
    return str(_BY_RULE[reason]) if reason in _BY_RULE else reason
