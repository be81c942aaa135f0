"""The page of parity."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kundenkreis.reports import queries, words
from kundenkreis.reports.catalogue import Withheld
from kundenkreis.reports.shapes import ParityData
from kundenkreis.teams.reference import teams
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web import clock
from kundenkreis.web.pages import error, page, render, viewer_of
from kundenkreis.web.parity import shown, strata
from kundenkreis.web.parity.asked import ALL, MONTHS, Asked, asked

PATH = "/parity"


@page("parity.see")
def index(request: HttpRequest) -> HttpResponse:
    """Show whether internal and external customers are of the same standing."""
    viewer, now = viewer_of(request), clock.now()
    wanted = asked(request.GET, viewer, now)
    frame = _frame(viewer, wanted)
    try:
        data = queries.parity(viewer, wanted.question, now)
    except Withheld as withheld:
        if withheld.reason == "group":
            return render(request, "parity/small.html", frame)
        return error(request, 403)
    return render(request, "parity/index.html", {**frame, **_content(data, viewer), "now": now})


def _frame(viewer: Viewer, wanted: Asked) -> dict[str, Any]:
    """Return the choice of team and period around the result."""
    team = wanted.question.team
    scopes = [(str(key), name) for key, name in queries.seen_teams(viewer)] + [(ALL, "")]
    return {
        "asked": wanted,
        "team_name": teams()[team].name if team is not None else "",
        "scopes": [
            {"label": name, "address": wanted.address(PATH, team=key), "is_current": key == str(team or ALL)}
            for key, name in scopes
        ],
        "periods": [
            {"months": months, "address": wanted.address(PATH, months=months), "is_current": wanted.months == months}
            for months in MONTHS
        ],
        "download": wanted.address(f"{PATH}/strata.csv"),
    }


def _content(data: ParityData, viewer: Viewer) -> dict[str, Any]:
    """Return the result in words and as plots."""
    with_team = data["team"] is None
    return {
        "data": data,
        "headline": words.headline(data["verdict"]),
        "sentences": words.sentences(data["verdict"]),
        "line": words.display_line(data),
        "waiting_words": words.WAITING[data["verdict"]["waiting"]],
        "types": shown.types_plot(data, viewer.language),
        "hands": shown.hands_plot(data),
        "waiting": shown.waiting_plot(data["waiting"]),
        "course": shown.course(data["trend"]),
        "strata_heads": strata.heads(with_team=with_team),
        "strata": strata.rows(data["strata"], viewer.language, with_team=with_team),
        "beside": shown.beside(data),
        "facts": shown.facts(data),
    }
