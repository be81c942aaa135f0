"""Letters leave over SMTP.

A letter is `sending` while somebody is at it. If that process dies, the next
one sends it again: nobody can know whether the mail server had taken it. It
has the same Message-ID then, by which mail servers and readers recognise
the copy. So no letter is lost, and one may arrive twice only if a process
dies between the server's "250" and the next statement.
"""

import smtplib
from datetime import datetime
from email.utils import format_datetime, formataddr

from django.core.mail import EmailMultiAlternatives, get_connection

from kundenkreis.base.text import one_line
from kundenkreis.cases.models import Attachment
from kundenkreis.mail import actions
from kundenkreis.mail.addresses import own_address
from kundenkreis.mail.alone import alone
from kundenkreis.mail.letters.write import MOST_ENCLOSED
from kundenkreis.mail.models import Letter

# With the waiting times of `tasks.Patience` these are a little more than two days.
MOST_TRIES = 55


class NotNowError(Exception):
    """The letter could not be sent this time and stays in the outbox."""


def send(letter_id: int, now: datetime) -> bool:
    """Send a letter if it has not been sent yet; whether it left now. Raises NotNowError to be tried again."""
    with alone(f"letter {letter_id}") as is_ours:
        if not is_ours:
            raise NotNowError("another process is sending it")
        letter = actions.claim(letter_id)
        if letter is None:
            return False
        problem, is_final = _hand_over(letter)
        if not problem:
            actions.sent(letter_id, now)
            return True
        if is_final or letter.tries >= MOST_TRIES:
            actions.fail(letter_id, problem)
            return False
        actions.wait(letter_id, problem)
        raise NotNowError(problem)


def _hand_over(letter: Letter) -> tuple[str, bool]:
    """Give a letter to the mail server; return what went wrong (empty if nothing) and whether that is final.

    Only a refusal of this address or this text is final. A server that is
    away, or that does not know our password, is somebody's to mend.
    """
    try:
        as_mail(letter).send()
    except smtplib.SMTPRecipientsRefused as refused:
        answers = list(refused.recipients.values())
        return _said(answers[0] if answers else (0, b"")), all(code >= 500 for code, _text in answers)
    except smtplib.SMTPDataError as refused:
        return _said((refused.smtp_code, refused.smtp_error)), refused.smtp_code >= 500
    except ValueError as error:
        # An address or a name that cannot be written in a mail.
        return str(error), True
    except (smtplib.SMTPException, OSError) as error:
        return str(error) or type(error).__name__, False
    return "", False


def _said(answer: tuple[int, bytes | str]) -> str:
    code, text = answer
    return f"{code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"


def as_mail(letter: Letter) -> EmailMultiAlternatives:
    """Return a letter as it goes over the wire: the same at every attempt."""
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=formataddr((letter.sender_name, own_address())),
        to=[formataddr((one_line(letter.person.name), letter.address))],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=_headers(letter),
        connection=get_connection(),
    )
    mail.attach_alternative(letter.html, "text/html")
    for file in _enclosed(letter):
        with file.file.open("rb") as opened:
            mail.attach(file.name, opened.read(), file.content_type)
    return mail


def _headers(letter: Letter) -> dict[str, str]:
    headers = {
        "Message-ID": letter.mail_id,
        "Date": format_datetime(letter.written_at),
        "In-Reply-To": letter.in_reply_to,
        "References": letter.references,
        "Auto-Submitted": letter.automatic,
        # Asks Exchange for no notices of absence; our own mark tells us that a loop has closed.
        "X-Auto-Response-Suppress": "All" if letter.automatic else "",
        "X-Loop": own_address(),
    }
    return {name: value for name, value in headers.items() if value}


def _enclosed(letter: Letter) -> list[Attachment]:
    """Return the files that come along: those of the reply, never of a confidential case, none if they are too big."""
    if letter.message is None or letter.case.is_confidential:
        return []
    files = list(letter.message.attachments.filter(is_internal=False))
    return files if sum(file.size for file in files) <= MOST_ENCLOSED else []
