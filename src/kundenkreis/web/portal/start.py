"""The start of the portal: what can be asked for, one's own open requests, and how to reach the team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from kundenkreis.cases.asking import AskingFor, accounts_of, offered, usual
from kundenkreis.cases.mine import Own, own_cases
from kundenkreis.cases.reference import colleague_type
from kundenkreis.flow.rights import may
from kundenkreis.promises.calendars import current
from kundenkreis.promises.of_cases import of_cases
from kundenkreis.queue.asked import asked_of
from kundenkreis.teams.faces import Face, members_of
from kundenkreis.teams.reference import company, teams
from kundenkreis.web import clock
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.portal.before import offers
from kundenkreis.web.portal.listed import Listed, listed
from kundenkreis.web.portal.words import opening_times

OWN_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the team of a requester: its people, its hours in words, its phone and mail."""

    team: str
    faces: Sequence[Face]
    hours: str
    phone: str
    email: str


@page("portal.use")
def start(request: HttpRequest) -> HttpResponse:
    """Show what can be asked for, each with its team and the promised time before anything is sent."""
    viewer, now = viewer_of(request), clock.now()
    accounts = accounts_of(viewer.id)
    wanted = [(one, accounts[0].team_for(one) if accounts else one.team_id) for one in offered()]
    faces = members_of({team_id for _one, team_id in wanted if team_id} | _own_team(accounts))
    own = own_cases(viewer, is_open=True, limit=OWN_SHOWN + 1)
    return render(
        request,
        "portal/start.html",
        {
            "now": now,
            "usual": usual(),
            "offers": offers(wanted, faces, viewer.language, now),
            "own": _listed(own[:OWN_SHOWN], now),
            "has_more": len(own) > OWN_SHOWN,
            "asked": asked_of(viewer, is_open=True, limit=OWN_SHOWN) if viewer.is_employee else [],
            "contact": _contact(accounts, faces),
            "may_ask": bool(accounts),
            "may_ask_colleague": may(viewer, "colleague.ask") and colleague_type() is not None,
        },
    )


def _listed(own: Sequence[Own], now: datetime) -> list[Listed]:
    return listed(own, of_cases([case.id for case in own]), now)


def _own_team(accounts: Sequence[AskingFor]) -> set[int]:
    return {accounts[0].team_id} if accounts and accounts[0].team_id else set()


def _contact(accounts: Sequence[AskingFor], faces: Mapping[int, Sequence[Face]]) -> Contact:
    """Return the requester's own team, else the company as a whole."""
    team_id = next(iter(_own_team(accounts)), None)
    team = teams().get(team_id or 0)
    reached = team if team and (team.phone or team.email) else company()
    return Contact(
        team=team.name if team else company().name,
        faces=faces.get(team_id or 0, ()),
        hours=_hours(team_id),
        phone=reached.phone,
        email=reached.email,
    )


def _hours(team_id: int | None) -> str:
    try:
        return opening_times(current(team_id))
    except LookupError:
        return ""
