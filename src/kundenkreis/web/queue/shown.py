"""Tabs, filters and words of the queue page, ready for its template."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.cases.reference import TypeFacts, types
from kundenkreis.queue import filters as views
from kundenkreis.queue.counts import Count
from kundenkreis.queue.groups import Group
from kundenkreis.teams.models import Skill
from kundenkreis.teams.reference import skills, teams
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web.queue.asked import Asked, as_query
from kundenkreis.web.queue.page import Page
from kundenkreis.web.times import weekday


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go: a tab, a choice of a filter."""

    label: str
    address: str
    is_current: bool
    count: Count | None = None


def context(viewer: Viewer, page: Page, now: datetime) -> dict[str, Any]:
    """Return what the whole page needs; the list of rows needs only `list_context`."""
    asked = page.asked
    kept = {"team": asked.team_id, **as_query(asked.filters)}
    query = urlencode(kept)
    return {
        **list_context(viewer, page, now),
        "teams": _teams(viewer, asked),
        "tabs": _tabs(page),
        "customers": _customers(page, f"{reverse('queue.customers')}?{query}"),
        "kinds": _kinds(viewer, asked),
        "skills": _skills(viewer, asked),
        "kept": kept,
        "save_address": f"{reverse('queue.views')}?{query}",
        "keys": _keys(),
    }


def list_context(viewer: Viewer, page: Page, now: datetime) -> dict[str, Any]:
    """Return what the rows need. Times are seen from the reader's `now`."""
    here = localtime(now)
    return {
        "page": page,
        "asked": page.asked,
        "types": types(),
        "may_take": page.asked.team_id in viewer.teams,
        "now": here,
        "titles": _titles(here),
        "nothing": _nothing(page),
        "address": page.asked.onwards(page.asked.after) if page.asked.after else page.asked.here,
    }


def _titles(now: datetime) -> dict[str, str]:
    """The headings of the groups; tomorrow says which day it is."""
    tomorrow = {"day": weekday(now + timedelta(days=1))}
    return {
        Group.BROKEN.value: pgettext("group", "Broken"),
        Group.TODAY.value: pgettext("group", "Today"),
        Group.TOMORROW.value: pgettext("group", "Tomorrow, %(day)s") % tomorrow,
        Group.WEEK.value: pgettext("group", "This week"),
        Group.LATER.value: pgettext("group", "Later"),
        Group.RESTING.value: pgettext("group", "Paused: waiting for an answer or for a day"),
    }


def _nothing(page: Page) -> dict[str, str]:
    """What an empty list says: that there is nothing to do, or that the filters leave nothing."""
    if page.asked.filters == views.Filters():
        return {
            "title": _("Everything is answered"),
            "text": _("New requests appear here by themselves."),
            "art": "done",
        }
    text = _("No open request of this team fits this view. “All in the team” shows the others.")
    return {"title": _("Nothing in this view"), "text": text, "art": "start"}


def _keys() -> list[tuple[list[str], str]]:
    """All keys of the page, for the dialog that explains them."""
    go = pgettext("key", "G")
    return [
        (["J"], _("next request")),
        (["K"], _("request before")),
        (["↵"], _("open the request")),
        (["X"], _("select the request")),
        ([pgettext("key", "U")], _("take the request, or all selected ones")),
        (["Z"], _("promise something")),
        (["R"], _("let it rest")),
        (["/"], _("search in this view")),
        ([pgettext("key", "Ctrl"), "K"], _("search or jump")),
        ([pgettext("key", "Ctrl"), "Z"], _("take back what was just done")),
        ([go, pgettext("key", "H")], _("Go to Today")),
        (["?"], _("show all keys")),
    ]


def _teams(viewer: Viewer, asked: Asked) -> list[Link]:
    """The teams one may look at, if there is a choice."""
    if len(viewer.seen_teams) < 2:
        return []
    names = {team: teams()[team].name for team in viewer.seen_teams if team in teams()}
    return [Link(name, Asked(team, views.Filters()).here, team == asked.team_id) for team, name in names.items()]


def _tabs(page: Page) -> list[Link]:
    asked, counts = page.asked, page.counts.views
    labels = {
        views.ALL: _("All in the team"),
        views.UNOWNED: _("Without owner"),
        views.MINE: _("With me"),
        views.RISK: _("Promise at risk"),
        views.DATED: _("Dates and callbacks"),
        views.RESTING: pgettext("view", "Paused"),
    }
    current = None if asked.saved else asked.filters.view
    fixed = [Link(label, asked.address(view=key), key == current, counts[key]) for key, label in labels.items()]
    saved = [
        Link(view.name, asked.of_saved(view.id), view.id == asked.saved, counts.get(str(view.id)))
        for view in page.saved
    ]
    return fixed + saved


def _customers(page: Page, others: str) -> list[Link]:
    """The customers of the rows on the screen, by name, and the address at which all others are found."""
    asked, chosen = page.asked, page.asked.filters.customer
    names = {entry.case.organisation_id: entry.case.organisation for entry in page.entries}
    ordered = sorted(names.items(), key=lambda item: item[1].casefold())[:12]
    links = [Link(name, asked.address(customer=number), number == chosen) for number, name in ordered]
    links = _with_all(links, asked.address(customer=None), chosen, pgettext("customer", "the chosen one"))
    return [*links, Link(_("Other customers …"), others, False)]


def _kinds(viewer: Viewer, asked: Asked) -> list[Link]:
    chosen = asked.filters.type
    links = [
        Link(kind.title(viewer.language), asked.address(type=kind.id), kind.id == chosen) for kind in _offered(viewer)
    ]
    return _with_all(links, asked.address(type=None), chosen, pgettext("type", "the chosen one"))


def _offered(viewer: Viewer) -> Iterable[TypeFacts]:
    """The types a viewer may know of; a confidential one is known to its named persons only."""
    return (kind for kind in types().values() if not kind.is_confidential or kind.id in viewer.named_types)


def _skills(viewer: Viewer, asked: Asked) -> list[Link]:
    chosen = asked.filters.skill
    needed = {skill for kind in types().values() for skill in kind.skills}
    links = [
        Link(_skill_name(skill, viewer), asked.address(skill=pk), pk == chosen)
        for pk, skill in skills().items()
        if pk in needed
    ]
    return _with_all(links, asked.address(skill=None), chosen, pgettext("skill", "the chosen one"))


def _skill_name(skill: Skill, viewer: Viewer) -> str:
    return skill.name_en if viewer.language == "en" and skill.name_en else skill.name


def _with_all(links: list[Link], all_address: str, chosen: int | None, unlisted: str) -> list[Link]:
    """Put "all" on top, and name what was chosen even if it is not in the list."""
    if chosen is not None and not any(link.is_current for link in links):
        links = [Link(unlisted, all_address, True), *links]
    return [Link(pgettext("filter", "all"), all_address, chosen is None), *links]
