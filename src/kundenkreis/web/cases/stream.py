"""The conversation of a case as one stream: messages, and between them what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from kundenkreis.cases.conversation import Said, Stretch
from kundenkreis.cases.history import Happening, Line, Names, line
from kundenkreis.promises.of_case import Promised
from kundenkreis.web.cases.owed import Owed, owed
from kundenkreis.web.cases.words import came_by


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a message."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a message, with the address that checks who may have it."""

    name: str
    size: int
    address: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as the macro `parts/message.html` wants it, with what was promised in it."""

    id: int
    by: str
    author: Author | None
    channel: str
    at: datetime
    text: str
    is_automatic: bool
    files: tuple[Download, ...] = ()
    promises: tuple[Owed, ...] = ()

    def get_channel_display(self) -> str:
        """Return how it came or went."""
        return came_by(self.channel)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the stream: a message or an event."""

    at: datetime
    bubble: Bubble | None = None
    event: Line | None = None


def stream(
    case_id: int,
    said: Stretch,
    happened: Iterable[Happening],
    promises: Sequence[Promised],
    names: Names,
    now: datetime,
) -> list[Entry]:
    """Return messages and events in the order in which they came, oldest first.

    A promise that a reply gave stands at that reply and not once more as an
    event; promises that follow from the request by rule stand at the side
    only.
    """
    bubbles = [bubble(case_id, message, promises, now) for message in said.messages]
    told = {promise.no for one in bubbles for promise in one.promises}
    entries = [Entry(one.at, bubble=one) for one in bubbles]
    entries += [Entry(h.at, event=line(h, names)) for h in happened if h.kind != "promise.given" or _is_news(h, told)]
    return sorted(entries, key=lambda entry: entry.at)


def _is_news(happening: Happening, told: set[int]) -> bool:
    return happening.actor_id is not None and happening.data.get("no") not in told


def bubble(case_id: int, message: Said, promises: Sequence[Promised], now: datetime) -> Bubble:
    """Return one message with its files and with the promises that were given in it."""
    files = tuple(Download(f.name, f.size, reverse("case.file", args=[case_id, f.id])) for f in message.files)
    given = tuple(owed(p, now) for p in promises if message.by == "team" and _was_given_in(p, message))
    author = Author(message.author_id, message.author) if message.author_id else None
    return Bubble(
        message.id, message.by, author, message.channel, message.at, message.text, message.is_automatic, files, given
    )


def _was_given_in(promise: Promised, message: Said) -> bool:
    return promise.given_at == message.at and promise.given_by == message.author_id
