"""The page of the own day."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime

from kundenkreis.cases.reference import types
from kundenkreis.queue.queries import PAGE
from kundenkreis.teams.reference import teams
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web import clock
from kundenkreis.web.asked import number, numbers
from kundenkreis.web.jinja import address
from kundenkreis.web.pages import page, render, viewer_of
from kundenkreis.web.queue.asked import team_of
from kundenkreis.web.queue.shown import Link
from kundenkreis.web.times import weekday
from kundenkreis.web.today import line, words
from kundenkreis.web.today.day import day_of


@page("today.see")
def index(request: HttpRequest) -> HttpResponse:
    """What one owes today, what to take next, and who is here."""
    viewer, at = viewer_of(request), clock.now()
    number(request.GET, "team")
    team_id = team_of(request.GET, viewer)
    assert team_id is not None  # the right is given to members and coaches only
    without = numbers(request.GET, "not")[:PAGE]
    day = day_of(viewer, team_id, at, without)
    shown = {
        "day": day,
        "now": localtime(at),
        "greeting": words.greeting(viewer, at),
        "lead": words.lead(day),
        "hours": line.hours_in_words(day, at),
        "next_day": "" if day.days.is_next_day_tomorrow else weekday(day.days.next_day),
        "line": line.line_of(day, at),
        "words": words,
        "types": types(),
        "is_member": team_id in viewer.teams,
        "teams": _teams(viewer, team_id),
        "queue_address": f"{address('queue')}?team={team_id}",
        "skip": f"{address('today')}?{urlencode({'team': team_id, 'not': without}, doseq=True)}",
    }
    return render(request, "today/index.html", shown)


def _teams(viewer: Viewer, team_id: int) -> list[Link]:
    """The teams whose day one may look at, if there is a choice."""
    known = [team for team in viewer.seen_teams if team in teams()]
    if len(known) < 2:
        return []
    return [Link(teams()[team].name, f"{address('today')}?team={team}", team == team_id) for team in known]
