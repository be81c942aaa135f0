"""Children that must not outlive the command that started them."""

import os
import signal
import threading


def end_with_parent() -> None:
    """End this process in order when standard input closes.

    The parent holds the other end of the pipe and never writes, so the pipe
    closes with the parent, however it dies.
    """
    threading.Thread(target=_wait, daemon=True, name="parent").start()


def _wait() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
