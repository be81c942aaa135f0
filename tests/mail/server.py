"""The mail server of the tests: it keeps every mail it takes."""

from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any


@dataclass
class Mailbox:
    """What came in. `refuse_recipient` and `refuse_data` are answers like "550 unknown"."""

    mails: list[Message] = field(default_factory=list)
    refuse_recipient: str = ""
    refuse_data: str = ""

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse_data:
            return self.refuse_data
        self.mails.append(message_from_bytes(envelope.content))
        return "250 OK"
