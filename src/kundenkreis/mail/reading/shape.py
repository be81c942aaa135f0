"""What a mail is after reading. Nothing here knows a database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Address:
    """A name and an address as they were written; either may be empty."""

    name: str
    address: str

    @property
    def key(self) -> str:
        """The address by which a person is found: capitals do not count."""
        return self.address.lower()

    @property
    def domain(self) -> str:
        """What stands behind the last @, in small letters."""
        return self.key.rpartition("@")[2]

    def as_dict(self) -> dict[str, str]:
        """Return it for JSON."""
        return {"name": self.name, "address": self.address}


@dataclass(frozen=True, slots=True)
class File:
    """Something attached; `inline` means that the text shows it in its place. `size` is in bytes, decoded."""

    name: str
    type: str
    size: int
    sha256: str
    inline: bool
    content: bytes

    def as_dict(self) -> dict[str, object]:
        """Return it for JSON, without the content."""
        return {
            "name": self.name,
            "type": self.type,
            "size": self.size,
            "sha256": self.sha256,
            "inline": self.inline,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail server says about a mail it could not deliver.

    `action` and `status` are those of RFC 3464 ("failed", "5.1.1"), empty
    if it says nothing in that form; a reader's complaint is a "complaint". `mail_id` is the Message-ID of the mail
    that came back, empty if the report does not quote it.
    """

    recipient: str = ""
    action: str = ""
    status: str = ""
    said: str = ""
    mail_id: str = ""

    @property
    def is_final(self) -> bool:
        """Whether it says that the mail was not delivered and will not be: no delay, no success, no complaint."""
        return self.action in ("failed", "")

    def as_dict(self) -> dict[str, str]:
        """Return it for JSON."""
        return {name: getattr(self, name) for name in ("recipient", "action", "status", "said", "mail_id")}


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. Every field is there, however broken the mail is; what could not be read is empty.

    `text` is all there is to read, `new_text` without what is quoted from
    earlier mails; `html` is cleaned and loads nothing. `sign` says by what
    a robot is recognised and is empty for a person. `language` is "de",
    "en" or another ISO 639-1 code, empty if that cannot be told.
    """

    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    date: datetime | None
    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    delivered_to: tuple[Address, ...]
    subject: str
    text: str
    new_text: str
    html: str
    files: tuple[File, ...]
    sign: str
    is_bounce: bool
    report: Report | None
    is_spam: bool
    loops: tuple[str, ...]
    hops: int
    language: str

    @property
    def thread(self) -> tuple[str, ...]:
        """The ids of earlier mails this one answers, the nearest first, each once."""
        return tuple(dict.fromkeys(one for one in (self.in_reply_to, *reversed(self.references)) if one))

    @property
    def recipients(self) -> tuple[Address, ...]:
        """Everybody it was sent to, and the addresses by which it reached us."""
        return (*self.to, *self.cc, *self.delivered_to)

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON. The names stay; others script against them."""
        return {
            "message_id": self.message_id or None,
            "in_reply_to": self.in_reply_to or None,
            "references": list(self.references),
            "date": self.date.isoformat() if self.date else None,
            "from": self.sender.as_dict() if self.sender else None,
            "to": [one.as_dict() for one in self.to],
            "cc": [one.as_dict() for one in self.cc],
            "reply_to": [one.as_dict() for one in self.reply_to],
            "subject": self.subject,
            "text": self.text,
            "new_text": self.new_text,
            "html": self.html or None,
            "attachments": [one.as_dict() for one in self.files],
            "auto_submitted": bool(self.sign) and not self.is_bounce,
            "bounce": self.is_bounce,
            "language": self.language or None,
            "sign": self.sign or None,
            "report": self.report.as_dict() if self.report else None,
        }
