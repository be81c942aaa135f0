"""Serve the web pages with Granian."""

import socket

from kundenkreis.console.exits import CommandError, Exit
from kundenkreis.console.house import open_house
from kundenkreis.console.parent import end_with_parent

# Each thread keeps one database connection; with more, threads wait for each other instead of for the database.
THREADS = 4


def serve_pages(*, host: str, port: int, workers: int, until_parent_ends: bool) -> None:
    """Serve until stopped. Processes that fail are replaced."""
    address = _address(host)
    require_free(address, port)
    with open_house():
        from kundenkreis.console.migrate import require_current, require_version
        from kundenkreis.console.static import prepare_static

        require_version()
        require_current()
        prepare_static()
        if until_parent_ends:
            end_with_parent()
        _serve(address, port, workers)


def _serve(address: str, port: int, workers: int) -> None:
    from django.db import connections
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    connections.close_all()
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
    ).serve()


def _address(host: str) -> str:
    """Granian wants a number, people write names."""
    try:
        return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except OSError as error:
        raise CommandError(f"The host {host} is not known here: {error.strerror}.", Exit.BAD_SETTING) from error


def require_free(address: str, port: int) -> None:
    """Say that a port is taken before anything is started."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise CommandError(f"Port {port} cannot be used: {error.strerror}. Please choose another.") from error
