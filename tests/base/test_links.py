"""Signed links to one case."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.signing import Signer

from kundenkreis.base.links import BadLinkError, case_link, read_case_link

NOW = datetime(2026, 11, 17, 8, 18, tzinfo=UTC)


def token(link: str) -> str:
    return link.removeprefix("/s/")


def test_link_leads_to_its_case_and_person():
    link = case_link(4812, 17, NOW)

    assert link.startswith("/s/")
    assert read_case_link(token(link), NOW) == (4812, 17)


def test_link_ends_after_180_days():
    link = token(case_link(4812, 17, NOW))

    assert read_case_link(link, NOW + timedelta(days=180)) == (4812, 17)
    with pytest.raises(BadLinkError) as over:
        read_case_link(link, NOW + timedelta(days=181))
    assert over.value.expired


@pytest.mark.parametrize("change", ["1", ".", "4812-17", "\x00", "ä", "x" * 5000])
def test_made_up_link_leads_nowhere(change):
    link = token(case_link(4812, 17, NOW))

    for made_up in ("", change, change + link, link + change):
        with pytest.raises(BadLinkError) as bad:
            read_case_link(made_up, NOW)
        assert not bad.value.expired


def test_signature_for_another_purpose_is_no_link():
    signed = Signer(salt="something else", sep=".").sign("12cc-11-9d4")

    with pytest.raises(BadLinkError):
        read_case_link(signed, NOW)
