"""What is new in a mail, and what is only quoted from earlier ones.

Goes line by line, so that the effort grows with the length of the text and
with nothing else. When in doubt a line counts as new: nothing that somebody
wrote may get lost, and the whole text is kept beside it.
"""

import re

from kundenkreis.mail.reading.marks import attribution, is_forward, is_from_phone, is_quote, starts_old_mail

_SIGNATURE_LINES = 15
_LIST_FOOTER = re.compile(r"\s*_{20,}\s*")


def new_part(text: str, subject: str = "") -> str:
    """Return what the writer of a mail has added to the mails before it.

    A forwarded mail is new as a whole, and so is one whose answers stand
    between quoted lines. If nothing would be left, everything is new.
    """
    lines = _without_end(text.split("\n"))
    kept = lines if is_forward(subject) else _new_lines(lines)
    return _joined(_without_end(kept)) or _joined(kept) or text.strip()


def _new_lines(lines: list[str]) -> list[str]:
    """Return the lines above the first quoted mail, those below if it stands on top, or all if both are new."""
    next_own = _next_own(lines)
    for no, line in enumerate(lines):
        if starts_old_mail(lines, no):
            return lines[:no]
        length = attribution(lines, no)
        begins = length or (is_quote(line) and not (no and is_quote(lines[no - 1])))
        if not begins:
            continue
        own = next_own[no + length] if length else next_own[no]
        if _is_unmarked(lines, no, length) or _goes_to_the_end(lines, own):
            return lines[:no] if _joined(lines[:no]) else lines
        if not _joined(lines[:no]):
            return _below(lines, own)
    return lines


def _next_own(lines: list[str]) -> list[int]:
    """Return for every line where the next one stands that is neither blank nor quoted nor a telephone's."""
    found = [len(lines)] * (len(lines) + 1)
    for no in range(len(lines) - 1, -1, -1):
        line = lines[no]
        passed = not line.strip() or is_quote(line) or is_from_phone(line)
        found[no] = found[no + 1] if passed else no
    return found


def _is_unmarked(lines: list[str], no: int, length: int) -> bool:
    """Whether somebody is said to have written what follows, and it follows without marks."""
    following = next((line for line in lines[no + length : no + length + 5] if line.strip()), "")
    return bool(length) and not is_quote(following)


def _goes_to_the_end(lines: list[str], own: int) -> bool:
    """Whether nothing new follows: the text ends, or goes on with an even older mail."""
    return own == len(lines) or bool(attribution(lines, own)) or starts_old_mail(lines, own)


def _below(lines: list[str], own: int) -> list[str]:
    """Return what stands below a block of quoted lines on top; all lines if quotes come again."""
    below = lines[own:]
    return lines if any(is_quote(line) for line in below) else below


def _without_end(lines: list[str]) -> list[str]:
    """Return the lines without a signature behind "-- ", a mailing list's footer, and what a telephone adds."""
    kept = _trimmed(lines)
    first = max(0, len(kept) - _SIGNATURE_LINES)
    for no in range(first, len(kept)):
        if kept[no].rstrip() == "--" or _LIST_FOOTER.fullmatch(kept[no]):
            kept = _trimmed(kept[:no])
            break
    while kept and is_from_phone(kept[-1]):
        kept = _trimmed(kept[:-1])
    return kept


def _trimmed(lines: list[str]) -> list[str]:
    """Return the lines without blank ones at the end."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip()
