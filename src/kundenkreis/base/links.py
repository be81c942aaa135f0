"""Links that let one person at one case without an account.

A link is signed with the installation's key, is good for this purpose only
and ends after half a year. It names nobody in clear and cannot be guessed
or turned into the link of another case.
"""

from datetime import UTC, date, datetime

from django.core.signing import BadSignature, Signer

CASE_LINK_DAYS = 180
_EPOCH = date(2020, 1, 1)


class BadLinkError(ValueError):
    """The link was changed or is for something else, or its time is over (`expired`)."""

    def __init__(self, *, expired: bool) -> None:
        super().__init__("expired" if expired else "not a link of ours")
        self.expired = expired


def _signer() -> Signer:
    return Signer(salt="kundenkreis.case-link", sep=".")


def case_link(case_id: int, person_id: int, now: datetime) -> str:
    """Return the path of the page on which a person follows a case without signing in.

    It is the same for the whole day of `now` (UTC), and good for 180 days.
    """
    return f"/s/{_signer().sign(f'{case_id:x}-{person_id:x}-{_day(now):x}')}"


def read_case_link(token: str, now: datetime) -> tuple[int, int]:
    """Return (case id, person id) of the last part of a link's path. Raises BadLinkError."""
    try:
        case_id, person_id, issued = (int(part, 16) for part in _signer().unsign(token).split("-"))
    except (BadSignature, ValueError):
        raise BadLinkError(expired=False) from None
    if _day(now) - issued > CASE_LINK_DAYS:
        raise BadLinkError(expired=True)
    return case_id, person_id


def _day(now: datetime) -> int:
    return (now.astimezone(UTC).date() - _EPOCH).days
