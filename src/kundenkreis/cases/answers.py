"""What somebody typed into the form of a request type: reading it, checking it, showing it again."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kundenkreis.base.text import clean, one_line
from kundenkreis.cases.forms import Field, Kind, shown

Answer = str | int | float | bool | list[str]

MOST_TEXT, MOST_LONG_TEXT, MOST_EMAIL = 200, 10_000, 254
_MOST_NUMBER = Decimal(10) ** 12
_PHONE = re.compile(r"\+?[\d\s()/.\-]{5,39}")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood (`answers`, by field name, ready for JSON) and what was not (`problems`, by field name)."""

    answers: dict[str, Answer]
    problems: dict[str, str]


def read(fields: Sequence[Field], given: Mapping[str, Sequence[str]], language: str) -> Read:
    """Read what was typed into the shown fields; hidden ones leave nothing behind.

    `given` maps a field's name to its inputs; for a file field these are
    the names of the files. Numbers follow the writer's language. An amount
    becomes a text with two decimals, a date an ISO day.
    """
    answers: dict[str, Answer] = {}
    problems: dict[str, str] = {}
    visible = shown(fields, given)
    for field in fields:
        if field.name not in visible:
            continue
        typed = [clean(v).strip() for v in given.get(field.name, ())]
        typed = [v for v in typed if v]
        try:
            if typed:
                answers[field.name] = _READERS[field.kind](field, typed, language)
            elif field.required:
                raise ValueError(_missing(field))
        except ValueError as error:
            problems[field.name] = str(error)
    return Read(answers, problems)


def _missing(field: Field) -> str:
    if field.kind in (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO):
        return _("Please choose an answer.")
    if field.kind is Kind.FILE:
        return _("Please choose a file.")
    return _("Please fill this in.")


def _text(field: Field, typed: Sequence[str], _language: str) -> Answer:
    long = field.kind is Kind.LONG_TEXT
    text = typed[0] if long else " ".join(typed[0].split())
    most = min(field.most or MOST_LONG_TEXT, MOST_LONG_TEXT) if long else (field.most or MOST_TEXT)
    if len(text) > most:
        raise ValueError(
            _("Please use at most %(most)s characters; these are %(now)s.") % {"most": most, "now": len(text)}
        )
    return text


def plain_number(text: str, language: str) -> Decimal:
    """Return a number as people write it: "1.234,50" in German, "1,234.50" in English, with or without "€".

    With both signs the last one is the decimal sign. A single sign in front
    of exactly three digits is read by the language, else as decimal sign.
    Raises ValueError with a sentence for the writer.
    """
    digits = re.sub(r"[\s€'’]|EUR$", "", text)
    signs = [c for c in digits if c in ".,"]
    decimal = "," if language == "de" else "."
    if len(set(signs)) == 2:
        decimal = signs[-1]
    elif len(signs) > 1:
        decimal = "." if signs[0] == "," else ","
    elif signs and not re.search(r"[.,]\d{3}$", digits):
        decimal = signs[0]
    plain = digits.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", plain, re.ASCII):
        raise ValueError(_("Please enter a number, for example %(example)s.") % {"example": _example(language)})
    return Decimal(plain)


def _example(language: str) -> str:
    return "1250,50" if language == "de" else "1250.50"


def _bounded(field: Field, typed: Sequence[str], language: str) -> Decimal:
    number = plain_number(typed[0], language)
    if abs(number) >= _MOST_NUMBER:
        raise ValueError(_("This number is too large. Please check it."))
    if field.least is not None and number < field.least:
        raise ValueError(_("Please enter at least %(least)s.") % {"least": field.least})
    if field.most is not None and number > field.most:
        raise ValueError(_("Please enter at most %(most)s.") % {"most": field.most})
    return number


def _number(field: Field, typed: Sequence[str], language: str) -> Answer:
    number = _bounded(field, typed, language)
    return int(number) if number == number.to_integral_value() else float(number)


