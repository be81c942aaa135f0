"""Where the database is: the server of `DATABASE_URL`, or our own one in the data folder."""

import hashlib
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LEAST_VERSION = 15
EMBEDDED_NAME = "kundenkreis"
# A Unix socket's path may have 107 bytes on Linux and 103 on macOS; PostgreSQL adds "/.s.PGSQL.5432.lock".
_LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432.lock")
# A statement that comes for the third time on a connection is planned once and kept: planning our short
# statements costs more than carrying them out. `prepare_threshold=` in DATABASE_URL switches that off, for
# connection poolers that hand a connection from one client to the other.
_KEEP_FROM = 3


def socket_folder(data: Path) -> Path:
    """Where the embedded server of a data folder keeps its socket.

    Normally `run` inside the data folder. When that path is too long for a
    socket, or has a comma (libpq reads several hosts then), a folder among the
    temporary files, named after the data folder, so that every process that
    knows the data folder finds it.
    """
    folder = data.resolve() / "run"
    if len(bytes(folder)) <= _LONGEST_SOCKET_FOLDER and "," not in str(folder):
        return folder
    name = hashlib.sha256(bytes(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"kundenkreis-{name}"


def connection_settings(url: str, data: Path) -> dict[str, Any]:
    """One entry of Django's `DATABASES`.

    Without a URL it points at the embedded server's socket. Whether a server
    listens there is not looked at: only the command line starts one.
    """
    here = {"NAME": EMBEDDED_NAME, "USER": EMBEDDED_NAME, "HOST": str(socket_folder(data)), "OPTIONS": _options({})}
    place = _from_url(url) if url else here
    return {"ENGINE": "kundenkreis.base.backend", "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, **place}


def _options(given: dict[str, str]) -> dict[str, Any]:
    """Return the options of a connection: those of the URL, and plans that are kept unless it says otherwise."""
    threshold = given.pop("prepare_threshold", str(_KEEP_FROM))
    if not threshold:
        return dict(given)
    if not threshold.isascii() or not threshold.isdigit():
        raise ImproperlyConfigured("DATABASE_URL: prepare_threshold has to be a number, or empty.")
    return {"server_side_binding": True, "prepare_threshold": int(threshold), **given}


def _from_url(url: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?sslmode=require`.

    Parts may be percent-encoded. `?host=/folder` names a Unix socket;
    for `prepare_threshold` see `_KEEP_FROM`. Every other parameter goes to libpq unchanged.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}.") from error
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://; PostgreSQL is the only database.")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    return {
        "NAME": unquote(parts.path.lstrip("/")) or "kundenkreis",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(port or "")),
        "OPTIONS": _options(options),
    }
