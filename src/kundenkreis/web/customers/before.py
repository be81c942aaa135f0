"""Where a customer's list of cases goes on."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from kundenkreis.flow.errors import Refused


def before(query: QueryDict) -> int | None:
    """Return the number before which older cases begin. Raises Refused for what is no number."""
    text = query.get("before", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Refused(_("This address has a number that cannot be read. Please start at the first page."))
    return int(text)