def _amount(field: Field, typed: Sequence[str], language: str) -> Answer:
    number = _bounded(field, typed, language)
    try:
        return str(number.quantize(Decimal("0.01")))
    except InvalidOperation:
        raise ValueError(_("This number is too large. Please check it.")) from None


def plain_day(text: str) -> date:
    """Return a day written as 2026-12-24 (what a browser sends), 24.12.2026 or 24/12/2026.

    Raises ValueError with a sentence for the writer; years are 1900 to 2199.
    """
    found = _DAY_FIRST.fullmatch(text)
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not 1900 <= day.year < 2200:
        raise ValueError(_("Please enter a day, for example 24.12.2026."))
    return day


def _day(_field: Field, typed: Sequence[str], _language: str) -> Answer:
    return plain_day(typed[0]).isoformat()


def _choice(field: Field, typed: Sequence[str], _language: str) -> Answer:
    if typed[0] not in {c.value for c in field.choices}:
        raise ValueError(_("Please choose one of the answers."))
    return typed[0]


def _several(field: Field, typed: Sequence[str], _language: str) -> Answer:
    if not set(typed) <= {c.value for c in field.choices}:
        raise ValueError(_("Please choose from the answers."))
    return [c.value for c in field.choices if c.value in typed]


def _yes_no(_field: Field, typed: Sequence[str], _language: str) -> Answer:
    if typed[0] not in ("yes", "no"):
        raise ValueError(_("Please choose yes or no."))
    return typed[0] == "yes"


def _email(_field: Field, typed: Sequence[str], _language: str) -> Answer:
    try:
        validate_email(typed[0])
        if len(typed[0]) > MOST_EMAIL:
            raise ValidationError("too long")
    except ValidationError:
        raise ValueError(_("Please enter an e-mail address, for example name@example.org.")) from None
    return typed[0]


def _phone(_field: Field, typed: Sequence[str], _language: str) -> Answer:
    number = " ".join(typed[0].split())
    if not _PHONE.fullmatch(number) or sum(c.isdigit() for c in number) < 4:
        raise ValueError(_("Please enter a phone number, for example 07121 00 00 00."))
    return number


def _files(_field: Field, typed: Sequence[str], _language: str) -> Answer:
    return [one_line(name) for name in typed]


_READERS: dict[Kind, Callable[[Field, Sequence[str], str], Answer]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.NUMBER: _number,
    Kind.AMOUNT: _amount,
    Kind.DATE: _day,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _several,
    Kind.YES_NO: _yes_no,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.FILE: _files,
}


def told(fields: Sequence[Field], answers: Mapping[str, object], language: str) -> list[tuple[str, str]]:
    """Return stored answers as pairs of question and words, in the order of the form.

    An answer whose field has gone from the form since is shown under its
    stored name, so that nothing a customer said is lost.
    """
    known = {field.name for field in fields}
    pairs = [(f.title(language), _words(f, answers[f.name], language)) for f in fields if f.name in answers]
    return pairs + [(name, _plain(value)) for name, value in answers.items() if name not in known]


def _words(field: Field, answer: object, language: str) -> str:
    titles = {c.value: c.title(language) for c in field.choices}
    if isinstance(answer, bool):
        return _("yes") if answer else _("no")
    if isinstance(answer, list):
        return ", ".join(titles.get(str(one), str(one)) for one in answer)
    if field.kind is Kind.AMOUNT:
        return _grouped(str(answer), language) + " €"
    if field.kind is Kind.DATE and language == "de":
        return ".".join(reversed(str(answer).split("-")))
    if isinstance(answer, int | float):
        return _grouped(str(answer), language)
    return titles.get(str(answer), str(answer))


def _plain(answer: object) -> str:
    return ", ".join(str(one) for one in answer) if isinstance(answer, list) else str(answer)


def _grouped(number: str, language: str) -> str:
    """Return a plain number with thousands and decimal signs of the language."""
    try:
        english = f"{Decimal(number):,}"
    except InvalidOperation:
        return number
    return english.translate(str.maketrans(",.", ".,")) if language == "de" else english
