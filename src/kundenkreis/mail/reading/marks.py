"""How mail programs mark that an older mail follows."""

import re

_LONGEST_LINE, _ATTRIBUTION_LINES, _HEAD_LINES, _HEADS = 500, 4, 8, 3

_WROTE = re.compile(
    r"\b(wrote|writes|said|schrieb|schreibt|a écrit|ha scritto|escribió|schreef|skrev|napisał(?:\(a\))?)\b"
    r"(?! (ich|wir|er|man)\b)",
    re.IGNORECASE,
)
_PERSON_SAYS = re.compile(r"\b(i|we|you|he|she|they|ich|wir|er|man)$", re.IGNORECASE)
_OPENING = re.compile(r"(on|am|le|il|el|op|den|dne|w dniu)\b", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")
_PLAIN_ATTRIBUTION = re.compile(r".{0,200}\d{1,2}[:.]\d{2}.{0,150}<\S{1,100}@\S{1,150}>[^\w<>]{0,20}:")
_RULE = re.compile(r"[\s*]*[-_=]{5,}[\s*]*")
_OLD_MAIL = re.compile(
    r"[\s*]*-{2,}\s*(original message|original appointment|originalnachricht|urspr\S{1,4}ngliche nachricht|"
    r"original-nachricht|reply message|message d'origine|oorspronkelijk bericht|messaggio originale)\s*-{2,}[\s*]*",
    re.IGNORECASE,
)
_HEAD_FIRST = re.compile(
    r"[\s*]*(from|von|de|da|van|date|datum|sent|gesendet)\s*:\s*\**\s*\S.*",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"[\s*]*(from|von|de|da|van|sent|gesendet|envoyé|inviato|verzonden|enviado|date|datum|data|fecha|to|an|à|a|aan|para|"
    r"cc|kopie|subject|betreff|objet|oggetto|onderwerp|asunto|reply-to|antwort an|organi[sz]ation|importance|"
    r"wichtigkeit|priorität)\s*:.*",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"((sent|gesendet) (from|via|with|von|mit|aus) (my|mein(em|er)?|der|the|mobile|outlook|mail|gmail|gmx|web)\b"
    r"|get outlook for|outlook für (ios|android)|holen sie sich outlook"
    r"|von (meinem|meiner|unterwegs)\b.{0,40}gesendet|diese nachricht wurde von .{0,60}gesendet|envoyé de mon)"
    r"[.:]?( \S+){0,5}",
    re.IGNORECASE,
)
_FORWARD = re.compile(r"\s*(fwd?|wg|i|tr)\s*:", re.IGNORECASE)


def is_quote(line: str) -> bool:
    """Whether a line is marked as quoted."""
    return line.lstrip().startswith(">")


def is_forward(subject: str) -> bool:
    """Whether a mail passes another one on, so that the old one is what it is about."""
    return _FORWARD.match(subject) is not None


def is_from_phone(line: str) -> bool:
    """Whether a telephone wrote this line under a mail, and no person."""
    return len(line) < _LONGEST_LINE and _PHONE.fullmatch(line.strip()) is not None


def starts_old_mail(lines: list[str], no: int) -> bool:
    """Whether an old mail begins here that is quoted without marks: by a line that says so, or with its own head."""
    line = lines[no][:_LONGEST_LINE]
    if _OLD_MAIL.fullmatch(line):
        return True
    if _RULE.fullmatch(line):
        after = next((n for n in range(no + 1, min(no + 4, len(lines))) if lines[n].strip()), None)
        return after is not None and _starts_head(lines, after)
    return _starts_head(lines, no)


def _starts_head(lines: list[str], no: int) -> bool:
    """Whether lines like From, Sent, To, Subject follow each other from here on."""
    if not _HEAD_FIRST.fullmatch(lines[no][:_LONGEST_LINE]):
        return False
    near = [line[:_LONGEST_LINE] for line in lines[no : no + _HEAD_LINES] if line.strip()]
    return sum(1 for line in near if _HEAD.fullmatch(line)) >= _HEADS


def attribution(lines: list[str], no: int) -> int:
    """Return over how many lines somebody is said to have written what follows; 0 if nobody is."""
    for length in range(1, _ATTRIBUTION_LINES + 1):
        piece = [_unmarked(line) for line in lines[no : no + length]]
        said = " ".join(piece)
        if len(said) > _LONGEST_LINE or not piece[-1]:
            return 0
        if said.endswith(":"):
            following = lines[no + length : no + length + 3]
            return length if _is_attribution(said, following) and not _begins_later(piece, following) else 0
    return 0


def _unmarked(line: str) -> str:
    return line[: _LONGEST_LINE + 1].lstrip("> ").strip()


def _begins_later(piece: list[str], following: list[str]) -> bool:
    """Whether only the last lines of a piece say who wrote; the first ones are then somebody's own words."""
    for start in range(1, len(piece)):
        said = " ".join(piece[start:])
        if (_OPENING.match(said) or _TIME.search(said)) and _is_attribution(said, following):
            return True
    return False


def _is_attribution(said: str, following: list[str]) -> bool:
    """Whether a mail program speaks and not a person: "Am 3. schrieb ich Ihnen:" is somebody's own sentence."""
    found = _WROTE.search(said)
    if found is None:
        return _PLAIN_ATTRIBUTION.fullmatch(said) is not None
    before, after = said[: found.start()].rstrip(), said[found.end() :]
    if _PERSON_SAYS.search(before):
        return False
    named = "@" in said or "<" in said
    opens = _OPENING.match(before) is not None or after.lower().startswith((" am ", " on "))
    is_followed = any(is_quote(line) for line in following)
    return (named or opens) and (named or is_followed or _TIME.search(said) is not None)
