"""Steps and questions of a request type as lines of text, read and written. Pure."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.flow.settings.plan import seconds

HOUR = 3600


class LineError(ValueError):
    """A line cannot be read; the message shows the line and its shape."""


def read_step(line: str) -> dict[str, Any]:
    """Read "Schaden klären = Clarify the damage | 8 h"."""
    words, _bar, target = line.partition("|")
    step = _both(words, "title")
    if not step["title"]:
        raise LineError(_("“%(line)s”: please begin with the name of the step.") % {"line": line})
    return {**step, "target": seconds(target, step["title"])} if target.strip() else step


def write_step(step: Mapping[str, Any]) -> str:
    """Return the line of a stored step."""
    target = step.get("target")
    return _joined(step, "title") + (f" | {target / HOUR:g} h" if target else "")


def read_field(line: str) -> dict[str, Any]:
    """Read "invoice | text | Rechnungsnummer = Invoice number | required"."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < 3 or not all(parts[:3]):
        shape = _("name | kind | German = English")
        raise LineError(_("“%(line)s”: please write %(shape)s.") % {"line": line, "shape": shape})
    field: dict[str, Any] = {"name": parts[0], "kind": parts[1], **_both(parts[2], "label")}
    for part in parts[3:]:
        if part in ("required", "pflicht"):
            field["required"] = True
        elif part:
            field["choices"] = [_choice(choice) for choice in part.split(";") if choice.strip()]
    return field


def write_field(field: Mapping[str, Any]) -> str:
    """Return the line of a stored question."""
    parts = [str(field["name"]), str(field["kind"]), _joined(field, "label")]
    if field.get("required"):
        parts.append("required")
    if field.get("choices"):
        parts.append("; ".join(_written(choice) for choice in field["choices"]))
    return " | ".join(parts)


def _choice(text: str) -> dict[str, str]:
    value, _colon, words = text.partition(":")
    return {"value": value.strip(), **_both(words or value, "label")}


def _written(choice: Any) -> str:
    if isinstance(choice, str):
        return choice
    return f"{choice['value']}: {_joined(choice, 'label')}"


def _both(words: str, key: str) -> dict[str, str]:
    german, _equals, english = (part.strip() for part in words.partition("="))
    return {key: german, f"{key}_en": english} if english else {key: german}


def _joined(item: Mapping[str, Any], key: str) -> str:
    english = item.get(f"{key}_en")
    return f"{item[key]} = {english}" if english else str(item[key])
