"""What stands around every page: the company, and who reads it."""

from typing import Any

from django.http import HttpRequest

from kundenkreis.teams.reference import company


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: give every template the company and the viewer (None before signing in)."""
    return {"company": company(), "viewer": getattr(request, "viewer", None)}
