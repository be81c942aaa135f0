"""Serve the web pages with Granian."""

import ctypes
import gc
import socket
from importlib import import_module
from typing import Any

from kundenkreis.console.exits import CommandError, Exit
from kundenkreis.console.house import open_house
from kundenkreis.console.parent import end_with_parent

# Each thread keeps one database connection; with more, threads wait for each other instead of for the database.
THREADS = 4
# Numbers of parameters in glibc's malloc.h.
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_LARGE = 128 * 1024


def serve_pages(*, host: str, port: int, workers: int, until_parent_ends: bool) -> None:
    """Serve until stopped. Processes that fail are replaced. A parent has looked at the database already."""
    address = _address(host)
    require_free(address, port)
    with open_house():
        from kundenkreis.console.migrate import require_current, require_version
        from kundenkreis.console.static import prepare_static

        if until_parent_ends:
            end_with_parent()
        else:
            require_version()
            require_current()
        prepare_static()
        _serve(address, port, workers)


def _serve(address: str, port: int, workers: int) -> None:
    from django.conf import settings
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    _load_once()
    Server(
        "kundenkreis.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        log_dictconfig=settings.LOGGING,
    ).serve(target_loader=_loaded, wrap_loader=False)


def _loaded() -> Any:
    """Return what answers requests. Granian would look for it in the folder in which the command was given."""
    return import_module("kundenkreis.wsgi").application


def _load_once() -> None:
    """Load everything before the processes part, so that they share its memory.

    Frozen objects are left alone by the garbage collector, which would write
    to each of them, and so copy their pages. It looks through everything else
    once a quarter as much has come in as it saw last time; looking once more
    lets it forget how much there was before.
    """
    from django.db import connections
    from django.template import engines
    from django.urls import get_resolver

    import_module("kundenkreis.wsgi")
    get_resolver().url_patterns  # noqa: B018
    engines["jinja2"].env.compile_ahead()  # type: ignore[attr-defined]
    connections.close_all()
    keep_few_heaps()
    gc.collect()
    gc.freeze()
    gc.collect()


def keep_few_heaps() -> None:
    """Let all threads of glibc's allocator share one heap; a heap a thread keeps 20 MB more.

    What is large (a whole page, an upload) is always asked of the system and
    given back; by itself the allocator learns from the first large piece to
    keep such pieces in the heap, which then has holes.
    """
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(_ARENA_MAX, 1)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)


def _address(host: str) -> str:
    """Granian wants a number, people write names."""
    try:
        return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no name of a host"
        raise CommandError(f"The host {host} is not known here: {reason}.", Exit.BAD_SETTING) from error


def require_free(address: str, port: int) -> None:
    """Say that a port is taken before anything is started."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise CommandError(f"Port {port} cannot be used: {error.strerror}. Please choose another.") from error
