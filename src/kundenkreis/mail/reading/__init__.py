"""Reading a mail: bytes in, one `Mail` out, whatever the bytes are. Pure; knows no database and no settings."""

from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser

from kundenkreis.mail.reading import robots
from kundenkreis.mail.reading.bodies import Body, body_of
from kundenkreis.mail.reading.codes import BROKEN
from kundenkreis.mail.reading.headers import addresses, ids, moment, raw_value, raw_values, value
from kundenkreis.mail.reading.language import language_of
from kundenkreis.mail.reading.markup import as_text, cleaned, without_quotes
from kundenkreis.mail.reading.quotes import new_part
from kundenkreis.mail.reading.shape import Address, File, Mail, Report

__all__ = ["Address", "File", "Mail", "Report", "read"]


def read(raw: bytes) -> Mail:
    """Read one mail (RFC 5322). Never raises: what is broken is left out, text is kept as far as there is any."""
    message = _parsed(raw)
    body = body_of(message)
    subject = value(message, "Subject")
    text, new_text = _texts(body, subject)
    bounce = robots.is_bounce(message)
    reply_ids = ids(message, "In-Reply-To")
    return Mail(
        message_id=next(iter(ids(message, "Message-ID")), ""),
        in_reply_to=reply_ids[-1] if reply_ids else "",
        references=tuple(dict.fromkeys((*ids(message, "References"), *reply_ids[:-1]))),
        date=moment(message),
        sender=next(iter(addresses(message, "From") or addresses(message, "Sender")), None),
        to=addresses(message, "To"),
        cc=addresses(message, "Cc"),
        reply_to=addresses(message, "Reply-To"),
        delivered_to=addresses(message, "Delivered-To", "X-Original-To", "Envelope-To"),
        subject=subject,
        text=text,
        new_text=new_text,
        html=cleaned("\n".join(body.html)),
        files=tuple(body.files),
        sign=robots.sign_of_robot(message),
        is_bounce=bounce,
        report=robots.report_of(message) if bounce else None,
        is_spam=raw_value(message, "X-Spam-Flag").lower() == "yes",
        loops=tuple(one.lower() for one in raw_values(message, "X-Loop")),
        hops=sum(1 for _ in raw_values(message, "Received")),
        language=language_of(new_text),
    )


def _parsed(raw: bytes) -> Message:
    """Return the parsed mail; one that is nested beyond reason only with its head and its body as it came."""
    try:
        return message_from_bytes(raw)
    except BROKEN:
        return BytesHeaderParser().parsebytes(raw)


def _texts(body: Body, subject: str) -> tuple[str, str]:
    """Return the whole text and what is new in it; from HTML where there is no plain text."""
    text = "\n\n".join(one.strip("\n") for one in body.plain if one.strip())
    if text.strip() or not body.html:
        return text, new_part(text, subject)
    text = "\n\n".join(as_text(one) for one in body.html)
    unquoted = "\n\n".join(as_text(without_quotes(one)) for one in body.html)
    return text, new_part(unquoted if unquoted.strip() else text, subject)
