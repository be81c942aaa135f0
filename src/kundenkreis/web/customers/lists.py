"""The list of customers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.cases.customers import customers
from kundenkreis.people.models import Organisation
from kundenkreis.teams.reference import teams
from kundenkreis.web.customers.asked import NOBODY, Asked, asked
from kundenkreis.web.pages import page, render, viewer_of

SHOWN = 50


@page("customers.see")
def index(request: HttpRequest) -> HttpResponse:
    """Show customers by name: organisations and people, internal and external in one list."""
    wanted = asked(request.GET)
    found = customers(viewer_of(request), wanted.wanted, limit=SHOWN + 1, after=wanted.after)
    more = wanted.address(after=found[SHOWN - 1].place) if len(found) > SHOWN else ""
    context = {
        "asked": wanted,
        "rows": found[:SHOWN],
        "next": more,
        "previous": wanted.address() if wanted.after else "",
        "team_names": {team.id: team.name for team in teams().values()},
        "kinds": dict(Organisation.Kind.choices),
        "filters": _filters(wanted),
    }
    return render(request, "customers/index.html", context, part="customers/_rows.html")


def _filters(wanted: Asked) -> dict[str, list[dict[str, Any]]]:
    """Return the choices of each filter as links."""
    everything = (("", pgettext("filter", "all")),)
    shown = (("organisation", _("organisations")), ("person", _("people")))
    choices: dict[str, tuple[str, list[tuple[str, Any]]]] = {
        "kind": (wanted.wanted.kind, [*everything, *Organisation.Kind.choices]),
        "team": (wanted.team_word, [*everything, (NOBODY, _("without a team")), *_teams()]),
        "what": (wanted.wanted.what, [*everything, *shown]),
    }
    return {
        name: [
            {"label": label, "address": wanted.address(**{name: value}), "is_current": value == current}
            for value, label in options
        ]
        for name, (current, options) in choices.items()
    }


def _teams() -> list[tuple[str, str]]:
    return [(str(team.id), team.name) for team in teams().values() if team.is_active]
