"""What just happened, in one line, shown once on the next page; with the address that takes it back."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Toast:
    """A line for the person; `undo` is a path to post to, `seconds` how long that is possible."""

    text: str
    undo: str = ""
    seconds: int = 6


def toast(request: HttpRequest, text: str, *, undo: str = "", seconds: int = 10) -> None:
    """Show a line on the next page."""
    messages.info(request, text, extra_tags=f"{seconds} {undo}" if undo else "")


def toasts(request: HttpRequest) -> list[Toast]:
    """Return the lines to show now; they are gone afterwards."""
    found = []
    for message in messages.get_messages(request):
        seconds, _, undo = (message.extra_tags or "").partition(" ")
        found.append(Toast(str(message.message), undo, int(seconds or 6)))
    return found
