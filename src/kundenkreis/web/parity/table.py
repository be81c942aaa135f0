"""The table of strata as a file for a spreadsheet."""

import csv
import io

from django.http import HttpRequest, HttpResponse

from kundenkreis.reports import queries
from kundenkreis.reports.catalogue import Withheld
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web import clock
from kundenkreis.web.pages import error, page, viewer_of
from kundenkreis.web.parity import strata
from kundenkreis.web.parity.asked import asked

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@page("parity.see")
def download(request: HttpRequest) -> HttpResponse:
    """Answer with the table of strata as CSV: UTF-8 with a mark, in the separators of the reader's language."""
    viewer, now = viewer_of(request), clock.now()
    wanted = asked(request.GET, viewer, now)
    try:
        data = queries.parity(viewer, wanted.question, now)
    except Withheld:
        return error(request, 403)
    with_team = data["team"] is None
    rows = strata.file_rows(data["strata"], viewer.language, with_team=with_team)
    answer = HttpResponse(written([strata.file_heads(with_team=with_team), *rows], viewer), "text/csv; charset=utf-8")
    name = f"parity-{wanted.question.window.first}-{wanted.question.window.last}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def written(rows: list[list[str]], viewer: Viewer) -> str:
    """Return rows as CSV. German spreadsheets expect semicolons."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if viewer.language == "de" else ",")
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    return "\ufeff" + file.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
