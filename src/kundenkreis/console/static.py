"""Static files ready for browsers: named by their content, compressed, in the data folder."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command


def prepare_static() -> bool:
    """Collect the files if any has changed since; say whether there was something to do.

    Old files stay: a page open in a browser may still ask for them.
    """
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root.parent / ".static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_prepared():
            return False
        call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
        _mark().write_text(_state())
        return True


def is_prepared() -> bool:
    """Whether what was collected belongs to this version."""
    return _mark().exists() and _mark().read_text() == _state()


def _mark() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected"


def _state() -> str:
    """A fingerprint of all source files by path, size and time."""
    found = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in finder.list(None):
            status = Path(storage.path(name)).stat()
            found.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return found.hexdigest()
