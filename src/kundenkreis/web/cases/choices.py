"""What the forms of a case offer to choose from."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.cases.named import named
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
    known = named(case.type_id) if case.is_confidential else None
    people: list[Choice] = []
    for one in candidates(case.team_id, skills, opened.now) if case.team_id else []:
        if one.person_id != case.taken_by_id and _may_know(known, case.team_id, one.person_id):
            people.append((f"p{one.person_id}", _remark(one.name, one.fit.fits and bool(skills), one.available)))
    active = [team for team in teams().values() if team.is_active and (known is None or team.id in known)]
    others: list[Choice] = [(f"t{team.id}", team.name) for team in active if team.id != case.team_id]
    nobody: Choice = ("", pgettext("choice", "Please choose"))
    return [nobody, (_("In the team"), people), (_("Another team"), others)]


def _may_know(named_by_team: Mapping[int, set[int]] | None, team_id: int | None, person_id: int) -> bool:
    """Whether somebody may be offered: of a confidential case only those who are named for its kind."""
    return named_by_team is None or person_id in named_by_team.get(team_id or 0, ())


def _remark(name: str, fits: bool, available: bool) -> str:
    if not available:
        return _("%(name)s (not here today)") % {"name": name}
    return _("%(name)s (can do this)") % {"name": name} if fits else name


def owner_choices(opened: Opened) -> list[Choice]:
    """Return who can do a step: nobody yet, or somebody of the team."""
    case = opened.case
    known = named(case.type_id) if case.is_confidential else None
    members = members_of([case.team_id])[case.team_id] if case.team_id else []
    nobody: Choice = (0, pgettext("choice", "nobody yet"))
    return [nobody, *((one.id, one.name) for one in members if _may_know(known, case.team_id, one.id))]


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
