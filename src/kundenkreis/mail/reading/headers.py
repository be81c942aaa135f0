"""Headers: names, addresses, ids and dates, however they were written."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from kundenkreis.base.text import clean
from kundenkreis.mail.reading.codes import BROKEN, decoded, from_header
from kundenkreis.mail.reading.shape import Address

MOST_IDS, MOST_ADDRESSES, _LONGEST = 200, 500, 100_000
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_ID = re.compile(r"<([^<>\s]+)>")
_ADDRESS = re.compile(r"[^\s<>\"'(),;:@\[\]]+@[^\s<>\"'(),;:@]+")


def raw_values(message: Message, name: str) -> Iterator[str]:
    """Yield what stands behind a header's name, unfolded and otherwise as it came, once for each time it is there."""
    wanted = name.lower()
    for key, value in message.raw_items():
        if key.lower() == wanted:
            yield _FOLD.sub(" ", from_header(str(value)[:_LONGEST])).strip()


def raw_value(message: Message, name: str) -> str:
    """Return the first value of a header, or an empty text."""
    return next(raw_values(message, name), "")


def value(message: Message, name: str) -> str:
    """Return the first value of a header with its encoded words read."""
    return unwrapped(raw_value(message, name))


def unwrapped(text: str) -> str:
    """Read the encoded words of RFC 2047; what cannot be read stays as it is."""
    try:
        pieces = decode_header(text)
    except (HeaderParseError, *BROKEN):
        return clean(text)
    return " ".join(clean("".join(_piece(*piece) for piece in pieces)).split())


def _piece(data: bytes | str, charset: str | None) -> str:
    if isinstance(data, str):
        return data
    # Between encoded words the library keeps plain text as raw Unicode escapes.
    return decoded(data, charset) if charset else data.decode("raw-unicode-escape", "replace")


def addresses(message: Message, *names: str) -> tuple[Address, ...]:
    """Return the addresses of some headers in their order."""
    values = [text for name in names for text in raw_values(message, name)]
    return tuple(one for text in values for one in _addresses(text))[:MOST_ADDRESSES]


def _addresses(text: str) -> list[Address]:
    """Read one header's addresses; from a broken one at least what looks like an address."""
    try:
        pairs = [(name, address) for name, address in getaddresses([text]) if "@" in address[1:-1]]
    except BROKEN:
        pairs = []
    found = [Address(unwrapped(name), "".join(unwrapped(address).split())) for name, address in pairs]
    return found or [Address("", address) for address in _ADDRESS.findall(unwrapped(text))]


def ids(message: Message, name: str) -> tuple[str, ...]:
    """Return the message ids of a header, each with its angle brackets."""
    text = raw_value(message, name)
    if "=?" in text:
        text = "".join(unwrapped(text).split()).replace("><", "> <")
    found = _ID.findall(text) or [word for word in text.split() if "@" in word]
    return tuple(f"<{clean(one)}>" for one in found[:MOST_IDS])


def moment(message: Message) -> datetime | None:
    """Return the date the sender gave, or None if there is none to be read."""
    try:
        found = parsedate_to_datetime(value(message, "Date"))
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    except BROKEN:
        return None
