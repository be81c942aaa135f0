"""What a step may answer instead of doing it. Every message says what to do next."""

from collections.abc import Sequence
from typing import Any


class StepError(Exception):
    """A step did nothing. `message` is meant for the person who tried."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(StepError):
    """There is no such thing, or none that this person may know of."""


class NotAllowed(StepError):
    """The person may see it but may not do this to it."""


class Refused(StepError):
    """It cannot be done as asked. `field` names the input that would have to change."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Meanwhile(StepError):
    """Somebody was faster: `since` holds the messages that the writer has not seen yet."""

    def __init__(self, message: str, since: Sequence[Any] = ()) -> None:
        super().__init__(message)
        self.since = list(since)
