"""What the forms of a case offer to choose from."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.cases.reference import types
from kundenkreis.queue.candidates import candidates
from kundenkreis.teams.faces import members_of
from kundenkreis.teams.reference import teams
from kundenkreis.web.cases.opened import Opened

Choice = tuple[object, object]


def hand_over_choices(opened: Opened) -> list[Choice]:
    """Return who can go on: colleagues of the team in the public order of suggestion, then the other teams."""
    case = opened.case
    skills = types()[case.type_id].skills
    people: list[Choice] = []
    for one in candidates(case.team_id, skills, opened.now) if case.team_id else []:
        if one.person_id != case.taken_by_id:
            people.append((f"p{one.person_id}", _remark(one.name, one.fit.fits and bool(skills), one.available)))
    others: list[Choice] = [
        (f"t{team.id}", team.name) for team in teams().values() if team.is_active and team.id != case.team_id
    ]
    nobody: Choice = ("", pgettext("choice", "Please choose"))
    return [nobody, (_("In the team"), people), (_("Another team"), others)]


def _remark(name: str, fits: bool, available: bool) -> str:
    if not available:
        return _("%(name)s (not here today)") % {"name": name}
    return _("%(name)s (can do this)") % {"name": name} if fits else name


def owner_choices(opened: Opened) -> list[Choice]:
    """Return who can do a step: nobody yet, or somebody of the team."""
    team_id = opened.case.team_id
    members = members_of([team_id])[team_id] if team_id else []
    nobody: Choice = (0, pgettext("choice", "nobody yet"))
    return [nobody, *((one.id, one.name) for one in members)]


def follower_choices(opened: Opened) -> list[Choice]:
    """Return the colleagues who can be brought in: everybody who works in a team, by team."""
    active = [team for team in teams().values() if team.is_active]
    members = members_of([team.id for team in active])
    nobody: Choice = ("", pgettext("choice", "Please choose"))
    return [nobody, *((team.name, [(one.id, one.name) for one in members[team.id]]) for team in active)]


def asked_choices(opened: Opened) -> list[Choice]:
    """Return what other teams can be asked for, by team."""
    language, own = opened.viewer.language, opened.case.team_id
    offered: dict[int, list[Choice]] = {}
    for one in types().values():
        if one.is_active and one.team_id is not None and one.team_id != own:
            offered.setdefault(one.team_id, []).append((one.id, one.title(language)))
    nobody: Choice = ("", pgettext("choice", "Please choose"))
    return [nobody, *((teams()[team_id].name, found) for team_id, found in offered.items() if team_id in teams())]
