"""`kundenkreis doctor`: look at the installation and say how to mend it."""

import json
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import typer

from kundenkreis.console.exits import CommandError, Exit
from kundenkreis.console.house import database, load_settings

MARKS = {"well": "ok   ", "note": "note ", "wrong": "WRONG"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `wrong` keeps Kundenkreis from working; a `note` is only worth knowing."""

    name: str
    state: Literal["well", "note", "wrong"]
    text: str
    mend: str = ""


def examine(*, as_json: bool) -> Exit:
    """Look at everything, print it, and return 1 if something is wrong."""
    found = list(look())
    wrong = any(finding.state == "wrong" for finding in found)
    if as_json:
        typer.echo(json.dumps({"well": not wrong, "findings": [asdict(finding) for finding in found]}, indent=2))
    else:
        for finding in found:
            typer.echo(f"{MARKS[finding.state]} {finding.name}: {finding.text}")
            if finding.mend:
                typer.echo(f"      -> {finding.mend}")
    return Exit.FAILED if wrong else Exit.WELL


def look() -> Iterator[Finding]:
    """From the ground up; what stands on something broken is not looked at."""
    yield python()
    try:
        load_settings()
    except CommandError as error:
        yield Finding("settings", "wrong", str(error), "See docs/reference/settings.md.")
        return
    from django.conf import settings

    yield Finding("settings", "well", f"data folder {settings.DATA}, address {settings.PUBLIC_URL}")
    if not settings.DATABASE_URL and not (settings.DATA / "postgres" / "PG_VERSION").exists():
        mend = "Run: kundenkreis migrate   (or set KUNDENKREIS_DATA or DATABASE_URL)"
        yield Finding("database", "wrong", f"There is none yet in {settings.DATA}.", mend)
        yield from without_database()
        return
    try:
        with database(settings.DATABASE_URL, settings.DATA):
            yield from with_database()
    except CommandError as error:
        yield Finding("database", "wrong", str(error), "See docs/howto/install.md.")
    yield from without_database()


def python() -> Finding:
    """Which one runs us; pip has refused one that is too old."""
    return Finding("python", "well", f"version {platform.python_version()}")


def with_database() -> Iterator[Finding]:
    """What can be asked once a server answers."""
    import django
    from django.db import DatabaseError, connections

    django.setup()
    try:
        yield version()
        yield migrations()
        yield worker()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        yield Finding("database", "wrong", f"It does not answer: {reason}", "Look at DATABASE_URL and the server.")
    finally:
        connections.close_all()


def version() -> Finding:
    """PostgreSQL 15 or newer."""
    from kundenkreis.console.migrate import require_version, server_version

    try:
        require_version()
    except CommandError as error:
        return Finding("database", "wrong", str(error), "Use a newer server.")
    return Finding("database", "well", f"PostgreSQL {server_version()}")


def migrations() -> Finding:
    """All applied."""
    from kundenkreis.console.migrate import pending

    open_steps = pending()
    if open_steps:
        text = f"{len(open_steps)} are missing, the first is {open_steps[0]}"
        return Finding("migrations", "wrong", text, "Run: kundenkreis migrate")
    return Finding("migrations", "well", "all applied")


def worker() -> Finding:
    """One that signs; without it nothing is announced or sent."""
    from kundenkreis.base.pulse import feel_pulse

    pulse = feel_pulse()
    if pulse.well:
        return Finding("worker", "well", "signs regularly")
    return Finding("worker", "note", pulse.reason, "Run: kundenkreis worker   (mails and clocks need it)")


def without_database() -> Iterator[Finding]:
    """Files and mail."""
    for check in (catalogues, static_files, mail):
        yield check()


def catalogues() -> Finding:
    """Texts in every language."""
    from kundenkreis.base.catalogues import compiled_file, folders

    missing = [folder.parent.name for folder in folders() if not compiled_file(folder).exists()]
    if missing or not folders():
        text = f"not compiled: {', '.join(missing) or 'all'}"
        return Finding("texts", "wrong", text, "Install the package again: pip install .")
    return Finding("texts", "well", f"compiled: {', '.join(folder.parent.name for folder in folders())}, en")


def static_files() -> Finding:
    """Style sheets and scripts; `serve` collects them."""
    from django.conf import settings

    if not any((Path(folder) / "css").is_dir() for folder in settings.STATICFILES_DIRS):
        return Finding("static files", "wrong", "missing in the package", "Install the package again: pip install .")
    return Finding("static files", "well", "in the package; collected by kundenkreis serve")


def mail() -> Finding:
    """Whether the mail server takes us."""
    from django.conf import settings
    from django.core.mail import get_connection

    if not settings.EMAIL_URL:
        return Finding("mail", "note", "no server; messages stay in the outbox page", "Set EMAIL_URL to send them.")
    try:
        with get_connection(fail_silently=False):
            pass
    except OSError as error:
        return Finding("mail", "wrong", f"{settings.EMAIL_HOST} does not take us: {error}", "Look at EMAIL_URL.")
    return Finding("mail", "well", f"through {settings.EMAIL_HOST}")
