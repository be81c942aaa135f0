"""One PostgreSQL for the whole run, also when several workers share the tests; a Chromium where a test wants one."""

import contextlib
import os
import shutil

import psutil
import psycopg
import pytest
from django.conf import settings

from kundenkreis.base.catalogues import compile_all
from kundenkreis.console.postgres import Server
from tests.chromium import FLAGS, find_or_install

_UNSAFE_BUT_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


def pytest_configure(config):
    """Start the embedded server and compile the texts before the first test.

    Only the controller does, and stops the server after the last worker is
    gone. With `DATABASE_URL` that server is used instead.
    """
    if hasattr(config, "workerinput"):
        return
    compile_all()
    config.add_cleanup(lambda: shutil.rmtree(settings.MEDIA_ROOT.parent, ignore_errors=True))
    if not settings.DATABASE_URL:
        stack = contextlib.ExitStack()
        stack.enter_context(Server(settings.DATA, extra=_UNSAFE_BUT_QUICK).running())
        config.add_cleanup(stack.close)
        _drop_left_over()


def _drop_left_over():
    """Remove the databases of runs that were killed; a database carries the process number of its run."""
    place = settings.DATABASES["default"]
    with psycopg.connect(host=place["HOST"], user=place["USER"], dbname="postgres", autocommit=True) as connection:
        names = [
            name for (name,) in connection.execute("SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]'")
        ]
        for name in names:
            if not psutil.pid_exists(int(name.split("_")[1])):
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def browser():
    """A real Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread, and Django would refuse to talk to the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    path = find_or_install()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser, live_server):
    """A browser's window of its own: German, on a desktop. The addresses are those of the test's server."""
    window = browser.new_context(base_url=live_server.url, locale="de-DE", viewport={"width": 1280, "height": 800})
    window.set_default_timeout(5_000)
    yield window
    window.close()


@pytest.fixture
def page(context):
    """One page. An error in a script, or something our own policy forbids, fails the test."""
    complaints = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield opened
    assert [line for line in complaints if "Failed to load resource" not in line] == []
