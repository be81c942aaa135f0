"""`GET /health`, for load balancers and monitoring."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kundenkreis.base.pulse import feel_pulse


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when database and worker are well, else 503 with the reason.

    The reason names no host, user or password: anybody may ask.
    """
    pulse = feel_pulse()
    body = {
        "status": "well" if pulse.well else "unwell",
        "database": "well" if pulse.database else "unwell",
        "worker": "well" if pulse.worker else "unwell",
    }
    if pulse.reason:
        body["reason"] = pulse.reason
    return JsonResponse(body, status=200 if pulse.well else 503)
