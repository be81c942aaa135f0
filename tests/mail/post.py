"""Mails as people send them."""

from datetime import datetime
from email.message import EmailMessage
from zlib import crc32

from kundenkreis.mail.inbox import deliver
from kundenkreis.mail.models import Incoming
from tests.cast import NOW

SANDRA = "Sandra Kunz <sandra@tannhof.example>"
UWE = "Uwe Stein <uwe@tannhof.example>"


def mail(
    sender: str = SANDRA,
    text: str = "Guten Morgen, die Kupplung ist heute gekommen. Der Karton war eingedrückt.",
    subject: str = "Ersatzkupplung kam beschädigt an",
    *,
    html: str = "",
    files: tuple[tuple[str, bytes], ...] = (),
    **headers: str,
) -> bytes:
    """Return one mail; headers are named with _ for -."""
    made = EmailMessage()
    values = {
        "From": sender,
        "To": "service@tannhof.example",
        "Subject": subject,
        "Message-ID": f"<{crc32(text.encode())}@x.de>",
    }
    values |= {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in values.items():
        if value:
            made[name] = value
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def post(*args: object, now: datetime = NOW, **more: object) -> Incoming:
    """Deliver one mail and return what became of it."""
    return deliver(mail(*args, **more), now)  # type: ignore[arg-type]
