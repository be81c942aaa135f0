"""One PostgreSQL for the whole run, also when several workers share the tests."""

import contextlib
import shutil

import pytest
from django.conf import settings

from kundenkreis.console.postgres import Server

_UNSAFE_BUT_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def pytest_configure(config: pytest.Config) -> None:
    """Start the embedded server before the first test asks for the database.

    Only the controller does, and stops it after the last worker is gone. With
    `DATABASE_URL` that server is used instead.
    """
    if hasattr(config, "workerinput"):
        return
    config.add_cleanup(lambda: shutil.rmtree(settings.MEDIA_ROOT.parent, ignore_errors=True))
    if not settings.DATABASE_URL:
        stack = contextlib.ExitStack()
        stack.enter_context(Server(settings.DATA, extra=_UNSAFE_BUT_QUICK).running())
        config.add_cleanup(stack.close)
