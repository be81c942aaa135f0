"""Where mail goes."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from kundenkreis.base.mail_server import mail_server


@pytest.mark.parametrize(
    ("url", "port", "use_tls", "use_ssl"),
    [
        ("smtp://mail.example.com", 25, False, False),
        ("smtp+tls://mail.example.com", 587, True, False),
        ("smtps://mail.example.com", 465, False, True),
        ("smtp://mail.example.com:1025", 1025, False, False),
    ],
)
def test_scheme_says_port_and_encryption(url, port, use_tls, use_ssl):
    server = mail_server(url)

    assert (server.host, server.port) == ("mail.example.com", port)
    assert (server.use_tls, server.use_ssl) == (use_tls, use_ssl)


def test_user_and_password_may_be_encoded():
    server = mail_server("smtp+tls://kreis%40example.com:p%3Aw@mail.example.com")

    assert (server.user, server.password) == ("kreis@example.com", "p:w")


def test_without_url_nothing_leaves_the_house():
    assert mail_server("").backend == "django.core.mail.backends.dummy.EmailBackend"


@pytest.mark.parametrize("url", ["mail.example.com", "http://mail.example.com", "smtp://", "smtp://host:many"])
def test_nonsense_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        mail_server(url)
