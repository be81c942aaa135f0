"""Bytes into text, whatever a mail says about its charset."""

from kundenkreis.base.text import clean

# What the library's readers raise on mails that are broken, or made to break a reader.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, OverflowError, RecursionError)

# Names that are used in mails but not known to Python, and names that mean more than they say:
# what is called Latin 1 on the net is Windows 1252 in practice.
_MEANT = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "unknown-8bit": "utf-8",
    "x-unknown": "utf-8",
    "default_charset": "utf-8",
    "utf8mb4": "utf-8",
    "unicode": "utf-8",
    "iso-8859-8-i": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-mac-roman": "mac_roman",
}


def decoded(data: bytes, charset: str | None) -> str:
    """Return the text of some bytes: by the charset that was named, else UTF-8, else Windows 1252.

    A charset that is unknown or does not fit never loses the text.
    """
    named = (charset or "utf-8").strip().strip("\"'").lower()
    for name in (_MEANT.get(named, named), "utf-8"):
        try:
            return clean(data.decode(name).removeprefix("\ufeff"))
        except (LookupError, ValueError):
            continue
    return clean(data.decode("cp1252", "replace"))


def from_header(text: str) -> str:
    """Return a header's text whose bytes were not ASCII, as some senders write them."""
    if text.isascii():
        return text
    try:
        data = text.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return decoded(data, None)
