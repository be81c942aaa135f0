"""A company, and a real mail server that takes what we send."""

import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from django.utils import translation

from kundenkreis.base.mail_server import MailServer
from tests.cast import Cast, cast
from tests.mail.server import Mailbox


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The process speaks English here; letters speak the language of who gets them."""
    with translation.override("en"):
        yield


@pytest.fixture
def tannhof(db: None) -> Cast:
    return cast()


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    """A server that keeps what it gets and refuses what it is told to refuse."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAIL = MailServer(backend="django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=port)
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = settings.MAIL.backend, "127.0.0.1", port
    settings.DEFAULT_FROM_EMAIL = "service@tannhof.example"
    yield box
    controller.stop()
