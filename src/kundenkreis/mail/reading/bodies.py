"""The parts of a mail: what is text, what is HTML, what is a file."""

import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from kundenkreis.mail.reading.codes import BROKEN, decoded
from kundenkreis.mail.reading.headers import unwrapped, value
from kundenkreis.mail.reading.shape import File

MOST_PARTS = 2_000
_REPORTS = (
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "text/rfc822-headers",
)
_PLAIN = ("text/plain", "text/enriched")


@dataclass(slots=True)
class Body:
    """The texts, HTML texts and files of one mail in their order."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)


def body_of(message: Message) -> Body:
    """Sort the parts of a mail. A mail inside a mail is a file; what a mail server reports is neither."""
    body = Body()
    for part in _leaves(message):
        kind = _kind(part)
        if kind in _REPORTS:
            continue
        if kind == "text/html" and _is_text(part, body.html):
            body.html.append(_text(part))
        elif kind in _PLAIN and _is_text(part, body.plain):
            body.plain.append(_unflowed(part, _text(part)))
        else:
            body.files.append(_file(part, len(body.files) + 1))
    return body


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something, in reading order. A mail inside a mail is not opened."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed(inside(part)))
        else:
            yield part


def inside(part: Message) -> list[Message]:
    """Return the parts of a part; none where it holds a text, which is decoded as soon as it is asked for."""
    found = part.get_payload() if part.is_multipart() else []
    return [one for one in found if isinstance(one, Message)] if isinstance(found, list) else []


def _kind(part: Message) -> str:
    """Return the type of a part. One that says it has parts, and has none, is plain text."""
    kind = part.get_content_type()
    return "text/plain" if kind.startswith("multipart/") else kind


def _is_text(part: Message, read: list[str]) -> bool:
    """Whether a text part belongs to what is read: not attached, and not a named file behind the first text."""
    return _disposition(part) != "attachment" and not (_name(part) and any(text.strip() for text in read))


def _disposition(part: Message) -> str:
    return value(part, "Content-Disposition").partition(";")[0].strip().lower()


def _text(part: Message) -> str:
    return decoded(content(part), _parameter(part, "charset"))


def content(part: Message) -> bytes:
    """Return the bytes of a part, decoded for transport; undecoded if that fails."""
    try:
        data = part.get_payload(decode=True)
    except BROKEN:
        data = None
    if isinstance(data, bytes):
        return data
    try:
        inner = part.get_payload()
        whole = "".join(str(one) for one in inner) if isinstance(inner, list) else str(inner)
    except BROKEN:
        return b""
    return whole.encode("utf-8", "surrogateescape")


def _parameter(part: Message, name: str) -> str | None:
    try:
        found = part.get_param(name)
    except BROKEN:
        return None
    return found[2] if isinstance(found, tuple) else found


def _unflowed(part: Message, text: str) -> str:
    """Join the lines that a mail program broke only for sending (RFC 3676)."""
    if (_parameter(part, "format") or "").lower() != "flowed":
        return text
    glue = "" if (_parameter(part, "delsp") or "").lower() == "yes" else " "
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        if goes_on and not line.startswith(">"):
            lines[-1] = lines[-1].rstrip(" ") + glue + line.removeprefix(" ")
        else:
            lines.append(line.removeprefix(" "))
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)


def _name(part: Message) -> str:
    try:
        found = part.get_filename()
    except BROKEN:
        found = None
    return unwrapped(found) if found else ""


def _file(part: Message, no: int) -> File:
    """Return a part as a file. Its name is the sender's, its type what the sender says it is."""
    data, kind = content(part), part.get_content_type()
    inline = _disposition(part) == "inline" or bool(part.get("Content-ID") and _disposition(part) != "attachment")
    return File(
        name=_name(part) or _made_up(part, kind, no),
        type=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        inline=inline and kind.startswith("image/"),
        content=data,
    )


def _made_up(part: Message, kind: str, no: int) -> str:
    """Return a name for a file that came without one: a mail is named after its subject."""
    if kind == "message/rfc822":
        subject = next((value(one, "Subject") for one in inside(part)), "")
        return f"{subject or f'mail-{no}'}.eml"
    return f"attachment-{no}{mimetypes.guess_extension(kind) or '.bin'}"
