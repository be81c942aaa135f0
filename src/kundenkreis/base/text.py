"""Small rules about text that every room shares."""

import re
import unicodedata
from textwrap import shorten

MOST_DIGITS = 18
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# A point after a number or a single letter ends no sentence: "am 3. Mai", "z. B.".
_SENTENCE = re.compile(r"(?:(?<=[.!?])(?<!\d\.)(?<!\b\w\.))\s+")
_GREETING = 5


def clean(text: str) -> str:
    """Return the text without what a database or a screen cannot hold.

    PostgreSQL refuses NUL, and lone surrogates cannot be encoded. Line
    ends become plain newlines; nothing else is changed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", text)


def one_line(text: str, limit: int = 200) -> str:
    """Return a title: cleaned, on one line, at most `limit` characters."""
    line = " ".join(clean(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def whole_number(text: str) -> int | None:
    """Return the number that somebody wrote in plain digits; None for anything else, and for more than 18 digits.

    A database holds that much, and Python itself refuses to read very long ones.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def title_of(text: str, limit: int = 90) -> str:
    """Return the title of a letter that has none: its first sentence, without the greeting before it.

    A short line that ends with a comma greets, unless nothing follows it.
    """
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    if len(lines) > 1 and lines[0].endswith(",") and len(lines[0].split()) <= _GREETING:
        lines = lines[1:]
    sentence = _SENTENCE.split(lines[0], maxsplit=1)[0].rstrip(".") if lines else ""
    return shorten(sentence, width=limit, placeholder=" …") if " " in sentence else one_line(sentence, limit)


def sort_key(name: str) -> str:
    """Return the key by which a name is sorted and found.

    The embedded server knows no German collation and puts Ä behind Z, so
    the key is stored: casefolded and without accents (DIN 5007, variant 1).
    """
    folded = unicodedata.normalize("NFKD", clean(name).casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))[:200]


def initials(name: str) -> str:
    """Return up to two letters that stand for a person."""
    words = [w for w in name.split() if w[:1].isalpha()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
