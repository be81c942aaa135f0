"""The form of a request type: which fields it asks for, and when each one is shown.

A form is stored as a list of fields. One field:

    {"name": "invoice", "kind": "text", "label": "Rechnungsnummer", "label_en": "Invoice number",
     "help": "Steht oben rechts.", "help_en": "It is at the top right.", "required": true,
     "use": "Buchhaltung findet den Beleg", "use_en": "accounting finds the document",
     "choices": [{"value": "a", "label": "Anlage A", "label_en": "Plant A"}],
     "show_when": {"field": "reason", "value": "wrong_amount"}, "least": 1, "most": 9}

`name`, `kind` and `label` are needed. `use` says who needs the answer and
for what (DOMAIN 8). A choice may be written as a plain string. `least` and
`most` bound a number or an amount, `most` also the length of a text.
`show_when` looks at an earlier field that is chosen from a list, so that
conditions can never go round in circles; "yes" and "no" stand for a yes/no
question.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.base.text import clean

MOST_FIELDS, MOST_CHOICES, MOST_LABEL = 60, 200, 200
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Kind(StrEnum):
    """What a field asks for."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    EMAIL = "email"
    PHONE = "phone"
    FILE = "file"


_CHOSEN = {Kind.CHOICE, Kind.CHOICES}
_DECIDES = {*_CHOSEN, Kind.YES_NO}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose, in both languages."""

    value: str
    label: str
    label_en: str = ""

    def title(self, language: str) -> str:
        """Return the words in the reader's language."""
        return self.label_en if language == "en" and self.label_en else self.label


@dataclass(frozen=True, slots=True)
class Condition:
    """The answer another field must have for this one to be shown."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form."""

    name: str
    kind: Kind
    label: str
    label_en: str = ""
    help: str = ""
    help_en: str = ""
    use: str = ""
    use_en: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    show_when: Condition | None = None
    least: int | None = None
    most: int | None = None

    def title(self, language: str) -> str:
        """Return the question in the reader's language."""
        return self.label_en if language == "en" and self.label_en else self.label

    def hint(self, language: str) -> str:
        """Return the help text in the reader's language."""
        return self.help_en if language == "en" and self.help_en else self.help

    def purpose(self, language: str) -> str:
        """Return who uses the answer and for what, in the reader's language."""
        return self.use_en if language == "en" and self.use_en else self.use


class FormError(ValueError):
    """A stored or edited form does not make sense; `problems` say where, one sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


def fields_of(form: object) -> list[Field]:
    """Return the fields of a stored form. Raises FormError with everything that is wrong with it."""
    if not isinstance(form, list):
        raise FormError([_("A form is a list of fields.")])
    problems: list[str] = []
    fields: list[Field] = []
    if len(form) > MOST_FIELDS:
        problems.append(_("A form has at most %(most)s fields.") % {"most": MOST_FIELDS})
    for no, raw in enumerate(form[:MOST_FIELDS], start=1):
        try:
            fields.append(_field(raw, {f.name: f for f in fields}))
        except FormError as error:
            problems += [_("Field %(no)s: %(problem)s") % {"no": no, "problem": p} for p in error.problems]
    if problems:
        raise FormError(problems)
    return fields


def _field(raw: object, earlier: Mapping[str, Field]) -> Field:
    if not isinstance(raw, dict):
        raise FormError([_("It has no name, kind and label.")])
    name, kind = _word(raw, "name"), _word(raw, "kind")
    problems = [*_naming(name, kind, _word(raw, "label"), earlier), *_bounds(raw)]
    if problems:
        raise FormError(problems)
    texts = {key: _word(raw, key) for key in ("label", "label_en", "help", "help_en", "use", "use_en")}
    return Field(
        name=name,
        kind=Kind(kind),
        required=raw.get("required") is True,
        choices=_choices(raw.get("choices"), Kind(kind)),
        show_when=_condition(raw.get("show_when"), earlier),
        least=raw.get("least"),
        most=raw.get("most"),
        **texts,
    )


def _word(raw: Mapping[str, Any], key: str) -> str:
    """Return a text of a field; anything else than a text counts as missing."""
    value = raw.get(key)
    return clean(value).strip() if isinstance(value, str) else ""


def _naming(name: str, kind: str, label: str, earlier: Collection[str]) -> list[str]:
    problems = []
    if not _NAME.fullmatch(name):
        problems.append(_("The name needs small letters, digits and underscores, and a letter first."))
    elif name in earlier:
        problems.append(_("The name “%(name)s” is used twice.") % {"name": name})
    if kind not in list(Kind):
        problems.append(_("The kind must be one of: %(kinds)s.") % {"kinds": ", ".join(Kind)})
    if not 0 < len(label) <= MOST_LABEL:
        problems.append(_("The label needs 1 to %(most)s characters.") % {"most": MOST_LABEL})
    return problems


def _bounds(raw: Mapping[str, Any]) -> list[str]:
    least, most = raw.get("least"), raw.get("most")
    for bound in (least, most):
        if bound is not None and (not isinstance(bound, int) or isinstance(bound, bool)):
            return [_("“least” and “most” are whole numbers.")]
    if least is not None and most is not None and least > most:
        return [_("“least” is greater than “most”.")]
    return []


def _choices(raw: object, kind: Kind) -> tuple[Choice, ...]:
    if kind not in _CHOSEN:
        return ()
    if not isinstance(raw, list) or not 0 < len(raw) <= MOST_CHOICES:
        raise FormError([_("It needs 1 to %(most)s choices.") % {"most": MOST_CHOICES}])
    choices = tuple(_choice(one) for one in raw)
    if len({c.value for c in choices}) < len(choices):
        raise FormError([_("Two choices have the same value.")])
    return choices


def _choice(raw: object) -> Choice:
    if isinstance(raw, str):
        raw = {"value": raw, "label": raw}
    if not isinstance(raw, dict) or not (_word(raw, "value") and _word(raw, "label")):
        raise FormError([_("A choice needs a value and a label.")])
    return Choice(_word(raw, "value"), _word(raw, "label"), _word(raw, "label_en"))


def _condition(raw: object, earlier: Mapping[str, Field]) -> Condition | None:
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise FormError([_("“show_when” needs a field and a value.")])
    field, value = earlier.get(_word(raw, "field")), _word(raw, "value")
    if field is None or field.kind not in _DECIDES:
        raise FormError([_("“show_when” must name an earlier field that is chosen from a list.")])
    possible = [c.value for c in field.choices] or ["yes", "no"]
    if value not in possible:
        raise FormError([_("“show_when” must be one of: %(values)s.") % {"values": ", ".join(possible)}])
    return Condition(field.name, value)


def shown(fields: Sequence[Field], given: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the names of the fields to show for what has been chosen so far (`given`: field name -> inputs).

    A field that hangs on a hidden one is hidden too, whatever was typed.
    """
    names: set[str] = set()
    for field in fields:
        condition = field.show_when
        if condition is None or (condition.field in names and condition.value in given.get(condition.field, ())):
            names.add(field.name)
    return frozenset(names)
