"""Start other commands of ours as processes, and stop exactly those."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

# Seconds a child gets to finish what it does.
PATIENCE = 25.0


@dataclass(frozen=True)
class Child:
    """One of our commands in a process group of its own, so that Ctrl-C reaches only us."""

    name: str
    process: "subprocess.Popen[bytes]"

    @property
    def ended(self) -> bool:
        """Whether it is gone."""
        return self.process.poll() is not None


@contextlib.contextmanager
def children(commands: dict[str, list[str]], environment: dict[str, str]) -> Iterator[list[Child]]:
    """Run `kundenkreis` commands inside the block and stop them, in reverse order, after it."""
    started: list[Child] = []
    try:
        for name, arguments in commands.items():
            started.append(Child(name, _start(arguments, environment)))
        yield started
    finally:
        with _deaf():
            _stop(started)


def _start(arguments: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """The open pipe tells the child that we live; see `parent.end_with_parent`."""
    return subprocess.Popen(
        [sys.executable, "-m", "kundenkreis.console.main", *arguments, "--until-parent-ends"],
        stdin=subprocess.PIPE,
        env={**os.environ, **environment},
        start_new_session=True,
    )


def _stop(started: list[Child]) -> None:
    for child in reversed(started):
        if not child.ended:
            child.process.terminate()
    end = time.monotonic() + PATIENCE
    for child in reversed(started):
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.1, end - time.monotonic()))
    for child in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """An impatient second Ctrl-C must not leave half of them running."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
