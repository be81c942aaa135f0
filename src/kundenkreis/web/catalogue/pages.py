"""The catalogue of evaluations, and who looked at what."""

from django.http import HttpRequest, HttpResponse

from kundenkreis.flow.rights import may
from kundenkreis.reports import queries
from kundenkreis.reports.catalogue import ENTRIES
from kundenkreis.web.asked import number
from kundenkreis.web.catalogue.words import AUDIENCES, LEVELS, scope_words
from kundenkreis.web.pages import page, render, viewer_of

SHOWN = 50


@page("catalogue.see")
def index(request: HttpRequest) -> HttpResponse:
    """Show every evaluation that may run; to the works council also who ran it."""
    before = number(request.GET, "before")
    context = {"entries": _entries(), "reads_log": may(viewer_of(request), "access_log.see"), "next": "", "log": []}
    if context["reads_log"]:
        found = queries.accesses(SHOWN + 1, before)
        context["next"] = f"?before={found[SHOWN - 1].id}#log" if len(found) > SHOWN else ""
        context["log"] = [(line, _what(line.what), scope_words(line.scope)) for line in found[:SHOWN]]
    return render(request, "catalogue/index.html", context)


def _entries() -> list[dict[str, object]]:
    return [
        {
            "title": entry.title,
            "purpose": entry.purpose,
            "fields": entry.fields,
            "levels": [LEVELS[level] for level in sorted(entry.levels)],
            "minimum_group": entry.minimum_group,
            "audience": [AUDIENCES[one] for one in sorted(entry.audience)],
            "retention": entry.retention,
            "agreement": entry.agreement,
        }
        for entry in ENTRIES.values()
    ]


def _what(name: str) -> str:
    """Return the title of what was looked at; something that is no evaluation keeps its own name."""
    return str(ENTRIES[name].title) if name in ENTRIES else name
