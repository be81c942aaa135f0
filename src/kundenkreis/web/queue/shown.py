"""Tabs, filters and words of the queue page, ready for its template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.cases.reference import types
from kundenkreis.people.queries import organisation
from kundenkreis.queue import filters as views
from kundenkreis.queue.counts import Count
from kundenkreis.queue.groups import Days, Group
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
        "keys": _keys(asked.team_id in viewer.teams),
    }


def list_context(viewer: Viewer, page: Page, now: datetime) -> dict[str, Any]:
    """Return what the rows need. Times are seen from the reader's `now`."""
    here = localtime(now)
    return {
        "page": page,
        "asked": page.asked,
        "may_take": page.asked.team_id in viewer.teams,
        "now": here,
        "titles": _titles(page.days),
        "nothing": _nothing(page),
        "address": page.asked.onwards(page.asked.after) if page.asked.after else page.asked.here,
    }


def _titles(days: Days) -> dict[str, str]:
    """The headings of the groups; the next working day says which day it is."""
    named = {"day": weekday(days.next_day)}
    tomorrow = pgettext("group", "Tomorrow, %(day)s") if days.is_next_day_tomorrow else _("Next working day, %(day)s")
    return {
        Group.BROKEN.value: pgettext("group", "Broken"),
        Group.TODAY.value: pgettext("group", "Today"),
        Group.TOMORROW.value: tomorrow % named,
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


def _keys(may_take: bool) -> list[tuple[list[str], str]]:
    """All keys of the page, for the dialog that explains them; a coach has none to act with."""
    acting = [
        ([pgettext("key", "U")], _("take the request, or all selected ones")),
        (["Z"], _("promise something")),
        (["R"], _("let it rest")),
    ]
    return [
        (["J"], _("next request")),
        (["K"], _("request before")),
        (["↵"], _("open the request")),
        (["X"], _("select the request")),
        *(acting if may_take else []),
        (["/"], _("search in this view")),
        ([pgettext("key", "Ctrl"), "K"], _("search or jump")),
        ([pgettext("key", "Ctrl"), "Z"], _("take back what was just done")),
        ([pgettext("key", "G"), pgettext("key", "H")], _("Go to Today")),
        (["?"], _("show all keys")),
    ]


def told(viewer: Viewer, asked: Asked) -> str:
    """Return the view and its filters in words, for saving them."""
    chosen = [_views()[asked.filters.view]]
    for links in (_kinds(viewer, asked), _skills(viewer, asked)):
        chosen += [link.label for link in links[1:] if link.is_current]
    if asked.filters.customer is not None:
        found = organisation(asked.filters.customer)
        chosen += [found.name] if found else []
    chosen += [_("Fits me")] if asked.filters.fits else []
    chosen += [_("I could learn")] if asked.filters.learn else []
    chosen += [f"“{asked.filters.words}”"] if asked.filters.words else []
    return ", ".join(chosen)


def _views() -> dict[str, str]:
    """The views everybody has, with their names."""
    return {
        views.ALL: _("All in the team"),
        views.UNOWNED: _("Without owner"),
        views.MINE: _("With me"),
        views.RISK: _("Promise at risk"),
        views.DATED: _("Dates and callbacks"),
        views.RESTING: pgettext("view", "Paused"),
    }


def _teams(viewer: Viewer, asked: Asked) -> list[Link]:
    """The teams one may look at, if there is a choice."""
    if len(viewer.seen_teams) < 2:
        return []
    names = {team: teams()[team].name for team in viewer.seen_teams if team in teams()}
    return [Link(name, Asked(team, views.Filters()).here, team == asked.team_id) for team, name in names.items()]


def _tabs(page: Page) -> list[Link]:
    asked, counts = page.asked, page.counts.views
    labels = _views()
    current = None if asked.saved else asked.filters.view
    places = asked.addresses("view", labels)
    fixed = [Link(labels[key], place, key == current, counts[key]) for key, place in zip(labels, places, strict=True)]
    saved = [
        Link(view.name, asked.of_saved(view.id), view.id == asked.saved, counts.get(str(view.id)))
        for view in page.saved
    ]
    return fixed + saved


def _customers(page: Page, others: str) -> list[Link]:
    """The customers of the rows on the screen, by name, and the address at which all others are found."""
    names = {entry.case.organisation_id: entry.case.organisation for entry in page.entries}
    ordered = dict(sorted(names.items(), key=lambda item: item[1].casefold())[:12])
    choices = _choices(page.asked, "customer", ordered, pgettext("customer", "the chosen one"))
    return [*choices, Link(_("Other customers …"), others, False)]


def _kinds(viewer: Viewer, asked: Asked) -> list[Link]:
    """The types a viewer may know of; a confidential one is known to its named persons only."""
    known = (kind for kind in types().values() if not kind.is_confidential or kind.id in viewer.named_types)
    names = {kind.id: kind.title(viewer.language) for kind in known}
    return _choices(asked, "type", names, pgettext("type", "the chosen one"))


def _skills(viewer: Viewer, asked: Asked) -> list[Link]:
    """The skills that some type of request needs."""
    needed = {skill for kind in types().values() for skill in kind.skills}
    names = {pk: _skill_name(skill, viewer) for pk, skill in skills().items() if pk in needed}
    return _choices(asked, "skill", names, pgettext("skill", "the chosen one"))


def _skill_name(skill: Skill, viewer: Viewer) -> str:
    return skill.name_en if viewer.language == "en" and skill.name_en else skill.name


def _choices(asked: Asked, filter_name: str, names: Mapping[int, str], unlisted: str) -> list[Link]:
    """Return the choices of a filter: all, each one by name, and what was chosen even if it is not among them."""
    chosen: int | None = getattr(asked.filters, filter_name)
    everything, *places = asked.addresses(filter_name, ["", *names])
    links = [Link(name, place, pk == chosen) for (pk, name), place in zip(names.items(), places, strict=True)]
    if chosen is not None and chosen not in names:
        links.insert(0, Link(unlisted, everything, True))
    return [Link(pgettext("filter", "all"), everything, chosen is None), *links]
