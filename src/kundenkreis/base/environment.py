"""Read settings from environment variables, and say clearly which one is wrong.

An empty variable counts as not set, so that `EMAIL_URL=` in a service file
switches something off instead of breaking the start.
"""

import os

from django.core.exceptions import ImproperlyConfigured

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})


def text(name: str, default: str = "") -> str:
    """The value without surrounding blanks."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """A yes-or-no setting; anything but a known word is an error, never a silent no."""
    word = text(name, "1" if default else "0").lower()
    if word not in _YES | _NO:
        raise ImproperlyConfigured(f"{name} is {word!r}; please write 1 or 0.")
    return word in _YES


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least `least`."""
    word = text(name, str(default))
    if not word.isascii() or not word.isdigit() or int(word) < least:
        raise ImproperlyConfigured(f"{name} is {word!r}; please write a whole number of at least {least}.")
    return int(word)


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas; blanks and empty places are dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One word out of a few."""
    word = text(name, default)
    if word not in allowed:
        raise ImproperlyConfigured(f"{name} is {word!r}; possible are {', '.join(allowed)}.")
    return word
