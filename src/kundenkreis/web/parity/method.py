"""The page that says how parity is calculated."""

from django.http import HttpRequest, HttpResponse

from kundenkreis.measures.power import needed_per_class
from kundenkreis.measures.verdict import COMPANY_MARGIN, LEAST_CASES, LEAST_REQUESTERS, TEAM_MARGIN
from kundenkreis.web.pages import page, render


@page("catalogue.see")
def method(request: HttpRequest) -> HttpResponse:
    """Explain what is counted, the three hands, the verdict and its limits."""
    rates = (0.8, 0.9, 0.95)
    return render(
        request,
        "parity/method.html",
        {
            "company_margin": COMPANY_MARGIN,
            "team_margin": TEAM_MARGIN,
            "least_cases": LEAST_CASES,
            "least_requesters": LEAST_REQUESTERS,
            "needed": [(rate, needed_per_class(rate), needed_per_class(rate, TEAM_MARGIN)) for rate in rates],
        },
    )
