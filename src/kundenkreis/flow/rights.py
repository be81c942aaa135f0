"""The one table of rights. Steps, pages and tests read the same lines.

A person stands in one or more relations to a thing: she asked for it, works
in its team, coaches that team, or holds a role in the company. A right is
given to relations. Confidential cases know only their requester and the
persons named for their type, whatever else somebody is.
"""

from functools import lru_cache

from kundenkreis.cases.models import Case
from kundenkreis.teams.viewer import ADMIN, HR, MANAGEMENT, WORKS_COUNCIL, Viewer

ANYONE, EMPLOYEE, REQUESTER, MEMBER, COACH = "anyone", "employee", "requester", "member", "coach"
RELATIONS = (ANYONE, EMPLOYEE, REQUESTER, MEMBER, COACH, MANAGEMENT, HR, WORKS_COUNCIL, ADMIN)

_TEAM = frozenset({MEMBER})
_DESK = frozenset({MEMBER, COACH})

RIGHTS: dict[str, frozenset[str]] = {
    # asking
    "portal.use": frozenset({ANYONE}),
    "request.ask": frozenset({ANYONE}),
    "request.act": frozenset({REQUESTER}),
    "colleague.ask": frozenset({EMPLOYEE}),
    # the desk
    "today.see": _DESK,
    "queue.see": _DESK,
    "search.use": _DESK,
    "case.see": frozenset({REQUESTER, MEMBER, COACH}),
    "case.read_notes": _DESK,
    "case.enter": _TEAM,
    "case.take": _TEAM,
    "case.hand_over": _TEAM,
    "case.rest": _TEAM,
    "case.answer": _TEAM,
    "case.note": _TEAM,
    "case.solve": _TEAM,
    "case.reopen": frozenset({REQUESTER, MEMBER}),
    "case.steps": _TEAM,
    "case.urgency": _TEAM,
    "case.ask_team": _TEAM,
    "case.merge": _TEAM,
    "promise.give": _TEAM,
    "promise.move": _TEAM,
    "promise.keep": _TEAM,
    "views.save": _DESK,
    "absence.set": _DESK,
    # customers
    "customers.see": frozenset({MEMBER, COACH, ADMIN}),
    "customers.note": _TEAM,
    "customers.change": frozenset({MEMBER, ADMIN}),
    # evaluations
    "parity.see": frozenset({MEMBER, COACH, MANAGEMENT}),
    "catalogue.see": frozenset({MEMBER, COACH, MANAGEMENT, HR, WORKS_COUNCIL, ADMIN}),
    "access_log.see": frozenset({WORKS_COUNCIL}),
    # settings
    "settings.see": frozenset({ADMIN, WORKS_COUNCIL}),
    "settings.change": frozenset({ADMIN}),
    "settings.log": frozenset({ADMIN, WORKS_COUNCIL}),
    "outbox.see": frozenset({ADMIN}),
    "account.own": frozenset({ANYONE}),
}


def relations(viewer: Viewer, thing: Case | int | None = None) -> frozenset[str]:
    """Return how a person stands to a case, to a team (its id), or to the company (None)."""
    found = {ANYONE, *viewer.roles}
    if viewer.is_employee:
        found.add(EMPLOYEE)
    if isinstance(thing, Case):
        return frozenset(found | _to_case(viewer, thing))
    if thing is None:
        found |= ({MEMBER} if viewer.teams else set()) | ({COACH} if viewer.coached else set())
    else:
        found |= ({MEMBER} if thing in viewer.teams else set()) | ({COACH} if thing in viewer.coached else set())
    return frozenset(found)


def _to_case(viewer: Viewer, case: Case) -> set[str]:
    found = {REQUESTER} if case.person_id == viewer.id else set()
    if case.is_confidential and case.type_id not in viewer.named_types:
        return found
    if case.team_id in viewer.teams or (case.taken_by_id == viewer.id and case.team_id not in viewer.coached):
        found.add(MEMBER)
    if case.team_id in viewer.coached:
        found.add(COACH)
    return found


def may(viewer: Viewer, right: str, thing: Case | int | None = None) -> bool:
    """Whether a person has a right, in general or towards a thing. Raises KeyError for an unknown right."""
    return bool(RIGHTS[right] & relations(viewer, thing))


def held(viewer: Viewer) -> frozenset[str]:
    """Return every right that a person has in general: towards the company, not towards one case."""
    return _held(relations(viewer))


@lru_cache(maxsize=256)
def _held(known: frozenset[str]) -> frozenset[str]:
    return frozenset(right for right, has in RIGHTS.items() if has & known)
