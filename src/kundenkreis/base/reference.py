"""Reference data that every request needs and that hardly ever changes.

It is read once and kept in the process until the company's version number
grows. The number comes along with the statement that finds out who asks,
so knowing that nothing changed costs nothing.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class _Seen:
    version: int = 0
    epoch: int = 0


def _present() -> tuple[int, int]:
    return _Seen.epoch, _Seen.version


def see(version: int) -> None:
    """Tell this process which version of the reference data is the present one."""
    _Seen.version = version


def forget() -> None:
    """Read everything anew at the next use: after a change of our own, or another database."""
    _Seen.epoch += 1


class Reference(Generic[T]):
    """One piece of reference data, loaded when it is first needed and when it changed."""

    def __init__(self, load: Callable[[], T]) -> None:
        self._load = load
        self._held: tuple[tuple[int, int], T] | None = None

    def __call__(self) -> T:
        """Return the data; read it first if the version has grown."""
        held = self._held
        if held is None or held[0] != _present():
            held = self._held = (_present(), self._load())
        return held[1]
