"""Our own addresses: the one we write from, and the one by which an answer finds its case.

The token in front of the @ is signed with the installation's key and
written in small letters and digits, because mail servers may change
capitals. It names a case and the person to whom we wrote.
"""

import base64
import hmac
import re
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "kundenkreis.reply-address"
_SIGNATURE = 16
_TOKEN = re.compile(rf"\+c([0-9a-z]{{1,13}})-([0-9a-z]{{1,13}})-([a-z2-7]{{{_SIGNATURE}}})@", re.IGNORECASE)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def own_address() -> str:
    """Return the address we write from, in small letters."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()


def own_domain() -> str:
    """Return the domain of our mails and their ids."""
    return own_address().rpartition("@")[2] or "localhost"


def is_own(address: str) -> bool:
    """Whether an address is ours, with or without a token."""
    local, _at, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}" == own_address()


def reply_address(case_id: int, person_id: int) -> str:
    """Return the address to which a person answers about a case; empty if the mail server knows no plus addresses."""
    if not settings.MAIL_PLUS:
        return ""
    local, _at, domain = own_address().rpartition("@")
    value = f"{_in_36(case_id)}-{_in_36(person_id)}"
    return f"{local}+c{value}-{_signature(value, settings.SECRET_KEY)}@{domain}"


def case_of(address: str) -> int | None:
    """Return the case an address stands for, or None if it is none of ours or was changed."""
    found = _TOKEN.search(address)
    if found is None or not is_own(address):
        return None
    case_id, person_id, signature = (part.lower() for part in found.groups())
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    value = f"{case_id}-{person_id}"
    if not any(hmac.compare_digest(_signature(value, key), signature) for key in keys):
        return None
    return int(case_id, 36)


def _signature(value: str, key: str) -> str:
    digest = salted_hmac(_SALT, value, secret=key, algorithm="sha256").digest()
    return base64.b32encode(digest).decode()[:_SIGNATURE].lower()


def _in_36(number: int) -> str:
    """Return a number in letters and digits, so that an address stays short."""
    if number < 36:
        return _DIGITS[number]
    return _in_36(number // 36) + _DIGITS[number % 36]
