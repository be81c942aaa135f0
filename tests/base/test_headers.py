"""What browsers are told."""

import pytest


@pytest.mark.parametrize("address", ["/accounts/login/", "/health", "/no-such-page"])
@pytest.mark.django_db
def test_every_answer_forbids_inline_code_and_foreign_frames(client, address):
    policy = client.get(address).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
