"""The log of changes: who changed which setting from what to what, and when."""

from django.http import HttpRequest, HttpResponse

from kundenkreis.flow.settings.change import THING
from kundenkreis.ledger.queries import latest
from kundenkreis.people.models import Person
from kundenkreis.web.asked import number
from kundenkreis.web.pages import page
from kundenkreis.web.settings import log_words
from kundenkreis.web.settings.saving import settings_page

SHOWN = 50


@page("settings.log")
def listing(request: HttpRequest) -> HttpResponse:
    """Show the newest changes; `before` is the number of the last one seen."""
    facts = latest([THING, "organisation", "person"], SHOWN + 1, number(request.GET, "before"))
    names = dict(_names({fact.actor_id for fact in facts if fact.actor_id}))
    rows = [(fact, names.get(fact.actor_id or 0, "")) for fact in facts[:SHOWN]]
    older = facts[SHOWN - 1].pk if len(facts) > SHOWN else None
    return settings_page(request, "log", {"rows": rows, "older": older, "words": log_words})


def _names(ids: set[int]) -> list[tuple[int, str]]:
    return [(person.pk, person.name) for person in Person.objects.filter(pk__in=ids)]
