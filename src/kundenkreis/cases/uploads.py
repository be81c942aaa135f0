"""Uploaded files: which ones we take, and under which name they are kept.

A file is refused when it is empty, too big, one too many, when it could
run on the colleague's computer, or when its name hides what it is. Names
are never trusted: only the last part of a path is kept, without control
characters.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from kundenkreis.base.text import clean

MOST_FILES, MOST_NAME, MOST_BYTES = 10, 120, 200
_MOST_ENDING = 10
_MEGABYTE = 1024 * 1024

# What a double click would run, install or open with rights; web pages and
# drawings that can hold scripts; office files with macros.
_RUNS = re.compile(
    "exe|com|bat|cmd|scr|pif|msi|msp|msix|appx|ps1|psm1|vb|vbs|vbe|js|jse|mjs|ws|wsf|wsh|hta|jar|jnlp|lnk|url|reg|cpl|"
    "dll|sys|drv|inf|gadget|application|app|dmg|pkg|deb|rpm|sh|bash|csh|ksh|command|run|apk|ipa|iso|img|vhd|vhdx|chm|"
    "hlp|scf|html|htm|xhtml|shtml|mht|mhtml|svg|svgz|swf|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppam|ppsm|sldm"
)
# A harmless ending behind one of these is meant to deceive: "rechnung.exe.pdf".
_HIDDEN = re.compile("exe|bat|cmd|scr|pif|msi|ps1|vbs|vbe|js|jse|wsf|hta|jar|lnk")
_RUNNING_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"L\x00\x00\x00\x01",
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNWANTED = re.compile('[<>:"|?*/\\\\]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """The files that can be taken, under their safe names, and a sentence for each one that cannot."""

    files: "list[UploadedFile[bytes]]" = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def check(uploads: "Iterable[UploadedFile[bytes]]", limit: int) -> Checked:
    """Sort uploaded files into those we take and those we do not; `limit` is the most bytes of one file.

    A file that is taken gets its safe name; two of one name are told apart.
    """
    checked = Checked()
    for no, upload in enumerate(uploads):
        if no == MOST_FILES:
            checked.problems.append(_("Please send at most %(most)s files at once.") % {"most": MOST_FILES})
            break
        problem = _problem(upload, limit)
        if problem:
            checked.problems.append(problem)
        else:
            upload.name = _apart(safe_name(upload.name or ""), {f.name or "" for f in checked.files})
            checked.files.append(upload)
    return checked


def safe_name(name: str) -> str:
    """Return the name under which a file is kept: one part of a path, visible, with a letter or digit, not too long."""
    last = re.split(r"[/\\]", clean(name))[-1]
    spaced = " ".join(unicodedata.normalize("NFC", last).split())
    visible = "".join(c for c in spaced if unicodedata.category(c) not in ("Cf", "Cc"))
    plain = _UNWANTED.sub("_", visible).strip(". ")
    if _RESERVED.fullmatch(plain):
        plain = "_" + plain
    return _short(plain) if re.search(r"\w", plain) else _("file")


def _short(name: str) -> str:
    """Return the name cut to 120 characters and 200 bytes (a file system takes 255), with its ending."""
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _MOST_ENDING:
        stem, ending = name, ""
    rest = dot + ending if ending else ""
    while len(stem) + len(rest) > MOST_NAME or len((stem + rest).encode()) > MOST_BYTES:
        stem = stem[:-1]
    return stem + rest


def _problem(upload: "UploadedFile[bytes]", limit: int) -> str:
    """Return a sentence why this file is not taken, or an empty text."""
    name = safe_name(upload.name or "")
    named = {"name": name, "most": limit // _MEGABYTE}
    if _TURNING.search(upload.name or ""):
        return _("The name of “%(name)s” contains hidden characters. Please rename the file.") % named
    if not upload.size:
        return _("“%(name)s” is empty. Please choose the file again.") % named
    if upload.size > limit:
        return _("“%(name)s” is too big. A file may have up to %(most)s MB.") % named
    if _ends_badly(name) or _head(upload).startswith(_RUNNING_HEADS):
        return _("“%(name)s” could run as a program, so we do not take it. A PDF or a picture works.") % named
    return ""


def _ends_badly(name: str) -> bool:
    endings = [e.strip().lower() for e in unicodedata.normalize("NFKC", name).split(".")[1:]]
    hidden = any(_HIDDEN.fullmatch(ending) for ending in endings[:-1])
    return bool(endings) and (hidden or _RUNS.fullmatch(endings[-1]) is not None)


def _head(upload: "UploadedFile[bytes]") -> bytes:
    upload.seek(0)
    head = upload.read(8)
    upload.seek(0)
    return bytes(head)


def _apart(name: str, taken: Collection[str]) -> str:
    """Return the name, with a number if a file of this name is there already."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (name, "")
    numbered = (f"{stem} ({no}){ending}" for no in range(2, MOST_FILES + 2))
    return name if name not in taken else next(n for n in numbered if n not in taken)
