"""Search in everything one may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from markupsafe import Markup

from kundenkreis.base.text import one_line, whole_number
from kundenkreis.cases.listing import Listed, listed
from kundenkreis.cases.reference import types
from kundenkreis.cases.search import Terms, newest, terms
from kundenkreis.cases.search.excerpts import Piece, excerpt, marked, pattern_of, told
from kundenkreis.cases.search.words import LONGEST
from kundenkreis.teams.reference import teams
from kundenkreis.teams.viewer import Viewer
from kundenkreis.web import clock
from kundenkreis.web.jinja import address
from kundenkreis.web.pages import page, render, viewer_of

PAGE = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One case that was found, with the words marked in its subject and in the text around them."""

    case: Listed
    received_at: datetime
    subject: Markup
    excerpt: Markup


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, newest first. `before` is where the next page begins, if there is one."""

    hits: list[Hit]
    before: int | None


@page("search.use")
def index(request: HttpRequest) -> HttpResponse:
    """The search page; with words, what they find. htmx gets the hits alone."""
    viewer = viewer_of(request)
    text = one_line(request.GET.get("q", ""), LONGEST)
    place = request.GET.get("before", "")
    before = whole_number(place)
    odd = bool(place) and before is None
    wanted = terms(text)
    found = search(viewer, wanted, before)
    shown = {
        "text": text,
        "found": found,
        "nothing_to_look_for": bool(text) and wanted.is_empty,
        "odd": odd,
        "types": types(),
        "teams": teams(),
        "now": localtime(clock.now()),
        "next": _onwards(text, found.before) if found.before else "",
        "first": _onwards(text) if before else "",
    }
    return render(request, "search/index.html", shown, part="search/_hits.html", status=400 if odd else 200)


def search(viewer: Viewer, wanted: Terms, before: int | None) -> Found:
    """Find one page of cases; a number that was typed alone leads the first one."""
    numbers = newest(viewer, wanted, PAGE + 1, before)
    more = len(numbers) > PAGE
    numbers = numbers[:PAGE]
    asked_for = [wanted.number] if wanted.number is not None and before is None else []
    faces = listed(viewer, [*asked_for, *numbers])
    shown = [faces[number] for number in dict.fromkeys([*asked_for, *numbers]) if number in faces]
    return Found(_hits(viewer, shown, wanted), numbers[-1] if more else None)


def _hits(viewer: Viewer, cases: list[Listed], wanted: Terms) -> list[Hit]:
    texts, pattern = told(viewer, [case.id for case in cases]), pattern_of(wanted)
    return [
        Hit(
            case,
            texts[case.id].received_at,
            _drawn(marked(case.subject, pattern)),
            _drawn(excerpt(texts[case.id].texts, pattern)),
        )
        for case in cases
    ]


def _drawn(pieces: Iterable[Piece]) -> Markup:
    """Return pieces as markup, found words in <mark>. Twenty hits have a hundred pieces; a macro would cost more."""
    return Markup("").join(Markup("<mark>%s</mark>") % text if found else text for text, found in pieces)


def _onwards(text: str, before: int | None = None) -> str:
    """Return the address of this search, or of its page behind a case."""
    wanted = {"q": text} | ({"before": str(before)} if before else {})
    return f"{address('search')}?{urlencode(wanted)}"
